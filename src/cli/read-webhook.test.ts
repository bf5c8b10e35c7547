import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const PROGRAM = new URL('read-webhook.ts', import.meta.url).pathname

function read(input: string | Buffer) {
  const { stdout, status } = spawnSync(process.execPath, [PROGRAM], { input, encoding: 'utf8', maxBuffer: 2 ** 26 })
  expect(status).toBe(0)
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line))
}

const body = (text: string) =>
  JSON.stringify({
    type: 'message',
    payload: { id: 'wamid.A', source: '51900000001', type: 'text', payload: { text } },
  })
const answer = (text: string) => ({
  events: [{ kind: 'message', externalId: 'wamid.A', from: '51900000001', content: { type: 'text', text } }],
})
const notJson = { error: expect.stringContaining('JSON') }

test('API-4 one answer a line, also for what is not JSON', () => {
  const deep = '['.repeat(200_000)
  const lines = [
    body('Hola\u2028'),
    'no',
    '',
    ' ',
    '5',
    `${body('ñ')}\r`,
    '\r',
    deep + deep.replaceAll('[', ']'),
    body('last'),
  ]
  const unrecognised = { events: [{ kind: 'unrecognised' }] }
  const [first, ...rest] = read(lines.join('\n'))
  expect(first).toEqual(answer('Hola\u2028'))
  expect(rest).toEqual([notJson, notJson, notJson, unrecognised, answer('ñ'), notJson, unrecognised, answer('last')])
})

test('API-4 a line longer than a chunk, empty lines at the end, and no input at all', () => {
  const long = 'á'.repeat(1_000_000)
  expect(read(`${body(long)}\n${body('x')}\n`)).toEqual([answer(long), answer('x')])
  expect(read(`${body('x')}\r\n\r\n\n`)).toEqual([answer('x'), notJson, notJson])
  expect(read('\n')).toEqual([notJson])
  expect(read('')).toEqual([])
})

test('API-4 a byte order mark, and bytes that are no UTF-8', () => {
  expect(read(`\uFEFF${body('x')}\n\uFEFF${body('y')}`)).toEqual([answer('x'), answer('y')])
  expect(read(Buffer.concat([Buffer.from(body('x')), Buffer.from([10, 0xff, 0xfe, 10])]))).toEqual([
    answer('x'),
    notJson,
  ])
})

test('API-4 the fields that section 11 names, and no others', () => {
  const message = {
    type: 'message',
    payload: {
      id: 'wamid.A',
      source: '51900000001',
      type: 'text',
      payload: { text: 'x' },
      sender: { name: 'Rosa' },
      context: { id: 'wamid.OUT' },
    },
  }
  const tier = {
    type: 'account-event',
    payload: { type: 'tier-event', payload: { event: 'UPGRADE', currentLimit: 'TIER_2K' } },
  }
  const field = { field: 'message_template_status_update', value: { event: 'APPROVED', message_template_id: 0 } }
  const lines = [
    JSON.stringify(message),
    JSON.stringify(tier),
    JSON.stringify({ type: 'platform-event', payload: { type: 'connectivity-check' } }),
    JSON.stringify({ entry: [{ changes: [field] }] }).replace('_id":0', '_id":12345678901234567890'),
  ]
  expect(read(lines.join('\n'))).toEqual([
    answer('x'),
    { events: [{ kind: 'account', event: 'tier-event', status: 'UPGRADE' }] },
    { events: [{ kind: 'ignored' }] },
    { events: [{ kind: 'template', templateId: '12345678901234567890', status: 'APPROVED' }] },
  ])
})
