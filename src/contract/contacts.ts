import * as z from 'zod'
import { id, nothing, pageOf, paging, route, time } from './route.ts'

const Brief = z.object({
  id,
  name: z.string(),
  /** Numbers first, as they are shown; WhatsApp's own ids of a person after them. */
  addresses: z.array(z.object({ kind: z.enum(['phone', 'whatsapp', 'user_id']), shown: z.string() })),
  createdAt: time,
})

/** TK-1: one event named two contacts. */
export const PossibleDuplicate = z.object({
  id,
  /** Where the event was filed. */
  contact: Brief,
  /** Whose number it carried too. */
  other: Brief,
  cause: z.enum(['whatsapp', 'phone']),
  firstSeenAt: time,
  lastSeenAt: time,
})

export const contacts = {
  duplicates: route('contacts.manage', {
    method: 'GET',
    path: '/contacts/duplicates',
    summary: 'Pairs of contacts that may be one person, newest first',
    tag: 'contacts',
  })
    .input(z.object(paging))
    .output(pageOf(PossibleDuplicate)),
  dismissDuplicate: route('contacts.manage', {
    method: 'POST',
    path: '/contacts/duplicates/{id}/dismissal',
    summary: 'They are not the same person',
    tag: 'contacts',
  })
    .input(z.object({ id }))
    .output(nothing),
  restoreDuplicate: route('contacts.manage', {
    method: 'DELETE',
    path: '/contacts/duplicates/{id}/dismissal',
    summary: 'Undo: list the pair again',
    tag: 'contacts',
  })
    .input(z.object({ id }))
    .output(nothing),
}
