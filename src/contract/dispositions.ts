import * as z from 'zod'
import { DEEPEST, MOST_DISPOSITIONS } from '../rules/dispositions.ts'
import { id, route } from './route.ts'

/** In the order in which one reads the tree: `depth` 0 is on top, and what follows deeper is below it. */
const item = {
  id,
  name: z.string().trim().min(1).max(80),
  active: z.boolean(),
  depth: z
    .number()
    .int()
    .min(0)
    .max(DEEPEST - 1),
}

export const DispositionTree = z.object({
  /** Rises with every change of the tree. */
  version: z.number(),
  /** `used`: tickets were closed with it; it can be switched off, and not be deleted. */
  items: z.array(z.object({ ...item, used: z.boolean() })),
})

export const dispositionRoutes = {
  dispositions: route('campaigns.read', {
    method: 'GET',
    path: '/campaigns/{id}/dispositions',
    summary: 'The tree of dispositions of a campaign',
    tag: 'campaigns',
  })
    .input(z.object({ id }))
    .output(DispositionTree),
  saveDispositions: route('campaigns.write', {
    method: 'PUT',
    path: '/campaigns/{id}/dispositions',
    summary: 'Save the whole tree: new ones bring an id of their own, those left out are deleted',
    tag: 'campaigns',
  })
    .input(
      z.object({
        id,
        /** The one that was read: who was slower is told so. */
        version: z.number().int().min(0),
        items: z.array(z.object(item)).max(MOST_DISPOSITIONS),
      }),
    )
    .output(z.object({ version: z.number() })),
}
