/** Webhook bodies in Gupshup's v3 shape, of our own making. */

export interface MessageBody {
  phone: string
  id: string
  text: string
  /** Seconds since 1970, as WhatsApp tells time. */
  second: number
}

export interface StatusBody {
  phone: string
  messageId: string
  status: 'sent' | 'delivered' | 'read' | 'failed'
  second: number
}

export function messagesBody(appId: string, messages: readonly MessageBody[]): string {
  return body(appId, {
    contacts: [...new Set(messages.map((m) => m.phone))].map((phone) => ({
      profile: { name: 'Cliente' },
      wa_id: phone,
    })),
    messages: messages.map((m) => ({
      from: m.phone,
      id: m.id,
      timestamp: String(m.second),
      text: { body: m.text },
      type: 'text',
    })),
  })
}

export function statusesBody(appId: string, statuses: readonly StatusBody[]): string {
  return body(appId, {
    statuses: statuses.map(({ phone, messageId, status, second }) => ({
      gs_id: messageId,
      id: `wamid.${messageId}`,
      meta_msg_id: `wamid.${messageId}`,
      recipient_id: phone,
      status,
      timestamp: String(second),
      ...(status === 'failed' ? { errors: [{ code: 131_026, title: 'Message undeliverable' }] } : {}),
    })),
  })
}

function body(appId: string, value: object): string {
  const metadata = { display_phone_number: '51900000101', phone_number_id: '100000000000007' }
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }
  const entry = [{ changes: [change], id: '100000000000001' }]
  return JSON.stringify({ entry, gs_app_id: appId, object: 'whatsapp_business_account' })
}
