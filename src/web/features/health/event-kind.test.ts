import { describe, expect, test } from 'vitest'
import { kindOf } from './event-kind.ts'

const v3 = (field: string, value: object) =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field, value }] }] })
const v2 = (type: string, payload: object) => JSON.stringify({ app: 'tienda', type, payload })

describe('RE-3 what a stored event plainly says of itself', () => {
  test.each([
    [v2('message', { source: '51900000123', type: 'text' }), 'message', 'text', '51900000123'],
    [v2('message-event', { destination: '51900000124', type: 'delivered' }), 'status', 'delivered', '51900000124'],
    [v2('template-event', { elementName: 'pedido_listo', type: 'status-update' }), 'template', 'pedido_listo'],
    [v2('user-event', { type: 'sandbox-start' }), 'check', 'sandbox-start'],
    [v2('orbit-event', {}), 'other', 'orbit-event'],
    [v3('messages', { messages: [{ from: '51900000125', type: 'image' }] }), 'message', 'image', '51900000125'],
    [v3('messages', { statuses: [{ recipient_id: '51900000126', status: 'read' }] }), 'status', 'read', '51900000126'],
    [v3('messages', { statuses: [{ type: 'set-callback' }] }), 'check'],
    [
      v3('smb_message_echoes', { message_echoes: [{ to: '51900000127', type: 'text' }] }),
      'echo',
      'text',
      '51900000127',
    ],
    [v3('template_category_update', { message_template_name: 'aviso' }), 'template', 'aviso'],
    [v3('phone_number_quality_update', {}), 'account', 'phone_number_quality_update'],
    [v3('billing-event', {}), 'billing', 'billing-event'],
    [v3('user_preferences', {}), 'preference', 'user_preferences'],
  ])('%s', (raw, what, detail?: string, phone?: string) => {
    expect(kindOf(raw)).toEqual({ what, detail, phone })
  })

  test.each(['', 'null', '7', '[]', '{"type":', '{"entry":[null]}', '{"type":{},"payload":7}', '{"entry":{"0":7}}'])(
    'nothing of it: %s',
    (raw) => {
      expect(kindOf(raw)).toEqual({ what: 'other', detail: undefined, phone: undefined })
    },
  )
})
