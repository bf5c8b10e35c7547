import type { App, Message } from './rows.ts'

const change = (app: App, field: string, value: unknown, entry: object = { id: app.wabaId }) => ({
  object: 'whatsapp_business_account',
  gs_app_id: app.id,
  entry: [{ ...entry, changes: [{ field, value }] }],
})

const seconds = (now: number) => String(Math.floor(now / 1000))

const metadata = (app: App) => ({ display_phone_number: app.phone, phone_number_id: app.phoneNumberId })

export const ping = (app: App) =>
  change(app, 'messages', { messaging_product: 'whatsapp', statuses: [{ type: 'set-callback' }] }, {})

/** `part` is Meta's own shape of the content, with its `type`. */
export function message(now: number, app: App, row: Message, name: string, part: object, repliedTo?: Message): unknown {
  const context = repliedTo && {
    from: app.phone,
    id: repliedTo.whatsappId,
    gs_id: repliedTo.id,
    meta_msg_id: repliedTo.whatsappId,
  }
  return change(app, 'messages', {
    messaging_product: 'whatsapp',
    metadata: metadata(app),
    contacts: [{ profile: { name }, wa_id: row.customer }],
    messages: [{ from: row.customer, id: row.id, timestamp: seconds(now), ...(context ? { context } : {}), ...part }],
  })
}

export function messageStatus(now: number, app: App, row: Message, statusId: string): unknown {
  const status = { gs_id: row.id, recipient_id: row.customer, status: row.status }
  if (row.status === 'enqueued') {
    const enqueued = { ...status, id: row.whatsappId, type: row.kind, timestamp: now }
    return change(app, 'messages', { messaging_product: 'whatsapp', statuses: [enqueued] }, {})
  }
  const failure = row.failure && { errors: [{ code: row.failure.code, title: row.failure.reason }] }
  const pricing = row.status === 'sent' && {
    conversation: { id: row.id.replaceAll('-', ''), origin: { type: row.category } },
    pricing: { billable: true, category: row.category, pricing_model: 'PMP' },
  }
  const whole = {
    ...status,
    id: statusId,
    meta_msg_id: row.whatsappId,
    timestamp: seconds(now),
    ...failure,
    ...pricing,
  }
  return change(app, 'messages', { messaging_product: 'whatsapp', metadata: metadata(app), statuses: [whole] })
}

/** In Meta's shape it comes as a message of its own. */
export function revoked(now: number, app: App, row: Message, id: string): unknown {
  const part = { type: 'revoke', revoke: { original_message_id: row.id } }
  return change(app, 'messages', {
    messaging_product: 'whatsapp',
    metadata: metadata(app),
    messages: [{ from: row.customer, id, timestamp: seconds(now), ...part }],
  })
}

export function billing(app: App, row: Message, statusId: string): unknown {
  const deductions = {
    billable: row.category !== 'service',
    model: 'PMP',
    source: 'whatsapp',
    type: 'regular',
    category: row.category,
  }
  const references = { destination: row.customer, gs_id: row.id, id: statusId }
  return change(app, 'billing-event', { billing: { deductions, references } }, {})
}

export function accountVerified(now: number, app: App): unknown {
  const entry = { id: app.wabaId, time: Number(seconds(now)) }
  return change(app, 'account_update', { event: 'ACCOUNT_VERIFIED', phone_number: app.phone }, entry)
}

/** Whatever else happens to the account, in Meta's words. */
export function account(now: number, app: App, field: string, value: object): unknown {
  return change(app, field, value, { id: app.wabaId, time: Number(seconds(now)) })
}
