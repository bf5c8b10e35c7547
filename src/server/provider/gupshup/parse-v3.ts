import { readOne } from './parse-v2.ts'
import { readAccountV3, readTemplateV3 } from './parse-v3-account.ts'
import { id, isObject, type JsonObject, list, object, phone, text } from './read-json.ts'
import { fromOf, readEcho, readMessage, readStatus } from './parse-v3-items.ts'
import { billing, contentKey, EVENTS_AT_MOST, type Found, idle, preference, type Reading } from './reading.ts'

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
  const whole = (what: string) => [{ ...idle('unrecognised', what, root), body: () => root }]
  if (entries.length === 0) return whole('v3 without entry')
  if (countIn(entries) > EVENTS_AT_MOST) return whole('v3 with too many events')
  return entries.flatMap((entry) => readEntry(root, entry))
}

function countIn(entries: unknown[]): number {
  let count = entries.length
  for (const entry of entries) {
    const changes = list(object(entry).changes)
    count += changes.length
    for (const change of changes)
      for (const items of Object.values(object(object(change).value))) count += list(items).length
  }
  return count
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
    case 'template-event':
    case 'account-event':
    case 'onboarding-event':
      // Gupshup's own events in Meta's wrapping.
      return [{ ...readOne({ type: field, payload: value, appId, timestamp: told }), body }]
    default: {
      const event = readTemplateV3(field, value, told) ?? readAccountV3(field, value, appId)
      return event ? [{ event, key: contentKey(event.kind === 'template' ? 't' : 'a', event, told), body }] : []
    }
  }
}

/** Reads each item of one list of the change; what cannot be read is kept as unrecognised. */
function each(
  change: Change,
  name: string,
  read: (item: JsonObject, contact: unknown) => Found | undefined,
  contactOf: (item: JsonObject) => unknown = () => undefined,
): Reading[] {
  const { field, value } = change
  const { messaging_product, metadata } = value
  return list(value[name]).map((item) => {
    const contact = contactOf(object(item))
    const contacts = contact === undefined ? undefined : [contact]
    const found = read(object(item), contact) ?? idle('unrecognised', `v3 ${name}`, [item, change.time])
    return {
      ...found,
      body: () => change.body({ field, value: { messaging_product, metadata, contacts, [name]: [item] } }),
    }
  })
}

function readMessages(change: Change): Reading[] {
  const contacts = list(change.value.contacts)
  const senders = new Set(list(change.value.messages).map((item) => id(object(item).from_user_id) ?? fromOf(item)))
  // One contact and one sender belong together, though they may write their number in two ways.
  if (contacts.length < 2 && senders.size < 2) return each(change, 'messages', readMessage, () => contacts[0])
  const known = new Map<string, unknown>()
  for (const contact of contacts) {
    for (const name of [phone(object(contact).wa_id), id(object(contact).user_id)])
      if (name !== undefined) known.set(name, contact)
  }
  return each(
    change,
    'messages',
    readMessage,
    (item) => known.get(id(item.from_user_id) ?? '') ?? known.get(fromOf(item) ?? ''),
  )
}
