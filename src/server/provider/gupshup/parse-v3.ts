import type { ProviderEvent } from '../events.ts'
import { readAccountV3, readTemplateV3 } from './parse-v3-account.ts'
import { readContentV3 } from './parse-v3-content.ts'
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

interface Change {
  field: string
  value: JsonObject
  time: unknown
  whole: unknown
  /** A body with this change alone, or with what stands in its place. */
  body: (change: unknown) => unknown
}

/** Reads Meta's shape as Gupshup passes it on (reference 5.12): any number of entries, changes and events. */
export function readV3(root: JsonObject): Reading[] {
  const entries = list(root.entry)
  if (entries.length === 0) return [{ ...idle('unrecognised', 'v3 without entry', root), body: () => root }]
  return entries.flatMap((entry) => readEntry(root, entry))
}

function readEntry(root: JsonObject, given: unknown): Reading[] {
  const { object: kind, gs_app_id } = root
  const { id: account, time: told, changes } = object(given)
  const body = (entry: unknown) => ({ object: kind, gs_app_id, entry: [entry] })
  if (list(changes).length === 0) return [{ ...idle('unrecognised', 'v3 entry', given), body: () => body(given) }]
  return list(changes).flatMap((whole) => {
    const { field, value } = object(whole)
    const change: Change = {
      field: text(field) ?? '',
      value: object(value),
      time: told,
      whole,
      body: (part) => body({ id: account, time: told, changes: [part] }),
    }
    const readings = readChange(change, id(gs_app_id))
    if (readings.length > 0) return readings
    return [{ ...idle('unrecognised', `v3 ${change.field}`, [whole, told]), body: () => change.body(whole) }]
  })
}

function readChange(change: Change, appId: string | undefined): Reading[] {
  const { field, value, time: told, whole } = change
  const body = () => change.body(whole)
  switch (field) {
    case 'messages':
      return [...each(change, 'statuses', readStatus), ...readMessages(change)]
    case 'smb_message_echoes':
      return each(change, 'message_echoes', readEcho)
    case 'user_preferences':
      return each(change, 'user_preferences', (item) => preference(item, told))
    case 'billing-event': {
      const charge = isObject(value.billing) ? value.billing : value
      return isObject(charge.deductions) ? [{ ...billing(charge, told), body }] : []
    }
    case 'platform-event':
    case 'smb_app_state_sync':
    case 'history':
      return [{ ...idle('ignored', `v3 ${field}`, [whole, told]), body }]
    default: {
      const event = readTemplateV3(field, value) ?? readAccountV3(field, value, appId)
      return event ? [{ event, key: contentKey(event.kind === 'template' ? 't' : 'a', event, told), body }] : []
    }
  }
}

type ReadItem = (item: JsonObject, contact: unknown) => Omit<Reading, 'body'> | undefined

/** Reads each item of one list of the change; what cannot be read is kept as unrecognised. */
function each(
  change: Change,
  name: string,
  read: ReadItem,
  contactOf: (item: JsonObject) => unknown = () => undefined,
): Reading[] {
  const { field, value } = change
  const { messaging_product, metadata } = value
  return list(value[name]).map((item) => {
    const contact = contactOf(object(item))
    const contacts = contact === undefined ? undefined : [contact]
    const reading = read(object(item), contact) ?? idle('unrecognised', `v3 ${name}`, [item, change.time])
    return {
      ...reading,
      body: () => change.body({ field, value: { messaging_product, metadata, contacts, [name]: [item] } }),
    }
  })
}

function readMessages(change: Change): Reading[] {
  const contacts = list(change.value.contacts)
  if (contacts.length < 2) return each(change, 'messages', readMessage, () => contacts[0])
  const known = new Map<unknown, unknown>()
  for (const contact of contacts) {
    for (const name of [object(contact).wa_id, object(contact).user_id])
      if (name !== undefined) known.set(name, contact)
  }
  return each(change, 'messages', readMessage, (item) => known.get(item.from_user_id) ?? known.get(item.from))
}

function readMessage(item: JsonObject, given: unknown): Omit<Reading, 'body'> | undefined {
  const contact = object(given)
  const externalId = id(item.id)
  const from = sender(phone(item.from) ?? phone(contact.wa_id), id(item.from_user_id) ?? id(contact.user_id))
  if (!externalId || !text(item.type) || !(from.from || from.userId)) return undefined
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
    replyTo: id(object(item.context).gs_id),
  })
  return { event, key: `m:${externalId}` }
}

function readStatus(item: JsonObject): Omit<Reading, 'body'> | undefined {
  if (item.type === 'set-callback') return idle('ping', '', item)
  const ownId = id(item.id)
  const gsId = id(item.gs_id)
  const messageId = gsId ?? ownId
  const status = text(item.status)
  if (!messageId || !isStatus(status)) return undefined
  const error = object(list(item.errors)[0])
  const event: ProviderEvent = present({
    kind: 'status',
    messageId,
    externalId: id(item.meta_msg_id) ?? (status === 'deleted' ? ownId : whatsappId(ownId, gsId)),
    to: phone(item.recipient_id),
    status,
    code: text(error.code) ?? text(item.code),
    reason: text(error.title) ?? text(error.message) ?? text(item.reason),
    pricing: pricing(item.pricing),
    at: time(item.timestamp),
  })
  return { event, key: `s:${messageId}:${status}` }
}

function readEcho(item: JsonObject): Omit<Reading, 'body'> | undefined {
  const externalId = id(item.id)
  const to = phone(item.to)
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
