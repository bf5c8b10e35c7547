import { hash } from 'node:crypto'
import type { ProviderEvent, StatusEvent } from '../events.ts'
import { flag, id, type JsonObject, list, object, phone, present, text, time } from './read-json.ts'

/** One event found in a body. `body` makes a body that holds this event alone. */
export interface Reading {
  event: ProviderEvent
  key: string
  body: () => unknown
}

/** An event before it is known how to cut it out of its body. */
export type Found = Omit<Reading, 'body'>

/** WhatsApp puts at most 1,000 into a body; one that pretends to hold ten times that is kept whole, unread. */
export const EVENTS_AT_MOST = 10_000

const LONGEST_WHAT = 100
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
/** As WhatsApp writes ids: today's, and those of the years before the Cloud API. */
const WHATSAPP_ID = /^(?:wamid\.|[gA]BEG)/
const USER_ID = /^[A-Z]{2}\.\S+$/

/** For events without an id of their own: what they say and when. */
export function contentKey(prefix: string, ...content: unknown[]): string {
  return `${prefix}:${hash('sha256', JSON.stringify(content), 'base64url').slice(0, 27)}`
}

export function idle(kind: 'ignored' | 'unrecognised' | 'ping', what: string, content: unknown): Found {
  const event: ProviderEvent = kind === 'ping' ? { kind } : { kind, what: what.slice(0, LONGEST_WHAT).toWellFormed() }
  return { event, key: contentKey(kind, content) }
}

/** Who writes. A hidden phone leaves `from` empty; where it held the business-scoped user id, that is `userId`. */
export function sender(from: string | undefined, userId: string | undefined) {
  if (from !== undefined && USER_ID.test(from)) return { from: '', userId: userId ?? from }
  return { from: from ?? '', userId }
}

/** Whom a status is about, where a phone is told. */
export function recipient(value: unknown): string | undefined {
  return sender(phone(value), undefined).from || undefined
}

/** What a message answers: `replyTo` is Gupshup's id of our message; only where that is missing, WhatsApp's id of it. */
export function quoted(context: unknown) {
  const { gsId, gs_id, meta_msg_id, id: ownId } = object(context)
  const replyTo = id(gsId) ?? id(gs_id)
  if (replyTo !== undefined) return { replyTo }
  const wamid = id(meta_msg_id) ?? id(ownId)
  return { replyToWamid: wamid !== undefined && !UUID.test(wamid) ? wamid : undefined }
}

/** WhatsApp's own id among the two that a status carries: since 2026 `id` is often one more UUID of Gupshup's. */
export function whatsappId(ownId: string | undefined, gupshupId: string | undefined): string | undefined {
  if (ownId === undefined || ownId === gupshupId || UUID.test(ownId)) return undefined
  return gupshupId !== undefined || WHATSAPP_ID.test(ownId) ? ownId : undefined
}

const STATUSES: ReadonlySet<string> = new Set<StatusEvent['status']>([
  'enqueued',
  'sent',
  'delivered',
  'read',
  'failed',
  'deleted',
])

export function statusWord(value: unknown): StatusEvent['status'] | undefined {
  const word = text(value)?.toLowerCase()
  return word !== undefined && STATUSES.has(word) ? (word as StatusEvent['status']) : undefined
}

/** Why a message failed: in each of the given places a list of errors, or flat. What is told first holds. */
export function failure(...places: readonly JsonObject[]): Pick<StatusEvent, 'code' | 'reason'> {
  let code: string | undefined
  let reason: string | undefined
  for (const place of places) {
    for (const each of place.errors === undefined ? [place] : [...list(place.errors).map(object), place]) {
      code ??= id(each.code)
      reason ??= text(each.title) ?? text(each.message) ?? text(each.reason)
    }
  }
  return present({ code, reason })
}

/** `pricing` is {policy} in v2 and {pricing_model} in v3. */
export function pricing(value: unknown): StatusEvent['pricing'] {
  const given = object(value)
  const read = present({ category: text(given.category), model: text(given.pricing_model) ?? text(given.policy) })
  return Object.keys(read).length > 0 ? read : undefined
}

/** One charge. v2 and v3 name the same ids, so that a charge told by both counts once. */
export function billing(value: unknown, told: unknown): Found {
  const { deductions, references } = object(value)
  const charge = object(deductions)
  const about = object(references)
  const messageId = id(about.gsId) ?? id(about.gs_id) ?? id(about.id)
  const category = text(charge.category)
  const model = text(charge.model)
  const event: ProviderEvent = present({
    kind: 'billing',
    messageId,
    to: recipient(about.destination),
    category,
    model,
    billable: flag(charge.billable),
  })
  const key = contentKey('b', messageId ?? told, charge.source, charge.type, category, model)
  return { event, key }
}

/** One wish of a contact about marketing messages. */
export function preference(value: unknown, told: unknown): Found {
  const given = object(value)
  const from = phone(given.wa_id) ?? id(given.user_id)
  const category = text(given.category)
  const wish = text(given.value)
  if (!from || !category || !wish) return idle('unrecognised', 'preference', [value, told])
  const at = time(given.timestamp)
  const event: ProviderEvent = present({ kind: 'preference', from, category, value: wish, at })
  return { event, key: contentKey('p', from, category, wish, at ?? told) }
}
