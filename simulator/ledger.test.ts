import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Ledger, type WebhookEntry } from './ledger.ts'
import { bench, call, greeting, sendText, until } from './test-bench.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const webhook: WebhookEntry = {
  kind: 'webhook',
  at: 1,
  answeredAt: 2,
  app: 'a',
  subscription: 's',
  version: 2,
  delivery: 'd',
  attempt: 1,
  httpStatus: 200,
  acknowledged: true,
  events: [{ kind: 'raw' }],
}
const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith('{"n"') && line.endsWith('}') ? JSON.parse(line) : []))

describe('pages', () => {
  test('follow each other, by kind too, and forget the oldest in memory', () => {
    const ledger = new Ledger(undefined, 100)
    for (let n = 0; n < 250; n += 1) ledger.record(webhook)
    expect(ledger.newest).toBe(250)
    const first = ledger.page(0, { limit: 30 })
    const oldest = first.entries[0]?.n ?? 0
    expect(oldest).toBeGreaterThan(130)
    expect(first).toMatchObject({ next: oldest + 29, newest: 250 })
    expect(ledger.page(first.next, { limit: 1000 }).entries[0]?.n).toBe(oldest + 30)
    expect(ledger.page(250)).toEqual({ entries: [], next: 250, newest: 250 })
    expect(ledger.page(0, { kind: 'send' })).toEqual({ entries: [], next: 250, newest: 250 })
  })

  test('100,000 entries are read in no time', () => {
    const ledger = new Ledger(undefined, 1_000_000)
    for (let n = 0; n < 100_000; n += 1) ledger.record(webhook)
    const began = performance.now()
    for (let after = 0; after < 100_000; after += 1000) ledger.page(after)
    expect(performance.now() - began).toBeLessThan(1000)
  })
})

test('sends and webhooks, with what tells them apart, by HTTP', async () => {
  const on = await bench()
  on.simulator.books.seedApp({ name: on.app.name, templates: [greeting] })
  await on.subscribe({ modes: 'DELIVERED' })
  const before = performance.timeOrigin + performance.now()
  const { messageId } = (await sendText(on, '51900100001', 'ref-77')).body
  await until(() => on.simulator.ledger.newest === 2)
  const page = await call('GET', `${on.simulator.url}/simulator/ledger?after=0&limit=10`)
  expect(page.body).toMatchObject({ next: 2, newest: 2 })
  const [send, posted] = page.body.entries
  expect(send).toEqual({
    n: 1,
    kind: 'send',
    at: expect.any(Number),
    answeredAt: expect.any(Number),
    road: 'template',
    app: on.app.id,
    destination: '51900100001',
    reference: { postbacks: ['ref-77'], params: ['Rosa'] },
    outcome: 'accepted',
    messageId,
    httpStatus: 202,
  })
  expect(send.at).toBeGreaterThan(before - 5)
  expect(send.answeredAt).toBeGreaterThan(send.at)
  expect(posted).toMatchObject({ n: 2, kind: 'webhook', httpStatus: 200, acknowledged: true, attempt: 1 })
  const { whatsappId } = on.simulator.books.messages.get(messageId) ?? {}
  const customer = '51900100001'
  expect(posted.events).toEqual([{ kind: 'status', id: messageId, whatsappId, status: 'delivered', customer }])
  expect((await call('GET', `${on.simulator.url}/simulator/ledger?after=x`)).status).toBe(400)
  await on.stop()
})

test('session and v3 sends carry their reference; a stranger is told apart', async () => {
  const on = await bench({ classicTokens: true })
  const form = { source: '51900000701', destination: '51900100001', 'src.name': on.app.name }
  const message = JSON.stringify({ type: 'text', text: 'hola' })
  const session = `${on.simulator.url}/wa/api/v1/msg`
  await call('POST', session, { apikey: on.app.apiKey }, { form: { ...form, message } })
  await call('POST', session, { apikey: 'nobody' }, { form: { message: 'no json' } })
  await on.subscribe({ modes: 'SENT', version: '3' })
  const text = { messaging_product: 'whatsapp', to: '+51900100001', type: 'text', text: { body: 'qué tal' } }
  await call('POST', on.at('/v3/message'), on.headers, { json: text })
  const [one, two, three] = on.simulator.ledger.page(0, { kind: 'send' }).entries
  expect(one).toMatchObject({ road: 'session', outcome: 'accepted', reference: { text: 'hola' } })
  expect(two).toMatchObject({ app: null, destination: null, outcome: 'refused', httpStatus: 401, reference: {} })
  expect(three).toMatchObject({ road: 'v3', destination: '51900100001', reference: { text: 'qué tal' } })
  await on.stop()
})

describe('the file', () => {
  test('goes on after a torn line, and completes what was slow', async () => {
    const ledgerFile = join(folder, 'deep', 'ledger.jsonl')
    const first = await bench({ ledgerFile })
    first.simulator.books.seedApp({ name: first.app.name, templates: [greeting] })
    first.simulator.script([{ on: 'send', do: 'slow', ms: 10 }])
    await sendText(first)
    await first.stop()
    appendFileSync(ledgerFile, '{"n":2,"kind":"se')
    const second = await bench({ ledgerFile })
    second.simulator.books.seedApp({ name: second.app.name, templates: [greeting] })
    await sendText(second)
    await second.stop()
    expect(lines(ledgerFile)).toMatchObject([
      { n: 1, kind: 'send', answeredAt: null, fault: 'slow' },
      { n: 1, answeredAt: expect.any(Number) },
      { n: 2, kind: 'send', outcome: 'accepted' },
    ])
  })

  test('holds every answered send after kill -9; all options come by flag or environment', async () => {
    const ledgerFile = join(folder, 'ledger.jsonl')
    const faults = { api: { send: { answerLost: { p: 0, ms: 5 } } } }
    const flags = ['--port', '0', '--rate-limits', 'off', '--ledger-file', ledgerFile, '--partner-secret', 's3cret']
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), ...flags, '--faults', JSON.stringify(faults)],
      {
        env: { ...process.env, STATUS_DELAY_MS: '7', STATUS_KINDS: '["sent"]', SEED: '3', LANES_PER_APP: '4' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const url = await until(() => /^simulator (http:\S+)\n$/.exec(said)?.[1])
    const { body } = await call('GET', `${url}/simulator/settings`)
    expect(body).toMatchObject({ rateLimits: false, statusDelayMs: 7, statusKinds: ['sent'], faults })
    const login = { email: 'partner@simulator.example', secret: 's3cret' }
    expect((await call('POST', `${url}/partner/account/login`, {}, { form: login })).status).toBe(200)
    const seed = { name: 'canalventas09', phone: '51900000709', token: 'tk', templates: [greeting] }
    const { appId } = (await call('POST', `${url}/simulator/seed`, {}, { json: seed })).body
    const form = { source: seed.phone, destination: '51900100001', 'src.name': seed.name }
    const template = JSON.stringify({ id: greeting.id, params: ['Rosa'] })
    const at = `${url}/partner/app/${appId}/template/msg`
    const answers = []
    for (let n = 0; n < 30; n += 1)
      answers.push(await call('POST', at, { token: 'tk' }, { form: { ...form, template } }))
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    const ids = answers.map((answer) => answer.body.messageId)
    expect(lines(ledgerFile).flatMap(({ messageId }) => messageId ?? [])).toEqual(ids)
  })
})
