import type { App, Message, Template } from './rows.ts'

const envelope = (now: number, app: App, type: string, payload: unknown, more: object = {}) => ({
  app: app.name,
  ...more,
  timestamp: now,
  version: 2,
  type,
  payload,
})

export const ping = (now: number, app: App) =>
  envelope(now, app, 'user-event', { phone: 'callbackSetPhone', type: 'sandbox-start' })

/** `kind` and `payload` as in section 5.6. */
export interface Inbound {
  kind: string
  payload: object
  context?: { id: string; gsId: string }
}

export function message(now: number, app: App, row: Message, name: string, inbound: Inbound): unknown {
  const countryCode = countryCodeOf(row.customer)
  return envelope(
    now,
    app,
    'message',
    {
      id: row.id,
      source: row.customer,
      type: inbound.kind,
      payload: inbound.payload,
      sender: {
        phone: row.customer,
        name,
        country_code: countryCode,
        dial_code: row.customer.slice(countryCode.length),
      },
      ...(inbound.context ? { context: { ...inbound.context, forwarded: false, frequently_forwarded: false } } : {}),
    },
    { phone: app.phone },
  )
}

function countryCodeOf(phone: string): string {
  const known = ['1', '7', '591', '593', '595', '598'].find((code) => phone.startsWith(code))
  return known ?? phone.slice(0, 2)
}

const seconds = (now: number) => Math.floor(now / 1000)

/** `statusId` is the other id that WhatsApp's part of the road gives to each message. */
export function messageStatus(now: number, app: App, row: Message, statusId: string): unknown {
  const { id: gsId, customer: destination } = row
  const event = (payload: object) => envelope(now, app, 'message-event', payload, { phone: app.phone })
  if (row.status === 'enqueued') {
    const payload = { whatsappMessageId: row.whatsappId, type: row.kind }
    return event({ id: gsId, type: 'enqueued', destination, payload })
  }
  const common = { id: statusId, gsId, type: row.status, destination }
  if (row.status === 'failed') return event({ ...common, payload: row.failure })
  if (row.status !== 'sent') return event({ ...common, payload: { ts: seconds(now) } })
  return event({
    ...common,
    payload: { ts: seconds(now) },
    conversation: { id: row.id.replaceAll('-', ''), expiresAt: seconds(now) + 86_400, type: row.category },
    pricing: { policy: 'PMP', category: row.category, type: 'regular' },
  })
}

/** The id is that of the customer's own message. */
export function deleted(now: number, app: App, row: Message): unknown {
  const payload = { id: row.id, type: 'deleted', destination: row.customer, payload: { ts: seconds(now) } }
  return envelope(now, app, 'message-event', payload, { phone: app.phone })
}

export function billing(now: number, app: App, row: Message, statusId: string): unknown {
  return envelope(now, app, 'billing-event', {
    deductions: {
      type: 'regular',
      model: 'PMP',
      source: 'whatsapp',
      billable: row.category !== 'service',
      category: row.category,
    },
    references: { id: statusId, gsId: row.id, destination: row.customer },
  })
}

export function templateStatus(now: number, app: App, template: Template, description?: string): unknown {
  return envelope(now, app, 'template-event', {
    id: template.id,
    type: 'status-update',
    status: template.status.toLowerCase(),
    elementName: template.elementName,
    languageCode: template.languageCode,
    ...(template.status === 'REJECTED' ? { rejectedReason: template.reason } : {}),
    ...(description === undefined ? {} : { description }),
  })
}

export function templateCategory(now: number, app: App, template: Template): unknown {
  return envelope(now, app, 'template-event', {
    id: template.id,
    type: 'category-update',
    category: { old: template.oldCategory, new: template.category },
    elementName: template.elementName,
    languageCode: template.languageCode,
  })
}

export function live(now: number, app: App): unknown {
  const payload = { status: 'live', waId: app.wabaId, namespace: app.namespace }
  const more = { appId: app.id, phone: app.phone }
  return envelope(now, app, 'onboarding-event', { type: 'docker-status-event', payload }, more)
}

export function accountVerified(now: number, app: App): unknown {
  const payload = { status: 'ACCOUNT_VERIFIED' }
  return envelope(now, app, 'account-event', { type: 'status-event', payload }, { appId: app.id, phone: app.phone })
}

/** Whatever else happens to the account, section 5.10; `payload` with its own `type`. */
export function account(now: number, app: App, payload: object): unknown {
  return envelope(now, app, 'account-event', payload, { appId: app.id, phone: app.phone })
}
