import type { ProviderEvent } from '../events.ts'
import { readAccountV2, readTemplateV2 } from './parse-v2-account.ts'
import { readContentV2 } from './parse-v2-content.ts'
import { id, isObject, type JsonObject, list, object, phone, present, text, time } from './read-json.ts'
import {
  billing,
  contentKey,
  EVENTS_AT_MOST,
  failure,
  type Found,
  idle,
  preference,
  pricing,
  quoted,
  type Reading,
  recipient,
  sender,
  statusWord,
  whatsappId,
} from './reading.ts'

/** Reads Gupshup's own envelope (reference 5.5 to 5.11): one event, save that preferences may be several. */
export function readV2(envelope: JsonObject): Reading[] {
  const wishes = envelope.type === 'preference-event' ? wishesOf(envelope) : []
  if (wishes.length === 0 || wishes.length > EVENTS_AT_MOST) return [{ ...readOne(envelope), body: () => envelope }]
  return wishes.map((wish) => ({
    ...preference(wish, envelope.timestamp),
    body: () => ({ type: envelope.type, timestamp: envelope.timestamp, payload: { user_preferences: [wish] } }),
  }))
}

/** The event of an envelope that holds one. */
export function readOne(envelope: JsonObject): Found {
  const payload = object(envelope.payload)
  const what = `${text(envelope.type)}/${text(payload.type) ?? ''}`
  const unknown = () => idle('unrecognised', what, envelope)
  switch (envelope.type) {
    case 'message':
      return readMessage(envelope, payload) ?? unknown()
    case 'message-event':
      if (payload.type === 'mismatch') return idle('ignored', what, envelope)
      return readStatus(envelope, payload) ?? unknown()
    case 'user-event':
      if (payload.type === 'sandbox-start') return idle('ping', what, envelope)
      if (payload.type === 'opted-in' || payload.type === 'opted-out') return idle('ignored', what, envelope)
      return unknown()
    case 'template-event':
      return keyed('t', readTemplateV2(payload, envelope.timestamp), envelope) ?? unknown()
    case 'account-event':
    case 'onboarding-event':
      return keyed('a', readAccountV2(envelope, payload), envelope) ?? unknown()
    case 'billing-event': {
      const charge = isObject(payload.billing) ? payload.billing : payload
      return isObject(charge.deductions) ? billing(charge, envelope.timestamp) : unknown()
    }
    case 'platform-event':
      return idle('ignored', what, envelope)
    default:
      return unknown()
  }
}

/** What recurs, as a pause does, is told apart by its time. */
function keyed(prefix: string, event: ProviderEvent | undefined, envelope: JsonObject): Found | undefined {
  return event && { event, key: contentKey(prefix, event, envelope.timestamp) }
}

function readMessage(envelope: JsonObject, payload: JsonObject): Found | undefined {
  const externalId = id(payload.id)
  const who = object(payload.sender)
  const from = sender(phone(payload.source) ?? phone(who.phone), id(who.userId) ?? id(payload.userId))
  const type = text(payload.type)
  if (!externalId || !type || !(from.from || from.userId)) return undefined
  const event: ProviderEvent = present({
    kind: 'message',
    externalId,
    ...from,
    profileName: text(who.name),
    sentAt: time(envelope.timestamp),
    content: readContentV2(type, payload.payload),
    ...quoted(payload.context),
  })
  return { event, key: `m:${externalId}` }
}

function readStatus(envelope: JsonObject, payload: JsonObject): Found | undefined {
  const ownId = id(payload.id)
  const gsId = id(payload.gsId)
  const messageId = gsId ?? ownId
  const status = statusWord(payload.type)
  if (!messageId || !status) return undefined
  const more = object(payload.payload)
  const event: ProviderEvent = present({
    kind: 'status',
    messageId,
    externalId: status === 'deleted' ? ownId : (id(more.whatsappMessageId) ?? whatsappId(ownId, gsId)),
    to: recipient(payload.destination),
    status,
    ...failure(more, payload),
    pricing: pricing(payload.pricing ?? more.pricing),
    at: time(more.ts) ?? time(payload.ts) ?? time(envelope.timestamp),
  })
  return { event, key: `s:${messageId}:${status}` }
}

/** Where the list of wishes stands in v2 is not documented: beside a `type`, inside a `payload`, or as the `payload`. */
function wishesOf(envelope: JsonObject): unknown[] {
  const payload = object(envelope.payload)
  const inner = payload.payload
  const places = [envelope.user_preferences, payload.user_preferences, object(inner).user_preferences]
  const lists = [...places, inner, envelope.payload].find(Array.isArray)
  if (lists !== undefined) return list(lists)
  const single = isObject(inner) ? inner : payload
  return single.wa_id === undefined && single.user_id === undefined ? [] : [single]
}
