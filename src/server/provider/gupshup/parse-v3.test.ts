import { describe, expect, test } from 'vitest'
import { parseWebhook } from './parse-webhook.ts'

const FROM = '51900000001'
const OURS = '1f0a2b3c-0000-4000-8000-000000000001'
const OTHER = '1f0a2b3c-0000-4000-8000-000000000002'
const AT = '2026-09-21T14:13:20.000Z'

const body = (field: string, value: unknown) => ({
  object: 'whatsapp_business_account',
  gs_app_id: 'app-1',
  entry: [{ id: '100', time: 1_790_000_000, changes: [{ field, value }] }],
})
const inbound = (type: string, part: object, more: object = {}) => ({
  from: FROM,
  id: 'wamid.IN1',
  timestamp: '1790000000',
  type,
  ...part,
  ...more,
})
const messages = (...list: unknown[]) => body('messages', { messages: list })
const statuses = (...list: unknown[]) => body('messages', { statuses: list })

function only(given: object) {
  const items = parseWebhook(given)
  expect(items).toHaveLength(1)
  return items[0]!
}

describe('v3 message', () => {
  test('who, when and what it answers', () => {
    const contacts = [{ wa_id: FROM, user_id: 'PE.77001', profile: { name: 'Rosa' } }]
    const context = { id: 'x', gs_id: OURS, meta_msg_id: 'wamid.OUT' }
    const item = only(
      body('messages', { contacts, messages: [inbound('text', { text: { body: 'Hola' } }, { context })] }),
    )
    expect(item.event).toEqual({
      kind: 'message',
      externalId: 'wamid.IN1',
      from: FROM,
      userId: 'PE.77001',
      profileName: 'Rosa',
      sentAt: AT,
      content: { type: 'text', text: 'Hola' },
      replyTo: OURS,
    })
    expect(item.dedupeKey).toBe('m:wamid.IN1')
  })

  const media = { id: '5', mime_type: 'x/y', url: 'https://media.example.com/5' }
  const read = { url: media.url, mimeType: 'x/y' }
  test.each([
    ['image', { image: { ...media, caption: 'foto' } }, { type: 'image', text: 'foto', ...read }],
    ['audio', { audio: media }, { type: 'audio', ...read }],
    ['document', { document: { ...media, filename: 'a.pdf' } }, { type: 'document', fileName: 'a.pdf', ...read }],
    ['sticker', { sticker: media }, { type: 'sticker', ...read }],
    ['button', { button: { text: 'Sí', payload: 'q:1' } }, { type: 'button', text: 'Sí', payload: 'q:1' }],
    [
      'interactive',
      { interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Sí' } } },
      { type: 'button', text: 'Sí', payload: 'b1' },
    ],
    [
      'interactive',
      { interactive: { type: 'list_reply', list_reply: { id: '', title: 'Uno' } } },
      { type: 'list', text: 'Uno' },
    ],
    [
      'interactive',
      { interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: '{"a":1}' } } },
      { type: 'flow', text: 'Sent', payload: '{"a":1}' },
    ],
    ['interactive', { interactive: 5 }, { type: 'unsupported' }],
    [
      'location',
      { location: { latitude: -12.04, longitude: -77.03 } },
      { type: 'location', latitude: -12.04, longitude: -77.03 },
    ],
    [
      'contacts',
      { contacts: [{ name: { formatted_name: 'Luis' }, phones: [{ phone: '+51 900 000 003' }] }] },
      { type: 'contacts', contacts: [{ name: 'Luis', phones: ['+51 900 000 003'] }] },
    ],
    [
      'reaction',
      { reaction: { message_id: 'wamid.OUT', emoji: '👍' } },
      { type: 'reaction', emoji: '👍', target: 'wamid.OUT' },
    ],
    ['__proto__', {}, { type: 'unsupported' }],
    ['unsupported', { errors: [{ code: 131051 }] }, { type: 'unsupported' }],
  ])('content %s %j', (type, part, content) => {
    expect(only(messages(inbound(type, part))).event).toHaveProperty('content', content)
  })

  test('each message of several gets its own contact', () => {
    const contacts = [1, 2].map((n) => ({ wa_id: `5190000000${n}`, profile: { name: `N${n}` } }))
    const list = [1, 2].map((n) =>
      inbound('text', { text: { body: 'x' } }, { id: `wamid.${n}`, from: `5190000000${n}` }),
    )
    const items = parseWebhook(body('messages', { contacts, messages: list }))
    expect(items.map(({ event }) => event)).toMatchObject([{ profileName: 'N1' }, { profileName: 'N2' }])
  })

  test('a changed number is nothing to do, a message without id is unrecognised', () => {
    expect(only(messages(inbound('system', {}))).event).toEqual({ kind: 'ignored', what: 'v3 message/system' })
    expect(only(messages(inbound('text', {}, { id: null }))).event.kind).toBe('unrecognised')
  })
})

test.each([
  [
    { gs_id: OURS, id: 'wamid.OUT', recipient_id: FROM, status: 'delivered', timestamp: '1790000000' },
    { messageId: OURS, externalId: 'wamid.OUT', to: FROM, status: 'delivered', at: AT },
  ],
  [
    { gs_id: OURS, id: OTHER, meta_msg_id: 'wamid.OUT', status: 'read', timestamp: '1790000000' },
    { messageId: OURS, externalId: 'wamid.OUT', status: 'read', at: AT },
  ],
  [
    { gs_id: OURS, id: OTHER, status: 'enqueued', timestamp: 1_790_000_000_123 },
    { messageId: OURS, status: 'enqueued', at: '2026-09-21T14:13:20.123Z' },
  ],
  [
    { gs_id: OURS, status: 'failed', errors: [{ code: 131049, title: 'Not delivered' }] },
    { messageId: OURS, status: 'failed', code: '131049', reason: 'Not delivered' },
  ],
  [
    { gs_id: OURS, status: 'failed', code: '1002', reason: 'No such number', timestamp: 'TIMESTAMP' },
    { messageId: OURS, status: 'failed', code: '1002', reason: 'No such number' },
  ],
  [
    { gs_id: OURS, status: 'sent', pricing: { pricing_model: 'PMP', category: 'utility', billable: true } },
    { messageId: OURS, status: 'sent', pricing: { category: 'utility', model: 'PMP' } },
  ],
])('v3 status %j', (given, event) => {
  const item = only(statuses(given))
  expect(item.event).toEqual({ kind: 'status', ...event })
  expect(item.dedupeKey).toBe(`s:${OURS}:${event.status}`)
})

test.each([
  [statuses({ type: 'set-callback' }), { kind: 'ping' }],
  [statuses({ id: OURS, status: 'evaporated' }), { kind: 'unrecognised', what: 'v3 statuses' }],
  [body('messages', {}), { kind: 'unrecognised', what: 'v3 messages' }],
  [body('platform-event', { type: 'connectivity-check' }), { kind: 'ignored', what: 'v3 platform-event' }],
  [body('tomorrow', 5), { kind: 'unrecognised', what: 'v3 tomorrow' }],
  [
    body('smb_message_echoes', { message_echoes: [inbound('text', { text: { body: 'Ya' } }, { to: FROM })] }),
    { kind: 'echo', externalId: 'wamid.IN1', to: FROM, sentAt: AT, content: { type: 'text', text: 'Ya' } },
  ],
  [
    body('user_preferences', {
      user_preferences: [{ wa_id: FROM, category: 'marketing_messages', value: 'resume', timestamp: 1_790_000_000 }],
    }),
    { kind: 'preference', from: FROM, category: 'marketing_messages', value: 'resume', at: AT },
  ],
  [
    body('account_update', {
      event: 'ACCOUNT_RESTRICTED',
      phone_number: FROM,
      restriction_info: [{ restriction_type: 'R1' }],
    }),
    {
      kind: 'account',
      event: 'ACCOUNT_RESTRICTED',
      status: 'ACCOUNT_RESTRICTED',
      phone: FROM,
      appId: 'app-1',
      cause: 'R1',
    },
  ],
  [
    body('phone_number_quality_update', { display_phone_number: FROM, event: 'UPGRADE', current_limit: 'TIER_2K' }),
    {
      kind: 'account',
      event: 'phone_number_quality_update',
      status: 'UPGRADE',
      phone: FROM,
      appId: 'app-1',
      limit: 'TIER_2K',
    },
  ],
  [
    body('message_template_status_update', {
      event: 'APPROVED',
      message_template_id: 12,
      message_template_name: 'aviso',
      message_template_language: 'es',
      reason: 'NONE',
    }),
    { kind: 'template', templateId: '12', name: 'aviso', language: 'es', status: 'APPROVED' },
  ],
])('v3 %j', (given, event) => {
  expect(only(given).event).toEqual(event)
})

test('one event told by v2 and by v3 has one key', () => {
  const deductions = { type: 'regular', model: 'PMP', source: 'whatsapp', billable: true, category: 'utility' }
  const v2 = (type: string, payload: object) =>
    only({ app: 'canal7', timestamp: 1_790_000_000_500, version: 2, type, payload })
  const pairs = [
    [
      v2('message', { id: 'wamid.IN1', source: FROM, type: 'text', payload: { text: 'x' } }),
      only(messages(inbound('text', { text: { body: 'x' } }))),
    ],
    [
      v2('message-event', { gsId: OURS, id: OTHER, type: 'read' }),
      only(statuses({ gs_id: OURS, id: OTHER, status: 'read' })),
    ],
    [
      v2('billing-event', { deductions, references: { id: OTHER, gsId: OURS, destination: FROM } }),
      only(
        body('billing-event', { billing: { deductions, references: { id: OTHER, gs_id: OURS, destination: FROM } } }),
      ),
    ],
  ]
  for (const [second, third] of pairs) expect(third!.dedupeKey).toBe(second!.dedupeKey)
  expect(pairs[2]![0]!.event).toEqual({
    kind: 'billing',
    messageId: OURS,
    to: FROM,
    category: 'utility',
    model: 'PMP',
    billable: true,
  })
})
