import * as z from 'zod'
import { id, nothing, route } from './route.ts'

/** What is asked, and shown, before somebody is forgotten. */
export const ErasureFigures = z.object({
  /** What has to be typed. */
  typed: z.string(),
  openTickets: z.array(z.number()),
  tickets: z.number(),
  /** 1,000 at most. */
  messages: z.number(),
  files: z.number(),
  waiting: z.number(),
})

export const contactErasure = {
  exportOne: route('contacts.manage', {
    method: 'GET',
    path: '/contacts/{id}/export',
    summary: 'Everything that is known of one person, as they may ask for it',
    tag: 'contacts',
  })
    .input(z.object({ id }))
    .output(z.record(z.string(), z.unknown())),
  erasureFigures: route('contacts.manage', {
    method: 'GET',
    path: '/contacts/{id}/erasure',
    summary: 'What erasing this person would do',
    tag: 'contacts',
  })
    .input(z.object({ id }))
    .output(ErasureFigures),
  erase: route('contacts.manage', {
    method: 'POST',
    path: '/contacts/{id}/erasure',
    summary: 'Erase a person: it cannot be undone',
    tag: 'contacts',
  })
    .input(z.object({ id, typed: z.string().trim().max(200) }))
    .output(nothing),
}
