import { describe, expect, test } from 'vitest'
import { parseWebhook } from './parse-webhook.ts'

const NOW_MS = 1_790_000_000_123
const NOW = '2026-09-21T14:13:20.123Z'
const envelope = { app: 'canal7', timestamp: NOW_MS, version: 2 }
const FROM = '51900000001'

function only(body: object) {
  const items = parseWebhook(body)
  expect(items).toHaveLength(1)
  return items[0]!
}

function inbound(type: string, payload: unknown, more: object = {}) {
  const message = {
    id: 'wamid.IN1',
    source: FROM,
    type,
    payload,
    sender: { phone: FROM, name: 'Rosa', country_code: '51', dial_code: '900000001' },
    ...more,
  }
  return { ...envelope, type: 'message', payload: message }
}

const status = (type: string, ids: object, more: object = {}) => ({
  ...envelope,
  type: 'message-event',
  payload: { ...ids, type, destination: FROM, ...more },
})

const OURS = '1f0a2b3c-0000-4000-8000-000000000001'
const OTHER = '1f0a2b3c-0000-4000-8000-000000000002'

describe('v2 message', () => {
  test('who, when and what it answers', () => {
    const item = only(inbound('text', { text: 'Hola' }, { context: { id: 'wamid.OUT', gsId: OURS } }))
    expect(item.event).toEqual({
      kind: 'message',
      externalId: 'wamid.IN1',
      from: FROM,
      profileName: 'Rosa',
      sentAt: NOW,
      content: { type: 'text', text: 'Hola' },
      replyTo: OURS,
    })
    expect(item.dedupeKey).toBe('m:wamid.IN1')
    const again = { ...inbound('text', { text: 'Hola' }), timestamp: NOW_MS + 60_000 }
    expect(only(again).dedupeKey).toBe('m:wamid.IN1')
  })

  test.each([
    [{ id: 'wamid.OUT', gsId: null }, { replyToWamid: 'wamid.OUT' }],
    [{ id: 'gBEGOUT', forwarded: false }, { replyToWamid: 'gBEGOUT' }],
    [{ id: 'wamid.OUT', gs_id: OURS }, { replyTo: OURS }],
    [{ id: OTHER, gsId: OURS }, { replyTo: OURS }],
    [{ id: OTHER }, {}],
    [{ id: '', gsId: null }, {}],
    [['wamid.OUT'], {}],
    [null, {}],
  ])('the message it answers, by %j', (context, told) => {
    const event = { kind: 'message', externalId: 'wamid.IN1', from: FROM, profileName: 'Rosa', sentAt: NOW }
    const content = { type: 'text', text: 'x' }
    expect(only(inbound('text', { text: 'x' }, { context })).event).toEqual({ ...event, content, ...told })
  })

  test('ids and phones as numbers, and phones as people write them', () => {
    const read = (more: object) => only(inbound('text', {}, more)).event
    expect(read({ id: 12345, source: 51900000001 })).toMatchObject({ externalId: '12345', from: FROM })
    expect(read({ id: ' wamid.IN1\n', source: '+51 900-000 001' })).toMatchObject({
      externalId: 'wamid.IN1',
      from: FROM,
    })
    expect(read({ source: '51900000001_1' })).toMatchObject({ from: '51900000001_1' })
    expect(read({ id: ' \t' }).kind).toBe('unrecognised')
  })

  test('a hidden phone leaves the user id', () => {
    const event = { externalId: 'wamid.IN1', from: '', userId: 'PE.77001', content: { type: 'text', text: 'x' } }
    const hidden = { source: undefined, sender: { name: 'Rosa', userId: 'PE.77001' } }
    expect(only(inbound('text', { text: 'x' }, hidden)).event).toMatchObject(event)
    expect(only(inbound('text', { text: 'x' }, { source: 'PE.77001', sender: {} })).event).toMatchObject(event)
  })

  const media = { url: 'https://media.example.com/1', contentType: 'x/y', urlExpiry: NOW_MS }
  const read = { url: media.url, mimeType: 'x/y', urlExpiresAt: NOW }
  const tapped = { type: 'button', text: 'Sí' }
  test.each([
    ['image', { ...media, caption: 'foto' }, { type: 'image', text: 'foto', ...read }],
    ['video', media, { type: 'video', ...read }],
    ['audio', { ...media, caption: '' }, { type: 'audio', ...read }],
    ['sticker', media, { type: 'sticker', ...read }],
    ['file', { ...media, name: 'a.pdf' }, { type: 'document', fileName: 'a.pdf', ...read }],
    [
      'location',
      { longitude: '-77.03', latitude: '-12.04' },
      { type: 'location', latitude: -12.04, longitude: -77.03 },
    ],
    [
      'location',
      { longitude: 1, latitude: 2, name: 'Casa' },
      { type: 'location', text: 'Casa', latitude: 2, longitude: 1 },
    ],
    [
      'contact',
      {
        contacts: [
          { name: { formatted_name: 'Luis' }, phones: [{ phone: '+51 900 000 003' }, { wa_id: '51900000004' }] },
          7,
        ],
      },
      {
        type: 'contacts',
        contacts: [
          { name: 'Luis', phones: ['+51 900 000 003', '51900000004'] },
          { name: '', phones: [] },
        ],
      },
    ],
    ['quick_reply', { text: 'Sí', type: 'button', postbackText: 'q:1' }, { ...tapped, payload: 'q:1' }],
    ['quick_reply', { title: 'Sí', id: 'b1', reply: 'Sí 1' }, { ...tapped, payload: 'Sí 1' }],
    ['button_reply', { title: 'Sí', id: 'b1', reply: 'Sí 1', postbackText: 'q:2' }, { ...tapped, payload: 'q:2' }],
    ['text', { text: 'Sí', type: 'button' }, tapped],
    [
      'list_reply',
      { title: 'Uno', id: '', reply: '', postbackText: 'f:1' },
      { type: 'list', text: 'Uno', payload: 'f:1' },
    ],
    ['list_reply', { title: 'Uno', id: 'f1', reply: 'Uno 1' }, { type: 'list', text: 'Uno', payload: 'Uno 1' }],
    ['reaction', { emoji: '👍', id: 'wamid.OUT', gsId: OURS }, { type: 'reaction', emoji: '👍', target: OURS }],
    ['reaction', { emoji: '', id: 'wamid.OUT' }, { type: 'reaction', emoji: '', target: 'wamid.OUT' }],
    ['reaction', { id: 'wamid.OUT', gsId: null }, { type: 'reaction', emoji: '', target: 'wamid.OUT' }],
    ['image', { ...media, url: '', urlExpiry: String(NOW_MS) }, { type: 'image', mimeType: 'x/y', urlExpiresAt: NOW }],
    ['location', { longitude: '', latitude: 'norte' }, { type: 'location' }],
    ['contact', { contacts: {} }, { type: 'contacts', contacts: [] }],
    [
      'contact',
      { contact: { name: { first_name: 'Luis' } } },
      { type: 'contacts', contacts: [{ name: 'Luis', phones: [] }] },
    ],
    ['nfm_reply', { body: 'Sent', response_json: '{"a":1}' }, { type: 'flow', text: 'Sent', payload: '{"a":1}' }],
    ['list_reply', { title: 'Uno', id: 'f1', reply: '' }, { type: 'list', text: 'Uno', payload: 'f1' }],
    ['interactive', { type: 'button', text: 'Sí', postbackText: 'q:3' }, { ...tapped, payload: 'q:3' }],
    ['interactive', { type: 'button_reply', button_reply: { id: 'b1', title: 'Sí' } }, { ...tapped, payload: 'b1' }],
    [
      'interactive',
      { type: 'list_reply', list_reply: { id: 'f1', title: 'Uno' } },
      { type: 'list', text: 'Uno', payload: 'f1' },
    ],
    [
      'interactive',
      { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: '{}' } },
      { type: 'flow', text: 'Sent', payload: '{}' },
    ],
    ['interactive', null, { type: 'unsupported' }],
    ['text', { text: { body: 'Hola' }, referral: { source_id: '9' } }, { type: 'text', text: 'Hola' }],
    ['text', { text: 5 }, { type: 'text', text: '5' }],
    ['text', ['Hola'], { type: 'text' }],
    ['text', { text: 'a\ud800b' }, { type: 'text', text: 'a\ufffdb' }],
    ['order', { text: 'pedido' }, { type: 'unsupported', text: 'pedido' }],
    ['toString', null, { type: 'unsupported' }],
    ['text', { text: 'a\u0000b' }, { type: 'text', text: 'ab' }],
  ])('content %s %j', (type, payload, content) => {
    expect(only(inbound(type, payload)).event).toHaveProperty('content', content)
  })

  test('without an id, or from nobody, it is kept as unrecognised', () => {
    expect(only(inbound('text', {}, { id: '' })).event.kind).toBe('unrecognised')
    expect(only(inbound('text', {}, { id: 'x'.repeat(600) })).event.kind).toBe('unrecognised')
    expect(only(inbound('text', {}, { source: null, sender: null })).event.kind).toBe('unrecognised')
  })
})

describe('v2 message-event', () => {
  const to = FROM
  test.each([
    [
      status('enqueued', { id: OURS }, { payload: { whatsappMessageId: 'wamid.OUT', type: 'session' } }),
      { messageId: OURS, externalId: 'wamid.OUT', to, status: 'enqueued', at: NOW },
    ],
    [
      status('failed', { id: OURS }, { payload: { code: 1008, reason: 'not allowed' } }),
      { messageId: OURS, to, status: 'failed', code: '1008', reason: 'not allowed', at: NOW },
    ],
    [
      status('failed', { id: OTHER, gsId: OURS }, { payload: { code: '131026' } }),
      { messageId: OURS, to, status: 'failed', code: '131026', at: NOW },
    ],
    [
      status(
        'sent',
        { id: OTHER, gsId: OURS },
        { payload: { ts: 1_790_000_000 }, pricing: { policy: 'PMP', category: 'utility' } },
      ),
      {
        messageId: OURS,
        to,
        status: 'sent',
        pricing: { category: 'utility', model: 'PMP' },
        at: '2026-09-21T14:13:20.000Z',
      },
    ],
    [
      status('failed', { id: OTHER, gsId: OURS }, { code: 470, reason: 'too late', payload: { code: '' } }),
      { messageId: OURS, to, status: 'failed', code: '470', reason: 'too late', at: NOW },
    ],
    [
      status(
        'failed',
        { gsId: OURS },
        { payload: { errors: [{ code: 131049, title: 'held back' }], ts: '1790000000' } },
      ),
      {
        messageId: OURS,
        to,
        status: 'failed',
        code: '131049',
        reason: 'held back',
        at: '2026-09-21T14:13:20.000Z',
      },
    ],
    [status('DELIVERED', { id: OURS, gsId: OURS }), { messageId: OURS, to, status: 'delivered', at: NOW }],
    [status('read', { id: 'gBEGOLD' }), { messageId: 'gBEGOLD', externalId: 'gBEGOLD', to, status: 'read', at: NOW }],
    [
      status('read', { id: OTHER, gsId: OURS }, { destination: 'PE.77001' }),
      { messageId: OURS, status: 'read', at: NOW },
    ],
    [
      status('delivered', { id: 'gBEGkYaYVSEEAgnZ', gsId: OURS }, { payload: { ts: NOW_MS } }),
      { messageId: OURS, externalId: 'gBEGkYaYVSEEAgnZ', to, status: 'delivered', at: NOW },
    ],
    [
      status('read', { id: 'wamid.OUT' }),
      { messageId: 'wamid.OUT', externalId: 'wamid.OUT', to, status: 'read', at: NOW },
    ],
    [
      status('deleted', { id: 'wamid.IN1' }),
      { messageId: 'wamid.IN1', externalId: 'wamid.IN1', to, status: 'deleted', at: NOW },
    ],
  ])('%j', (body, event) => {
    const item = only(body)
    expect(item.event).toEqual({ kind: 'status', ...event })
    expect(item.dedupeKey).toBe(`s:${event.messageId}:${event.status}`)
    expect(only({ ...body, timestamp: 1 }).dedupeKey).toBe(item.dedupeKey)
  })
})

describe('v2 events about the account and its templates', () => {
  const about = { id: OURS, elementName: 'aviso', languageCode: 'es' }
  const named = { kind: 'template', templateId: OURS, name: 'aviso', language: 'es' }
  test.each([
    [
      { ...about, status: 'rejected', rejectedReason: 'INVALID_FORMAT' },
      { status: 'rejected', reason: 'INVALID_FORMAT' },
    ],
    [{ ...about, type: 'status-update', status: 'approved', rejectedReason: 'NONE' }, { status: 'approved' }],
    [
      { ...about, status: 'paused', description: 'for 3 hours' },
      { status: 'paused', reason: 'for 3 hours', detail: 'for 3 hours' },
    ],
    [
      { ...about, category: { current: 'MARKETING', correct: 'UTILITY' } },
      { category: 'MARKETING', correctCategory: 'UTILITY' },
    ],
    [
      { ...about, category: { old: 'MARKETING', new: 'UTILITY' } },
      { category: 'UTILITY', previousCategory: 'MARKETING' },
    ],
    [{ ...about, type: 'quality-update', quality: 'RED' }, { quality: 'RED' }],
    [{ ...about, type: 'quality-update', quality: { old: 'GREEN', new: 'RED' } }, { quality: 'RED' }],
    [
      { ...about, type: 'quality-update', previous_quality_score: 'GREEN', new_quality_score: 'RED' },
      { quality: 'RED' },
    ],
  ])('template %j', (payload, event) => {
    const item = only({ ...envelope, type: 'template-event', payload })
    expect(item.event).toEqual({ ...named, ...event, at: new Date(envelope.timestamp).toISOString() })
    expect(item.dedupeKey).not.toBe(only({ ...envelope, timestamp: 1, type: 'template-event', payload }).dedupeKey)
  })

  test.each([
    [
      'status-event',
      { status: 'ACCOUNT_VIOLATION', violation_type: 'SPAM' },
      { status: 'ACCOUNT_VIOLATION', cause: 'SPAM' },
    ],
    [
      'status-event',
      { status: 'ACCOUNT_RESTRICTED', restrictionInfo: [{ restrictionType: 'A' }, { restrictionType: 'B' }] },
      { status: 'ACCOUNT_RESTRICTED', cause: 'A, B' },
    ],
    [
      'pndn-event',
      { status: 'rejected', rejectedReason: 'INVALID_FORMAT' },
      { status: 'rejected', cause: 'INVALID_FORMAT' },
    ],
    [
      'tier-event',
      { event: 'UPGRADE', oldLimit: 'TIER_250', currentLimit: 'TIER_2K' },
      { status: 'UPGRADE', limit: 'TIER_2K' },
    ],
    ['review-event', { status: 'approved', actionDate: 'May 2, 2026' }, { status: 'approved' }],
    ['capability-event', { maxDailyConversationPerPhone: 1000, maxPhoneNumbersPerBusiness: 2 }, { limit: '1000' }],
    ['status-event', { status: 'DISABLE', actionDate: 'May 2, 2026' }, { status: 'DISABLE' }],
    ['tomorrow-event', null, {}],
  ])('account %s %j', (type, payload, event) => {
    const body = {
      ...envelope,
      appId: 'app-1',
      phone: '51900000009',
      type: 'account-event',
      payload: { type, payload },
    }
    expect(only(body).event).toEqual({ kind: 'account', event: type, phone: '51900000009', appId: 'app-1', ...event })
  })

  test('going live', () => {
    const payload = { type: 'docker-status-event', payload: { status: 'live', waId: '1' } }
    const body = { ...envelope, appId: 'app-1', phone: '+51900000009', type: 'onboarding-event', payload }
    const event = {
      kind: 'account',
      event: 'docker-status-event',
      status: 'live',
      phone: '51900000009',
      appId: 'app-1',
    }
    expect(only(body).event).toEqual(event)
  })
})

test.each([
  ['user-event', { phone: 'callbackSetPhone', type: 'sandbox-start' }, 'ping'],
  ['user-event', { phone: FROM, type: 'opted-in' }, 'ignored'],
  ['user-event', { phone: FROM, type: 'opted-out' }, 'ignored'],
  ['user-event', { phone: FROM, type: 'dances' }, 'unrecognised'],
  ['platform-event', { type: 'connectivity-check' }, 'ignored'],
  ['message-event', { type: 'mismatch', id: OURS }, 'ignored'],
  ['message-event', { type: 'evaporated', id: OURS }, 'unrecognised'],
  ['message', null, 'unrecognised'],
  ['template-event', {}, 'unrecognised'],
  ['account-event', {}, 'unrecognised'],
  ['billing-event', {}, 'unrecognised'],
  ['preference-event', {}, 'unrecognised'],
  ['tomorrow-event', { type: 'x' }, 'unrecognised'],
])('v2 %s %j is %s', (type, payload, kind) => {
  expect(only({ ...envelope, type, payload }).event.kind).toBe(kind)
})

test('v2 preferences beyond any batch of WhatsApp are kept as one', () => {
  const wishes = Array.from({ length: 10_001 }, () => ({}))
  expect(only({ ...envelope, type: 'preference-event', payload: wishes }).event.kind).toBe('unrecognised')
})

test('v2 billing: by the shape, with or without its wrapping', () => {
  const payload = { deductions: { model: 'PMP', category: 'utility' }, references: { id: OTHER, gsId: OURS } }
  const event = { kind: 'billing', messageId: OURS, category: 'utility', model: 'PMP' }
  expect(only({ ...envelope, type: 'billing-event', payload }).event).toEqual(event)
  expect(only({ ...envelope, type: 'billing-event', payload: { billing: payload } }).event).toEqual(event)
})

test('v2 preferences are one event each', () => {
  const wish = { wa_id: FROM, category: 'marketing_messages', value: 'stop', timestamp: 1_790_000_000 }
  const wishes = [wish, { ...wish, wa_id: '51900000002' }]
  const told = [FROM, '51900000002'].map((from) => ({
    kind: 'preference',
    from,
    category: 'marketing_messages',
    value: 'stop',
    at: '2026-09-21T14:13:20.000Z',
  }))
  for (const place of [
    { payload: { user_preferences: wishes } },
    { payload: { type: 'stop', payload: { user_preferences: wishes } } },
    { payload: { payload: wishes } },
    { payload: wishes },
    { user_preferences: wishes },
  ])
    expect(parseWebhook({ ...envelope, type: 'preference-event', ...place }).map(({ event }) => event)).toEqual(told)
})
