import * as z from 'zod'
import { id, route, time } from './route.ts'

const Side = z.object({
  id,
  name: z.string(),
  createdAt: time,
  addresses: z.array(z.string()),
  optedOut: z.boolean(),
})

/** TK-2: exactly what joining does now. */
export const MergePreview = z.object({
  /** The older one, which stays. */
  kept: Side,
  gone: Side,
  /** Name and attributes on which they differ. */
  conflicts: z.array(z.object({ key: z.string(), label: z.string(), kept: z.string(), gone: z.string() })),
  figures: z.object({
    tickets: z.number(),
    interactions: z.number(),
    /** Waiting to leave: they still will. */
    waiting: z.number(),
  }),
  /** Both have an open ticket in a campaign: the second is closed as joined with the first. */
  closing: z.array(z.object({ campaign: z.string(), kept: z.number(), closed: z.number() })),
  optedOut: z.boolean(),
})

export const contactMerge = {
  mergePreview: route('contacts.manage', {
    method: 'GET',
    path: '/contacts/{id}/merge/{otherId}',
    summary: 'What joining these two would do (TK-2)',
    tag: 'contacts',
  })
    .input(z.object({ id, otherId: id }))
    .output(MergePreview),
  merge: route('contacts.manage', {
    method: 'POST',
    path: '/contacts/{id}/merge/{otherId}',
    summary: 'Join two contacts into the older one (TK-2)',
    tag: 'contacts',
  })
    .input(
      z.object({
        id,
        otherId: id,
        /** Of each conflict, whose value stays; the kept one's where nothing is said. `name` is the name. */
        choices: z.record(z.string().max(40), z.enum(['kept', 'gone'])).default({}),
      }),
    )
    .output(z.object({ id })),
}
