export interface EventKind {
  what: 'message' | 'echo' | 'status' | 'template' | 'account' | 'billing' | 'preference' | 'check' | 'other'
  /** The provider's own word: `text` of a message, `delivered` of a status, the name of a template. */
  detail: string | undefined
  /** The customer's number, in digits. */
  phone: string | undefined
}

const kindsV2: Record<string, EventKind['what']> = {
  message: 'message',
  'message-event': 'status',
  'template-event': 'template',
  'account-event': 'account',
  'onboarding-event': 'account',
  'billing-event': 'billing',
  'preference-event': 'preference',
  'user-event': 'check',
}

/** What a raw event plainly says of itself, for people to find it by. The server's parsers alone decide what it is. */
export function kindOf(raw: string): EventKind {
  const body = parsed(raw)
  const change = at(body, 'entry', 0, 'changes', 0)
  return change === undefined ? kindOfV2(body) : kindOfV3(change)
}

function kindOfV2(body: unknown): EventKind {
  const type = word(at(body, 'type'))
  const what = kindsV2[type ?? ''] ?? 'other'
  const name = what === 'template' ? word(at(body, 'payload', 'elementName')) : undefined
  return {
    what,
    detail: what === 'other' ? type : (name ?? word(at(body, 'payload', 'type'))),
    phone: digits(at(body, 'payload', what === 'status' ? 'destination' : 'source')),
  }
}

function kindOfV3(change: unknown): EventKind {
  const field = word(at(change, 'field')) ?? ''
  const first = (list: string) => at(change, 'value', list, 0)
  const [message, echo, status] = [first('messages'), first('message_echoes'), first('statuses')]
  if (message) return { what: 'message', detail: word(at(message, 'type')), phone: digits(at(message, 'from')) }
  if (echo) return { what: 'echo', detail: word(at(echo, 'type')), phone: digits(at(echo, 'to')) }
  if (at(status, 'type') === 'set-callback') return { what: 'check', detail: undefined, phone: undefined }
  if (status) return { what: 'status', detail: word(at(status, 'status')), phone: digits(at(status, 'recipient_id')) }
  const name = word(at(change, 'value', 'message_template_name'))
  return { what: fieldKind(field), detail: name ?? field, phone: undefined }
}

function fieldKind(field: string): EventKind['what'] {
  if (field === 'user_preferences') return 'preference'
  if (field.includes('template')) return 'template'
  if (/account|phone_number|capability/.test(field)) return 'account'
  return kindsV2[field] ?? 'other'
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (here, step) =>
      typeof here === 'object' && here !== null ? (here as Record<string | number, unknown>)[step] : undefined,
    value,
  )
}

const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const digits = (value: unknown) => (typeof value === 'string' && /^\d{6,15}$/.test(value) ? value : undefined)
