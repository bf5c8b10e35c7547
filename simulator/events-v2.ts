import type { App, Message, Template } from './rows.ts'

const envelope = (app: App, type: string, payload: unknown, more: object = {}) => ({
  app: app.name,
  ...more,
  timestamp: Date.now(),
  version: 2,
  type,
  payload,
})

export const ping = (app: App) => envelope(app, 'user-event', { phone: 'callbackSetPhone', type: 'sandbox-start' })

/** `kind` and `payload` as in section 5.6. */
export interface Inbound {
  kind: string
  payload: object
  context?: { id: string; gsId: string }
}

export function message(app: App, row: Message, name: string, inbound: Inbound): unknown {
  const countryCode = countryCodeOf(row.customer)
  return envelope(
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

const seconds = () => Math.floor(Date.now() / 1000)

/** `statusId` is the other id that WhatsApp's part of the road gives to each message. */
export function messageStatus(app: App, row: Message, statusId: string): unknown {
  const { id: gsId, customer: destination } = row
  const event = (payload: object) => envelope(app, 'message-event', payload, { phone: app.phone })
  if (row.status === 'enqueued') {
    const payload = { whatsappMessageId: row.whatsappId, type: row.kind }
    return event({ id: gsId, type: 'enqueued', destination, payload })
  }
  const common = { id: statusId, gsId, type: row.status, destination }
  if (row.status === 'failed') return event({ ...common, payload: row.failure })
  if (row.status !== 'sent') return event({ ...common, payload: { ts: seconds() } })
  return event({
    ...common,
    payload: { ts: seconds() },
    conversation: { id: row.id.replaceAll('-', ''), expiresAt: seconds() + 86_400, type: row.category },
    pricing: { policy: 'PMP', category: row.category, type: 'regular' },
  })
}

export function billing(app: App, row: Message, statusId: string): unknown {
  return envelope(app, 'billing-event', {
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

export function templateStatus(app: App, template: Template, description?: string): unknown {
  return envelope(app, 'template-event', {
    id: template.id,
    type: 'status-update',
    status: template.status.toLowerCase(),
    elementName: template.elementName,
    languageCode: template.languageCode,
    ...(template.status === 'REJECTED' ? { rejectedReason: template.reason } : {}),
    ...(description === undefined ? {} : { description }),
  })
}

export function live(app: App): unknown {
  const payload = { status: 'live', waId: app.wabaId, namespace: app.namespace }
  const more = { appId: app.id, phone: app.phone }
  return envelope(app, 'onboarding-event', { type: 'docker-status-event', payload }, more)
}

export function accountVerified(app: App): unknown {
  const payload = { status: 'ACCOUNT_VERIFIED' }
  return envelope(app, 'account-event', { type: 'status-event', payload }, { appId: app.id, phone: app.phone })
}
