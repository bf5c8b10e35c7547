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

test('API-4 one answer a line, also for what is not JSON', () => {
  const lines = [body('Hola\u2028'), 'no', '', '5', `${body('ñ')}\r`, body('last')]
  const [first, second, third, fourth, ...rest] = read(lines.join('\n'))
  expect(first).toEqual(answer('Hola\u2028'))
  expect(second).toEqual({ error: expect.stringContaining('JSON') })
  expect(third).toEqual({ error: expect.stringContaining('JSON') })
  expect(fourth).toMatchObject({ events: [{ kind: 'unrecognised' }] })
  expect(rest).toEqual([answer('ñ'), answer('last')])
})

test('API-4 a line longer than a chunk, and no input at all', () => {
  const long = 'á'.repeat(1_000_000)
  expect(read(`${body(long)}\n${body('x')}\n`)).toEqual([answer(long), answer('x')])
  expect(read('')).toEqual([])
})
