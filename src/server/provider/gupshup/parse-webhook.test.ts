import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseWebhook, readApp } from './parse-webhook.ts'

const WORDS =
  `object gs_app_id entry changes field value messages statuses contacts user_preferences type payload id gsId
  gs_id source sender context timestamp errors status text billing deductions references message_echoes category wa_id from
  to time __proto__`.split(/\s+/)
const VALUES =
  `message message-event user-event template-event account-event onboarding-event billing-event preference-event
  platform-event messages smb_message_echoes account_update sent text image reaction location contact quick_reply
  set-callback wamid.A 51900000001 =1e400 =-0 =2^63`.split(/\s+/)
const leaf = fc.oneof(
  fc.constantFrom(...VALUES),
  fc.jsonValue({ maxDepth: 1 }),
  fc.double(),
  fc.constantFrom('\0', 'a\ud800', '\udc00b', '\0\ud800'),
)
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
      // Numbers that JavaScript writes otherwise than they came.
      const text = JSON.stringify(value).replaceAll(/"=(1e400|-0|2\^63)"(?!:)/g, (_, n) =>
        n.replace('2^63', '9223372036854775808'),
      )
      const items = parseWebhook(JSON.parse(text), { text })
      expect(items.length).toBeGreaterThan(0)
      for (const { event, dedupeKey, raw } of items) {
        const again = parseWebhook(JSON.parse(raw), { text: raw })
        expect(again).toEqual([{ event, dedupeKey, raw }])
        // Whatever is read can be stored: PostgreSQL takes neither of the two.
        expect(JSON.stringify(event)).not.toMatch(/\\u(?:0000|d[89a-f])/)
        expect(dedupeKey.length).toBeLessThan(600)
        expect(dedupeKey).toBe(dedupeKey.replaceAll('\0', '').toWellFormed())
      }
    }),
    { numRuns: 1000 },
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
