import type { ProviderEvent } from '../events.ts'
import { readContentV3 } from './parse-v3-content.ts'
import { id, type JsonObject, object, phone, present, text, time } from './read-json.ts'
import { failure, type Found, idle, pricing, quoted, recipient, sender, statusWord, whatsappId } from './reading.ts'

// One item of a list in Meta's shape: a message, a status, an echo (reference 5.12). Undefined for what cannot be read.

export const fromOf = (item: unknown) => phone(object(item).from)

export function readMessage(item: JsonObject, given: unknown): Found | undefined {
  const contact = object(given)
  const externalId = id(item.id)
  const from = sender(fromOf(item) ?? phone(contact.wa_id), id(item.from_user_id) ?? id(contact.user_id))
  if (!externalId || !text(item.type) || !(from.from || from.userId)) return undefined
  if (item.type === 'revoke') return readRevocation(item, from.from)
  // A contact that changed its number, or opened a chat without writing.
  if (item.type === 'system' || item.type === 'request_welcome')
    return idle('ignored', `v3 message/${item.type}`, externalId)
  const event: ProviderEvent = present({
    kind: 'message',
    externalId,
    ...from,
    profileName: text(object(contact.profile).name),
    sentAt: time(item.timestamp),
    content: readContentV3(item),
    ...quoted(item.context),
  })
  return { event, key: `m:${externalId}` }
}

/** The contact took a message of its own back: what v2 tells as `deleted`. */
function readRevocation(item: JsonObject, from: string): Found | undefined {
  const messageId = id(object(item.revoke).original_message_id)
  if (!messageId) return undefined
  const event: ProviderEvent = present({
    kind: 'status',
    messageId,
    externalId: messageId,
    to: from || undefined,
    status: 'deleted',
    at: time(item.timestamp),
  })
  return { event, key: `s:${messageId}:deleted` }
}

export function readStatus(item: JsonObject): Found | undefined {
  if (item.type === 'set-callback') return idle('ping', '', item)
  if (item.status === 'mismatch') return idle('ignored', 'v3 status/mismatch', item)
  const ownId = id(item.id)
  const gsId = id(item.gs_id)
  const messageId = gsId ?? ownId
  const status = statusWord(item.status)
  if (!messageId || !status) return undefined
  const event: ProviderEvent = present({
    kind: 'status',
    messageId,
    externalId: id(item.meta_msg_id) ?? (status === 'deleted' ? ownId : whatsappId(ownId, gsId)),
    to: recipient(item.recipient_id),
    status,
    ...failure(item),
    pricing: pricing(item.pricing),
    at: time(item.timestamp),
  })
  return { event, key: `s:${messageId}:${status}` }
}

export function readEcho(item: JsonObject): Found | undefined {
  const externalId = id(item.id)
  const to = recipient(item.to)
  if (!externalId || !to) return undefined
  const event: ProviderEvent = present({
    kind: 'echo',
    externalId,
    to,
    sentAt: time(item.timestamp),
    content: readContentV3(item),
  })
  return { event, key: `e:${externalId}` }
}
