import * as z from 'zod'
import { id, nothing, route } from './route.ts'

export const presence = {
  list: route('workspace.read', {
    method: 'GET',
    path: '/tickets/{id}/presence',
    summary: 'Who else looks at a ticket, or writes in it',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(
      z.array(
        z.object({
          id,
          name: z.string(),
          typing: z.boolean(),
          /** Until this is no longer known to be so. */
          seconds: z.number(),
        }),
      ),
    ),
  tell: route('workspace.read', {
    method: 'POST',
    path: '/tickets/{id}/presence',
    summary: 'I look at a ticket, write in it, or left it; looking is forgotten after 50 seconds, writing after 8',
    tag: 'workspace',
  })
    .input(z.object({ id, doing: z.enum(['looking', 'typing', 'gone']) }))
    .output(nothing),
}
