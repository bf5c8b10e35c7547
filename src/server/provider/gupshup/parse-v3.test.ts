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
    [
      'interactive',
      { interactive: { list_reply: { id: '', title: 'Uno', postbackText: 'f:1', description: 'd' } } },
      { type: 'list', text: 'Uno', payload: 'f:1' },
    ],
    [
      'interactive',
      { interactive: { type: 'nfm_reply', nfm_reply: { response_json: { a: 1 } } } },
      { type: 'flow', payload: '{"a":1}' },
    ],
    ['interactive', { interactive: { type: 'toString' } }, { type: 'unsupported' }],
    ['constructor', {}, { type: 'unsupported' }],
    ['reaction', { reaction: { message_id: 'wamid.OUT' } }, { type: 'reaction', emoji: '', target: 'wamid.OUT' }],
    ['text', { text: { body: 'Hola' }, referral: { source_type: 'ad' } }, { type: 'text', text: 'Hola' }],
    ['text', { text: [] }, { type: 'text' }],
    ['order', { order: {} }, { type: 'unsupported' }],
    ['order', { order: { text: 'dos, por favor' } }, { type: 'unsupported', text: 'dos, por favor' }],
    [
      'edit',
      { edit: { original_message_id: 'wamid.IN0', message: { type: 'text', text: { body: 'mañana' } } } },
      { type: 'unsupported', text: 'mañana' },
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

  test('a contact lends its name and user id to no other sender', () => {
    const from = ['51900000001', '51900000002']
    const list = from.map((number) => inbound('text', {}, { id: `wamid.${number}`, from: number, from_user_id: null }))
    const one = [{ wa_id: 51900000001, user_id: 'PE.77001', profile: { name: 'Ana' } }]
    const eventsWith = (contacts: unknown) =>
      parseWebhook(body('messages', { contacts, messages: list })).map((i) => i.event)
    expect(eventsWith(one)).toMatchObject([{ profileName: 'Ana', userId: 'PE.77001' }, { from: from[1] }])
    expect(eventsWith(one)[1]).not.toHaveProperty('userId')
    expect(eventsWith([...one, { user_id: null, profile: { name: 'Luz' } }])[1]).not.toHaveProperty('profileName')
  })

  test('a contact alone belongs to the sender alone, however each writes the number', () => {
    const contacts = [{ wa_id: '525512345678', profile: { name: 'Ana' } }]
    const [item] = parseWebhook(
      body('messages', { contacts, messages: [inbound('text', {}, { from: '5215512345678' })] }),
    )
    expect(item?.event).toMatchObject({ from: '5215512345678', profileName: 'Ana' })
    const hidden = inbound('text', {}, { from: undefined, from_user_id: 'PE.77001' })
    expect(only(messages(hidden)).event).toMatchObject({ from: '', userId: 'PE.77001' })
  })

  test.each([
    [{ id: 'x', gs_id: OURS, meta_msg_id: 'wamid.OUT' }, OURS, undefined],
    [{ id: OTHER, meta_msg_id: 'wamid.OUT' }, undefined, 'wamid.OUT'],
    [{ id: 'wamid.OUT', from: FROM }, undefined, 'wamid.OUT'],
    [{ forwarded: true }, undefined, undefined],
  ])('the message it answers, by %j', (context, replyTo, replyToWamid) => {
    const event = only(messages(inbound('text', {}, { context }))).event
    expect([event].map((e) => e.kind === 'message' && [e.replyTo, e.replyToWamid])).toEqual([[replyTo, replyToWamid]])
  })

  test('a message taken back is told as v2 tells it', () => {
    const item = only(messages(inbound('revoke', { revoke: { original_message_id: 'wamid.IN0' } })))
    const about = { messageId: 'wamid.IN0', externalId: 'wamid.IN0', to: FROM, at: AT }
    expect(item).toMatchObject({
      event: { kind: 'status', status: 'deleted', ...about },
      dedupeKey: 's:wamid.IN0:deleted',
    })
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
    { gs_id: OURS, status: 'failed', errors: [], code: 131026, reason: 'Undeliverable' },
    { messageId: OURS, status: 'failed', code: '131026', reason: 'Undeliverable' },
  ],
  [
    { gs_id: OURS, status: 'failed', errors: [{ code: '470', message: 'Too late' }], code: '' },
    { messageId: OURS, status: 'failed', code: '470', reason: 'Too late' },
  ],
  [
    { gs_id: OURS, id: 'wamid.OUT', status: 'READ', timestamp: ' 1790000000 ', pricing: [], errors: {} },
    { messageId: OURS, externalId: 'wamid.OUT', status: 'read', at: AT },
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
  [statuses({ id: OURS, status: 'mismatch' }), { kind: 'ignored', what: 'v3 status/mismatch' }],
  [statuses(7), { kind: 'unrecognised', what: 'v3 statuses' }],
  [body('messages', { statuses: { id: OURS, status: 'sent' } }), { kind: 'unrecognised', what: 'v3 messages' }],
  [body('messages', []), { kind: 'unrecognised', what: 'v3 messages' }],
  [body('smb_message_echoes', { message_echoes: [{ id: 'x' }] }), { kind: 'unrecognised', what: 'v3 message_echoes' }],
  [
    body('account-event', { type: 'status-event', payload: { status: 'ACCOUNT_VERIFIED' } }),
    { kind: 'account', event: 'status-event', status: 'ACCOUNT_VERIFIED', appId: 'app-1' },
  ],
  [
    body('template-event', { id: OURS, status: 'approved', elementName: 'aviso' }),
    { kind: 'template', templateId: OURS, name: 'aviso', status: 'approved', at: '2026-09-21T14:13:20.000Z' },
  ],
  [
    body('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: ['SCHEDULE_FOR_DISABLE'] } }),
    {
      kind: 'account',
      event: 'DISABLED_UPDATE',
      status: 'DISABLED_UPDATE',
      appId: 'app-1',
      cause: 'SCHEDULE_FOR_DISABLE',
    },
  ],
  [
    body('account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } }),
    { kind: 'account', event: 'ACCOUNT_VIOLATION', status: 'ACCOUNT_VIOLATION', appId: 'app-1', cause: 'SPAM' },
  ],
  [
    body('account_alerts', { alert_info: { alert_status: 'ACTIVE', alert_type: 'OBA_APPROVED' } }),
    { kind: 'account', event: 'account_alerts', status: 'ACTIVE', appId: 'app-1', cause: 'OBA_APPROVED' },
  ],
  [
    body('phone_number_name_update', { decision: 'REJECTED', rejection_reason: 'NAME_NOT_CONSISTENT' }),
    {
      kind: 'account',
      event: 'phone_number_name_update',
      status: 'REJECTED',
      appId: 'app-1',
      cause: 'NAME_NOT_CONSISTENT',
    },
  ],
  [
    body('account_review_update', { decision: 'APPROVED' }),
    { kind: 'account', event: 'account_review_update', status: 'APPROVED', appId: 'app-1' },
  ],
  [
    body('business_capability_update', { max_daily_conversations_per_business: -1, max_phone_numbers_per_waba: 25 }),
    { kind: 'account', event: 'business_capability_update', appId: 'app-1', limit: '-1' },
  ],
  ...(
    [
      [
        'message_template_status_update',
        { event: 'PAUSED', reason: 'NONE', other_info: { title: 'FIRST_PAUSE' } },
        { status: 'PAUSED', reason: 'FIRST_PAUSE' },
      ],
      ['message_template_status_update', { event: 'REJECTED', reason: 'SCAM' }, { status: 'REJECTED', reason: 'SCAM' }],
      [
        'message_template_status_update',
        {
          event: 'REJECTED',
          reason: 'INVALID_FORMAT',
          rejection_info: { reason: 'The body ends with a variable', recommendation: 'Add text after it' },
        },
        {
          status: 'REJECTED',
          reason: 'INVALID_FORMAT',
          detail: 'The body ends with a variable',
          recommendation: 'Add text after it',
        },
      ],
      [
        'message_template_quality_update',
        { previous_quality_score: 'GREEN', new_quality_score: 'RED' },
        { quality: 'RED' },
      ],
      [
        'template_category_update',
        { new_category: 'UTILITY', correct_category: 'MARKETING' },
        { category: 'UTILITY', correctCategory: 'MARKETING' },
      ],
      [
        'template_category_update',
        { previous_category: 'UTILITY', new_category: 'MARKETING' },
        { category: 'MARKETING', previousCategory: 'UTILITY' },
      ],
      [
        'template_correct_category_detection',
        { category: 'UTILITY', correct_category: 'MARKETING', category_update_timestamp: 1790086400 },
        { category: 'UTILITY', correctCategory: 'MARKETING', categoryDueAt: '2026-09-22T14:13:20.000Z' },
      ],
    ] as const
  ).map(
    ([field, value, told]) =>
      [
        body(field, { message_template_id: '900000000000001', message_template_name: 'aviso', ...value }),
        {
          kind: 'template',
          templateId: '900000000000001',
          name: 'aviso',
          at: '2026-09-21T14:13:20.000Z',
          ...told,
        },
      ] as [object, object],
  ),
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
    {
      kind: 'template',
      templateId: '12',
      name: 'aviso',
      language: 'es',
      status: 'APPROVED',
      at: '2026-09-21T14:13:20.000Z',
    },
  ],
])('v3 %j', (given, event) => {
  expect(only(given).event).toEqual(event)
})

test('a body that pretends to hold more events than any batch is kept as one', () => {
  const item = only(statuses(...Array.from({ length: 10_001 }, () => ({}))))
  expect(item.event).toEqual({ kind: 'unrecognised', what: 'v3 with too many events' })
})

test('whole numbers beyond 2^53 are read as they are written', () => {
  const told = { event: 'APPROVED', message_template_id: 0, message_template_name: 'aviso' }
  const text = JSON.stringify(body('message_template_status_update', told)).replace(
    '_id":0',
    '_id": 12345678901234567890',
  )
  expect(parseWebhook(JSON.parse(text), { text })[0]?.event).toMatchObject({ templateId: '12345678901234567890' })
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
      v2('message-event', { id: OURS, type: 'enqueued', payload: { whatsappMessageId: 'wamid.OUT' } }),
      only(statuses({ gs_id: OURS, id: 'wamid.OUT', status: 'enqueued' })),
    ],
    [
      v2('message-event', { id: 'wamid.IN1', type: 'deleted' }),
      only(messages(inbound('revoke', { revoke: { original_message_id: 'wamid.IN1' } }))),
    ],
    [
      v2('billing-event', { deductions, references: { id: OTHER, gsId: OURS, destination: FROM } }),
      only(
        body('billing-event', { billing: { deductions, references: { id: OTHER, gs_id: OURS, destination: FROM } } }),
      ),
    ],
  ]
  for (const [second, third] of pairs) expect(third!.dedupeKey).toBe(second!.dedupeKey)
  expect(pairs.at(-1)![0]!.event).toEqual({
    kind: 'billing',
    messageId: OURS,
    to: FROM,
    category: 'utility',
    model: 'PMP',
    billable: true,
  })
})
