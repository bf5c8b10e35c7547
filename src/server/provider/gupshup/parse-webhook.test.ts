import * as fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseWebhook, readApp } from './parse-webhook.ts'

const SAMPLES = new URL('../../../../../shared/reference/gupshup-samples/', import.meta.url)
const WORDS =
  `object gs_app_id entry changes field value messages statuses contacts user_preferences type payload id gsId
  gs_id source sender context timestamp errors status text billing deductions references message_echoes category wa_id from
  to time __proto__`.split(/\s+/)
const VALUES =
  `message message-event user-event template-event account-event onboarding-event billing-event preference-event
  platform-event messages smb_message_echoes account_update sent text image reaction location contact quick_reply
  set-callback wamid.A 51900000001 1e400 -0`.split(/\s+/)
const leaf = fc.oneof(fc.constantFrom(...VALUES), fc.jsonValue({ maxDepth: 1 }), fc.double(), fc.constant('\0'))
const nearlyBody = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie('node'), { maxKeys: 4 }),
  ),
})).node
const v3 = fc
  .array(
    fc.record({
      field: fc.constantFrom(...VALUES),
      value: fc.dictionary(fc.constantFrom(...WORDS), fc.array(nearlyBody, { maxLength: 2 }), { maxKeys: 3 }),
    }),
  )
  .map((changes) => ({ entry: [{ time: 5, changes }] }))
const v2 = fc.record({ type: fc.constantFrom(...VALUES), timestamp: leaf, payload: nearlyBody })

test('any JSON gives at least one event, and each stands alone in its raw body with the same key', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), nearlyBody, v2, v3), (value) => {
      const body: unknown = JSON.parse(JSON.stringify(value))
      const items = parseWebhook(body)
      expect(items.length).toBeGreaterThan(0)
      for (const { event, dedupeKey, raw } of items) {
        const again = parseWebhook(JSON.parse(raw), { text: raw })
        expect(again).toEqual([{ event, dedupeKey, raw }])
        expect(JSON.stringify(event)).not.toContain('\\u0000')
        expect(dedupeKey.length).toBeLessThan(600)
      }
    }),
    { numRuns: 500 },
  )
})

test('the original text is kept where a body holds one event', () => {
  const text =
    '{ "type":"message", "payload":{"id":"wamid.A","source":"51900000001","type":"text","payload":{"text":"Hola"}} }'
  expect(parseWebhook(JSON.parse(text), { text })[0]?.raw).toBe(text)
})

test('several events of one body are cut apart, each with its contact', () => {
  const contacts = [
    { wa_id: '51900000001', profile: { name: 'Ana' } },
    { wa_id: '51900000002', profile: { name: 'Luz' } },
  ]
  const messages = contacts.map(({ wa_id }) => ({
    id: `wamid.${wa_id}`,
    from: wa_id,
    type: 'text',
    text: { body: 'x' },
  }))
  const statuses = [{ gs_id: 'g1', status: 'sent' }]
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: '1' }, contacts, messages, statuses }
  const items = parseWebhook({ gs_app_id: 'app-1', entry: [{ id: '9', changes: [{ field: 'messages', value }] }] })
  expect(items.map(({ dedupeKey }) => dedupeKey)).toEqual(['s:g1:sent', 'm:wamid.51900000001', 'm:wamid.51900000002'])
  const last = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: '1' },
    contacts: [contacts[1]],
    messages: [messages[1]],
  }
  expect(JSON.parse(items[2]!.raw)).toEqual({
    gs_app_id: 'app-1',
    entry: [{ id: '9', changes: [{ field: 'messages', value: last }] }],
  })
})

test('nesting that cannot be written again is kept as it came', () => {
  const text = '['.repeat(200_000) + ']'.repeat(200_000)
  const [item] = parseWebhook(JSON.parse(text), { text })
  expect(item).toMatchObject({ event: { kind: 'unrecognised' }, raw: text })
})

test('the app that a body names', () => {
  expect(readApp({ app: 'canal7', appId: 'a' })).toEqual({ appId: 'a', appName: 'canal7' })
  expect(readApp({ gs_app_id: 'a', entry: [] })).toEqual({ appId: 'a' })
  expect(readApp([])).toEqual({})
})

const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => /^v[23]-.*\.json$/.test(name)) : []
test.skipIf(samples.length === 0)('every documented sample is recognised', () => {
  const KINDS: [RegExp, string][] = [
    [/^v\d-message-event|^v3-status/, 'status'],
    [/^v\d-message-/, 'message'],
    [/^v2-template-event/, 'template'],
    [/account|onboarding/, 'account'],
    [/billing/, 'billing'],
    [/sandbox-start|set-callback/, 'ping'],
    [/opted/, 'ignored'],
  ]
  for (const name of samples) {
    const text = readFileSync(new URL(name, SAMPLES), 'utf8')
    const kinds = parseWebhook(JSON.parse(text), { text }).map(({ event }) => event.kind)
    expect([name, kinds]).toEqual([name, [KINDS.find(([pattern]) => pattern.test(name))?.[1]]])
  }
})
