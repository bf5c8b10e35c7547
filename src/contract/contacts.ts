import * as z from 'zod'
import { contactAttributes } from './contact-attributes.ts'
import { contactErasure } from './contact-erasure.ts'
import { contactImports } from './contact-imports.ts'
import { contactMerge } from './contact-merge.ts'
import { Media } from './media.ts'
import { id, listOf, nothing, pageOf, paging, route, search, time } from './route.ts'

const addressKind = z.enum(['phone', 'whatsapp', 'user_id'])
const Named = z.object({ id, name: z.string() })

const Brief = z.object({
  id,
  name: z.string(),
  /** Numbers first, as they are shown; WhatsApp's own ids of a person after them. */
  addresses: z.array(z.object({ kind: addressKind, shown: z.string() })),
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

const attributes = z.record(z.string().max(40), z.string().max(500))
const name = z.string().trim().max(120)
/** Shown by who may see a contact only by its number. */
const number = z.string().trim().max(30).optional()

export const contactFilters = {
  search,
  optOut: z.enum(['yes', 'no']).optional(),
  ticket: z.enum(['open']).optional(),
  duplicate: z.enum(['yes']).optional(),
  /** Made in the last days. */
  created: z.enum(['1', '7', '30', '90']).optional(),
  /** Wrote in the last days; `none90`: not for 90 days. */
  active: z.enum(['1', '7', '30', '90', 'none90']).optional(),
}

export const ContactRow = z.object({
  id,
  name: z.string(),
  phone: z.string().nullable(),
  attributes,
  optedOut: z.boolean(),
  openTickets: z.number(),
  activeOn: z.iso.date().nullable(),
  createdAt: time,
})

export const Consent = z.object({
  id,
  given: z.boolean(),
  at: time,
  how: z.enum(['tap', 'word', 'preference', 'person', 'import', 'earlier']),
  source: z.string(),
  reason: z.string(),
  by: z.string().nullable(),
})

export const ContactCard = z.object({
  /** Another one than was asked for, where that has been joined with it. */
  id,
  name: z.string(),
  version: z.number(),
  createdAt: time,
  activeOn: z.iso.date().nullable(),
  erasedAt: time.nullable(),
  addresses: z.array(z.object({ kind: addressKind, value: z.string(), shown: z.string(), primary: z.boolean() })),
  attributes,
  optedOutAt: time.nullable(),
  /** The newest first. */
  consent: z.array(Consent),
  duplicates: z.number(),
})

const ContactTicket = z.object({
  id,
  number: z.number(),
  campaign: Named,
  queue: Named.nullable(),
  agent: Named.nullable(),
  openedAt: time,
  closedAt: time.nullable(),
  closeReason: z.string().nullable(),
  /** It was joined with that one. */
  mergedInto: z.object({ id, number: z.number() }).nullable(),
})

const ContactInteraction = z.object({
  id,
  channelAlias: z.string(),
  campaign: Named,
  queue: Named.nullable(),
  ticketId: id.nullable(),
  begunBy: z.enum(['us', 'contact']),
  openedAt: time,
  endedAt: time.nullable(),
})

/** Said while a number was off (TK-7), or from the phone app without a ticket open. */
const LooseMessage = z.object({
  id,
  at: time,
  direction: z.enum(['in', 'out']),
  kind: z.string(),
  text: z.string(),
  channelAlias: z.string(),
})

const ContactChange = z.object({
  id,
  at: time,
  action: z.string(),
  by: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
})

export const ContactForm = z.object({ name, attributes })

export const contacts = {
  ...contactAttributes,
  ...contactMerge,
  ...contactImports,
  ...contactErasure,
  list: route('contacts.manage', { method: 'GET', path: '/contacts', summary: 'Contacts', tag: 'contacts' })
    .input(z.object({ ...paging, ...contactFilters }))
    .output(pageOf(ContactRow)),
  count: route('contacts.manage', {
    method: 'GET',
    path: '/contacts/count',
    summary: 'How many contacts fit, 1,000 at most',
    tag: 'contacts',
  })
    .input(z.object(contactFilters))
    .output(z.object({ count: z.number(), more: z.boolean() })),
  byNumber: route('contacts.read', {
    method: 'GET',
    path: '/contacts/by-number',
    summary: 'The contact of exactly this number, or null',
    tag: 'contacts',
  })
    .input(z.object({ phone: z.string().trim().min(5).max(30) }))
    .output(z.object({ id, name: z.string(), phone: z.string().nullable(), optedOut: z.boolean() }).nullable()),
  get: route('contacts.read', {
    method: 'GET',
    path: '/contacts/{id}',
    summary: 'One contact',
    tag: 'contacts',
  })
    .input(z.object({ id, number }))
    .output(ContactCard),
  create: route('contacts.manage', {
    method: 'POST',
    path: '/contacts',
    summary: 'Make a contact with a number',
    tag: 'contacts',
  })
    .input(ContactForm.extend({ phone: z.string().trim().min(5).max(30) }))
    .output(z.object({ id })),
  update: route('contacts.read', {
    method: 'PUT',
    path: '/contacts/{id}',
    summary: 'Change name and attributes',
    tag: 'contacts',
  })
    .input(ContactForm.extend({ id, version: z.number().int(), number }))
    .output(z.object({ version: z.number() })),
  addAddress: route('contacts.read', {
    method: 'POST',
    path: '/contacts/{id}/addresses',
    summary: 'Add a number',
    tag: 'contacts',
  })
    .input(z.object({ id, phone: z.string().trim().min(5).max(30), number }))
    .output(nothing),
  removeAddress: route('contacts.read', {
    method: 'POST',
    path: '/contacts/{id}/addresses/removal',
    summary: 'Remove a number or id, not the last one',
    tag: 'contacts',
  })
    .input(z.object({ id, kind: addressKind, value: z.string().max(200), number }))
    .output(nothing),
  setPrimary: route('contacts.read', {
    method: 'PUT',
    path: '/contacts/{id}/primary',
    summary: 'Which number is written to first',
    tag: 'contacts',
  })
    .input(z.object({ id, value: z.string().max(200), number }))
    .output(nothing),
  setConsent: route('contacts.read', {
    method: 'POST',
    path: '/contacts/{id}/consent',
    summary: 'Record an opt-out, or undo one with the reason (WS-9)',
    tag: 'contacts',
  })
    .input(z.object({ id, given: z.boolean(), reason: z.string().trim().max(500).default(''), number }))
    .output(nothing),
  tickets: route('contacts.read', {
    method: 'GET',
    path: '/contacts/{id}/tickets',
    summary: 'Tickets of a contact, as far as one may see them, newest first',
    tag: 'contacts',
  })
    .input(z.object({ id, number, ...paging }))
    .output(pageOf(ContactTicket)),
  interactions: route('contacts.read', {
    method: 'GET',
    path: '/contacts/{id}/interactions',
    summary: 'Interactions of a contact, as far as one may see them, newest first',
    tag: 'contacts',
  })
    .input(z.object({ id, number, ...paging }))
    .output(pageOf(ContactInteraction)),
  looseMessages: route('contacts.read', {
    method: 'GET',
    path: '/contacts/{id}/loose-messages',
    summary: 'What was said with a contact beside all tickets, as far as one may see it, newest first (TK-7)',
    tag: 'contacts',
  })
    .input(z.object({ id, number, ...paging }))
    .output(pageOf(LooseMessage)),
  media: route('contacts.read', {
    method: 'GET',
    path: '/contacts/{id}/media',
    summary: 'Files that a contact sent, newest first',
    tag: 'contacts',
  })
    .input(z.object({ id, number, ...paging }))
    .output(pageOf(z.object({ messageId: id, at: time, media: Media }))),
  changes: route('contacts.manage', {
    method: 'GET',
    path: '/contacts/{id}/changes',
    summary: 'Who changed what of a contact, newest first',
    tag: 'contacts',
  })
    .input(z.object({ id, ...paging }))
    .output(pageOf(ContactChange)),
  duplicates: route('contacts.manage', {
    method: 'GET',
    path: '/contacts/duplicates',
    summary: 'Pairs of contacts that may be one person, newest first',
    tag: 'contacts',
  })
    .input(z.object({ ...paging, contactId: listOf(id) }))
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
