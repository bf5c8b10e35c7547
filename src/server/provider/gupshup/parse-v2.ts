import type { ProviderEvent } from '../events.ts'
import { readAccountV2, readTemplateV2 } from './parse-v2-account.ts'
import { readContentV2 } from './parse-v2-content.ts'
import { id, isObject, type JsonObject, list, object, phone, present, text, time } from './read-json.ts'
import {
  billing,
  contentKey,
  idle,
  isStatus,
  preference,
  pricing,
  type Reading,
  sender,
  whatsappId,
} from './reading.ts'

/** Reads Gupshup's own envelope (reference 5.5 to 5.11): one event, save that preferences may be several. */
export function readV2(envelope: JsonObject): Reading[] {
  const body = () => envelope
  if (envelope.type === 'preference-event') return readPreferences(envelope)
  return [{ ...readOne(envelope), body }]
}

function readOne(envelope: JsonObject): Omit<Reading, 'body'> {
  const payload = object(envelope.payload)
  const what = `${text(envelope.type)}/${text(payload.type) ?? ''}`
  switch (envelope.type) {
    case 'message':
      return readMessage(envelope, payload) ?? idle('unrecognised', what, envelope)
    case 'message-event':
      if (payload.type === 'mismatch') return idle('ignored', what, envelope)
      return readStatus(envelope, payload) ?? idle('unrecognised', what, envelope)
    case 'user-event':
      if (payload.type === 'sandbox-start') return idle('ping', what, envelope)
      if (payload.type === 'opted-in' || payload.type === 'opted-out') return idle('ignored', what, envelope)
      return idle('unrecognised', what, envelope)
    case 'template-event':
      return keyed('t', readTemplateV2(payload), envelope) ?? idle('unrecognised', what, envelope)
    case 'account-event':
    case 'onboarding-event':
      return keyed('a', readAccountV2(envelope, payload), envelope) ?? idle('unrecognised', what, envelope)
    case 'billing-event':
      if (!isObject(payload.deductions)) return idle('unrecognised', what, envelope)
      return billing(payload, envelope.timestamp)
    case 'platform-event':
      return idle('ignored', what, envelope)
    default:
      return idle('unrecognised', what, envelope)
  }
}

function keyed(prefix: string, event: ProviderEvent | undefined, envelope: JsonObject) {
  return event && { event, key: contentKey(prefix, event, envelope.timestamp) }
}

function readMessage(envelope: JsonObject, payload: JsonObject): Omit<Reading, 'body'> | undefined {
  const externalId = id(payload.id)
  const who = object(payload.sender)
  const from = sender(phone(payload.source) ?? phone(who.phone), id(who.userId))
  const type = text(payload.type)
  if (!externalId || !type || !(from.from || from.userId)) return undefined
  const event: ProviderEvent = present({
    kind: 'message',
    externalId,
    ...from,
    profileName: text(who.name),
    sentAt: time(envelope.timestamp),
    content: readContentV2(type, payload.payload),
    replyTo: id(object(payload.context).gsId),
  })
  return { event, key: `m:${externalId}` }
}

function readStatus(envelope: JsonObject, payload: JsonObject): Omit<Reading, 'body'> | undefined {
  const ownId = id(payload.id)
  const gsId = id(payload.gsId)
  const messageId = gsId ?? ownId
  const status = text(payload.type)
  if (!messageId || !isStatus(status)) return undefined
  const more = object(payload.payload)
  const event: ProviderEvent = present({
    kind: 'status',
    messageId,
    externalId: status === 'deleted' ? ownId : (id(more.whatsappMessageId) ?? whatsappId(ownId, gsId)),
    to: phone(payload.destination),
    status,
    code: text(more.code),
    reason: text(more.reason),
    pricing: pricing(payload.pricing ?? more.pricing),
    at: time(more.ts) ?? time(envelope.timestamp),
  })
  return { event, key: `s:${messageId}:${status}` }
}

/** Where the list of wishes stands in v2 is not documented: beside `type`, inside `payload`, or `payload` itself. */
function readPreferences(envelope: JsonObject): Reading[] {
  const payload = object(envelope.payload)
  const inner = object(payload.payload)
  const wishes = [payload.user_preferences, inner.user_preferences, payload.payload, envelope.payload].find(
    Array.isArray,
  ) ?? [isObject(payload.payload) ? payload.payload : envelope.payload]
  if (list(wishes).length === 0)
    return [{ ...idle('unrecognised', 'preference-event', envelope), body: () => envelope }]
  return list(wishes).map((wish) => ({
    ...preference(wish, envelope.timestamp),
    body: () => ({ type: envelope.type, timestamp: envelope.timestamp, payload: { user_preferences: [wish] } }),
  }))
}
