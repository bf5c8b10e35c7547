import { hash } from 'node:crypto'
import type { ProviderEvent, StatusEvent } from '../events.ts'
import { id, number, object, phone, present, text, time, flag } from './read-json.ts'

/** One event found in a body. `body` makes a body that holds this event alone. */
export interface Reading {
  event: ProviderEvent
  key: string
  body: () => unknown
}

const LONGEST_WHAT = 100
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const USER_ID = /^[A-Z]{2}\.\S+$/

/** For events without an id of their own: what they say and when. */
export function contentKey(prefix: string, ...content: unknown[]): string {
  return `${prefix}:${hash('sha256', JSON.stringify(content), 'base64url').slice(0, 27)}`
}

export function idle(kind: 'ignored' | 'unrecognised' | 'ping', what: string, content: unknown): Omit<Reading, 'body'> {
  const event: ProviderEvent = kind === 'ping' ? { kind } : { kind, what: what.slice(0, LONGEST_WHAT) }
  return { event, key: contentKey(kind, content) }
}

/** Who writes. A hidden phone leaves `from` empty; where it held the business-scoped user id, that is `userId`. */
export function sender(from: string | undefined, userId: string | undefined) {
  if (from !== undefined && USER_ID.test(from)) return { from: '', userId: userId ?? from }
  return { from: from ?? '', userId }
}

/** WhatsApp's own id among the two that a status carries: since 2026 `id` is often one more UUID of Gupshup's. */
export function whatsappId(ownId: string | undefined, gupshupId: string | undefined): string | undefined {
  if (ownId === undefined || UUID.test(ownId)) return undefined
  return gupshupId !== undefined || ownId.startsWith('wamid.') ? ownId : undefined
}

export function isStatus(word: string | undefined): word is StatusEvent['status'] {
  return (
    word === 'enqueued' ||
    word === 'sent' ||
    word === 'delivered' ||
    word === 'read' ||
    word === 'failed' ||
    word === 'deleted'
  )
}

/** `pricing` is {policy} in v2 and {pricing_model} in v3. */
export function pricing(value: unknown): StatusEvent['pricing'] {
  const given = object(value)
  const read = present({ category: text(given.category), model: text(given.pricing_model) ?? text(given.policy) })
  return Object.keys(read).length > 0 ? read : undefined
}

/** One charge. v2 and v3 name the same ids, so that a charge told by both counts once. */
export function billing(value: unknown, told: unknown): Omit<Reading, 'body'> {
  const { deductions, references } = object(value)
  const charge = object(deductions)
  const about = object(references)
  const messageId = id(about.gsId) ?? id(about.gs_id) ?? id(about.id)
  const category = text(charge.category)
  const model = text(charge.model)
  const event: ProviderEvent = present({
    kind: 'billing',
    messageId,
    to: phone(about.destination),
    category,
    model,
    billable: flag(charge.billable),
  })
  const key = contentKey('b', messageId ?? told, charge.source, charge.type, category, model)
  return { event, key }
}

/** One wish of a contact about marketing messages. */
export function preference(value: unknown, told: unknown): Omit<Reading, 'body'> {
  const given = object(value)
  const from = phone(given.wa_id) ?? id(given.user_id)
  const category = text(given.category)
  const wish = text(given.value)
  if (!from || !category || !wish) return idle('unrecognised', 'preference', [value, told])
  const at = time(given.timestamp)
  const event: ProviderEvent = present({ kind: 'preference', from, category, value: wish, at })
  return { event, key: contentKey('p', from, category, wish, at ?? told) }
}

export function coordinates(value: unknown) {
  const given = object(value)
  const named = [text(given.name), text(given.address)].filter((part) => part !== undefined)
  return {
    text: named.length > 0 ? named.join(', ') : undefined,
    latitude: number(given.latitude),
    longitude: number(given.longitude),
  }
}

/** Contact cards. The two versions write them alike. */
export function cards(value: unknown): { name: string; phones: string[] }[] {
  return (Array.isArray(value) ? value : []).map((card) => {
    const { name, phones } = object(card)
    const parts = object(name)
    const numbers = (Array.isArray(phones) ? phones : []).map(
      (each) => text(object(each).phone) ?? id(object(each).wa_id),
    )
    return {
      name: text(parts.formatted_name) ?? text(parts.first_name) ?? '',
      phones: numbers.filter((each) => each !== undefined),
    }
  })
}
