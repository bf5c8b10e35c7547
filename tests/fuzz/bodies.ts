import type { TestChannel } from '../support/channels.ts'

const FROM = '51900000991'
const OURS = '1f0a2b3c-0000-4000-8000-0000000000f1'
const OTHER = '1f0a2b3c-0000-4000-8000-0000000000f2'
const NOW_MS = 1_790_000_000_123
const SECONDS = '1790000000'

const media = { url: 'https://media.example.com/1', contentType: 'image/png', urlExpiry: NOW_MS }
const card = { name: { formatted_name: 'Luis' }, phones: [{ phone: '+51 900 000 003', wa_id: '51900000003' }] }

/** Every shape of the provider's webhooks (docs/webhooks.md) in values of our own, as if from this channel. */
export function bodiesOf({ appId, appName }: Pick<TestChannel, 'appId' | 'appName'>): unknown[] {
  return [...v2({ app: appName, appId, timestamp: NOW_MS, version: 2, phone: '51900000009' }), ...v3(appId)]
}

function v2(envelope: object): unknown[] {
  const of = (type: string, payload: object) => ({ ...envelope, type, payload })
  const sender = { phone: FROM, name: 'Rosa', country_code: '51', dial_code: '900000991', userId: 'PE.77001' }
  const message = (type: string, payload: object) =>
    of('message', { id: 'wamid.A', source: FROM, type, payload, sender, context: { id: 'wamid.B', gsId: OURS } })
  const status = (type: string, payload: object, more: object = { gsId: OURS }) =>
    of('message-event', { id: OTHER, ...more, type, destination: FROM, payload })
  const account = (type: string, payload: object) => of('account-event', { type, payload })
  const template = (payload: object) =>
    of('template-event', { id: OURS, elementName: 'aviso', languageCode: 'es', ...payload })
  const deductions = { type: 'regular', model: 'PMP', source: 'whatsapp', billable: true, category: 'utility' }
  return [
    message('text', { text: 'Hola' }),
    message('image', { ...media, caption: 'foto' }),
    message('file', { ...media, name: 'a.pdf' }),
    message('location', { longitude: '-77.03', latitude: '-12.04', name: 'Casa' }),
    message('contact', { contacts: [card] }),
    message('list_reply', { title: 'Uno', id: '', reply: 'Uno 1', postbackText: 'f:1' }),
    message('quick_reply', { text: 'Sí', type: 'button', postbackText: 'q:1' }),
    message('reaction', { emoji: '👍', id: 'wamid.B', gsId: OURS }),
    status('enqueued', { whatsappMessageId: 'wamid.B', type: 'session' }, {}),
    status('failed', { code: 131_026, reason: 'Undeliverable' }),
    status('sent', { ts: 1_790_000_000 }, { gsId: OURS, pricing: { policy: 'PMP', category: 'utility' } }),
    status('read', { ts: 1_790_000_000 }),
    status('deleted', { ts: 1_790_000_000 }, {}),
    template({ type: 'status-update', status: 'paused', description: 'for 3 hours' }),
    template({ type: 'category-update', category: { current: 'MARKETING', correct: 'UTILITY' } }),
    account('status-event', {
      status: 'ACCOUNT_RESTRICTED',
      restrictionInfo: [{ restrictionType: 'A', expiration: 1 }],
    }),
    account('tier-event', { event: 'UPGRADE', oldLimit: 'TIER_250', currentLimit: 'TIER_2K' }),
    of('onboarding-event', { type: 'docker-status-event', payload: { status: 'live', waId: '100' } }),
    of('billing-event', { deductions, references: { id: OTHER, gsId: OURS, destination: FROM } }),
    of('preference-event', { user_preferences: [{ wa_id: FROM, category: 'marketing_messages', value: 'stop' }] }),
    of('user-event', { phone: 'callbackSetPhone', type: 'sandbox-start' }),
  ]
}

function v3(appId: string): unknown[] {
  const of = (field: string, value: object) => ({
    object: 'whatsapp_business_account',
    gs_app_id: appId,
    entry: [{ id: '100', time: 1_790_000_000, changes: [{ field, value }] }],
  })
  const item = (type: string, part: object, id = 'wamid.A') => ({
    from: FROM,
    from_user_id: 'PE.77001',
    id,
    timestamp: SECONDS,
    type,
    [type]: part,
    context: { id: OTHER, gs_id: OURS, meta_msg_id: 'wamid.B' },
  })
  const contacts = [{ wa_id: FROM, user_id: 'PE.77001', profile: { name: 'Rosa' } }]
  const messages = [
    item('text', { body: 'Hola' }),
    item('video', { id: '5', mime_type: 'video/mp4', url: media.url }, 'wamid.C'),
    item('interactive', { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: '{"a":1}' } }, 'wamid.D'),
    item('interactive', { type: 'list_reply', list_reply: { id: '', title: 'Uno' } }, 'wamid.E'),
    item('button', { text: 'Sí', payload: 'q:1' }, 'wamid.F'),
    item('location', { latitude: -12.04, longitude: -77.03 }, 'wamid.G'),
    item('reaction', { message_id: 'wamid.B', emoji: '👍' }, 'wamid.H'),
    item('revoke', { original_message_id: 'wamid.A' }, 'wamid.I'),
  ]
  const statuses = [
    { gs_id: OURS, id: OTHER, status: 'enqueued', timestamp: NOW_MS },
    { gs_id: OURS, id: OTHER, meta_msg_id: 'wamid.B', recipient_id: FROM, status: 'delivered', timestamp: SECONDS },
    { gs_id: OURS, status: 'failed', errors: [{ code: 131_049, title: 'Held back' }], timestamp: SECONDS },
  ]
  const named = {
    message_template_id: 900_000_000_000_001,
    message_template_name: 'aviso',
    message_template_language: 'es',
  }
  return [
    of('messages', { contacts, messages, statuses }),
    of('messages', { contacts: [{ ...contacts[0] }, { wa_id: '51900000992' }], messages }),
    of('messages', { statuses: [{ type: 'set-callback' }] }),
    of('smb_message_echoes', { message_echoes: [{ ...messages[0], to: FROM, from: '51900000009' }] }),
    of('user_preferences', { user_preferences: [{ wa_id: FROM, category: 'marketing_messages', value: 'stop' }] }),
    of('message_template_status_update', { ...named, event: 'REJECTED', reason: 'SCAM' }),
    of('template_category_update', { ...named, new_category: 'UTILITY', correct_category: 'MARKETING' }),
    of('account_update', { event: 'ACCOUNT_RESTRICTED', restriction_info: [{ restriction_type: 'A' }] }),
    of('phone_number_quality_update', { event: 'UPGRADE', current_limit: 'TIER_2K' }),
  ]
}
