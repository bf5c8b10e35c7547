import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WebhookStep } from './script.ts'
import { type Bench, bench, call, greeting, sendText, statusesOf, until } from './test-bench.ts'

const modes = 'MESSAGE,ENQUEUED,SENT,DELIVERED,READ,FAILED,TEMPLATE'
let on: Bench

beforeEach(async () => {
  on = await bench({ seed: 1, retryAfterMs: 5 })
  on.simulator.books.seedApp({ name: on.app.name, templates: [greeting] })
})
afterEach(() => on.stop())

const subscribed = (version: '2' | '3' = '2') => on.subscribe({ modes, version })
const play = (...steps: Omit<WebhookStep, 'on'>[]) =>
  on.simulator.script(steps.map((step) => ({ on: 'webhook', ...step })))
const sent = async () => String((await sendText(on)).body.messageId)
const quiet = () => until(() => on.simulator.owed === 0, 'quiet')
const events = () => on.listener.hooks.slice(1).map(({ body }) => body)
const say = (json: object) =>
  call(
    'POST',
    `${on.simulator.url}/simulator/phones/51900100001/messages`,
    {},
    { json: { to: '51900000701', ...json } },
  )
const delivered = (id: string) => until(() => statusesOf(on.listener, id).includes('delivered'), 'delivery')
const v3Statuses = () =>
  events().flatMap(({ entry }) =>
    entry.flatMap(({ changes }: { changes: { value: { statuses?: object[] } }[] }) =>
      changes.flatMap(({ value }) => value.statuses ?? []),
    ),
  )

describe('by script, exactly as told', () => {
  test('reordered: the next status of the message goes first', async () => {
    await subscribed()
    play({ do: 'reordered', kind: 'status', status: 'sent' })
    const id = await sent()
    await until(() => statusesOf(on.listener, id).length === 3)
    expect(statusesOf(on.listener, id)).toEqual(['enqueued', 'delivered', 'sent'])
  })

  test('reordered with nothing to follow comes when its time is over', async () => {
    await subscribed()
    play({ do: 'reordered', status: 'delivered', ms: 20 })
    const id = await sent()
    await delivered(id)
    await quiet()
  })

  test('late leaves its place; repeated comes so many times more; dropped never', async () => {
    await subscribed()
    play({ do: 'late', status: 'enqueued', ms: 400 }, { do: 'repeated', status: 'sent', times: 3 })
    play({ do: 'dropped', status: 'delivered' })
    const id = await sent()
    await until(() => statusesOf(on.listener, id).includes('enqueued'))
    expect(statusesOf(on.listener, id)).toEqual(['sent', 'sent', 'sent', 'sent', 'enqueued'])
    await quiet()
  })

  test('repeated may come later', async () => {
    await subscribed()
    play({ do: 'repeated', status: 'enqueued', times: 1, ms: 400 })
    const id = await sent()
    await until(() => statusesOf(on.listener, id).length === 4)
    expect(statusesOf(on.listener, id)).toEqual(['enqueued', 'sent', 'delivered', 'enqueued'])
  })

  test('garbage comes beside the true event, never instead, and once', async () => {
    await subscribed()
    on.listener.answer = 500
    play({ do: 'garbage', kind: 'message', count: 8 })
    for (let n = 0; n < 8; n += 1) await say({ text: `n${n}` })
    await quiet()
    const isTrue = (body: { payload?: { payload?: object } } | undefined) => body?.payload?.payload !== undefined
    expect(events().filter(isTrue)).toHaveLength(16)
    const garbage = on.simulator.ledger.page(0).entries.filter(({ kind, ...more }) => {
      return kind === 'webhook' && 'events' in more && more.events[0]?.kind === 'garbage'
    })
    expect(garbage).toHaveLength(8)
  })

  test('gsIdMissing: the status is known by WhatsApp’s id alone', async () => {
    await subscribed()
    play({ do: 'gsIdMissing', status: 'sent' })
    const id = await sent()
    await delivered(id)
    const { whatsappId } = on.simulator.books.messages.get(id) ?? {}
    const [status] = events().filter(({ payload }) => payload.type === 'sent')
    expect(status.payload).toMatchObject({ id: whatsappId, type: 'sent' })
    expect(status.payload.gsId).toBeUndefined()
  })

  test('failed, its code as text; the next message goes its way', async () => {
    await subscribed()
    play({ do: 'failed', code: 131_042 }, { do: 'codeAsText', status: 'failed' })
    const id = await sent()
    await until(() => statusesOf(on.listener, id).includes('failed'))
    expect(events().find(({ payload }) => payload.type === 'failed').payload.payload.code).toBe('131042')
    await delivered(await sent())
  })

  test('typeAbsent in a template event', async () => {
    await subscribed()
    play({ do: 'typeAbsent', kind: 'template' })
    const templates = [{ elementName: 'otra', body: 'Hola a todos', status: 'PENDING' }]
    on.simulator.books.seedApp({ name: on.app.name, templates })
    const event = await until(() => events().find(({ type }) => type === 'template-event'))
    expect(event.payload).toMatchObject({ status: 'approved', elementName: 'otra' })
    expect(event.payload.type).toBeUndefined()
  })

  test('idEmpty in the reply to a list', async () => {
    await subscribed()
    await say({ text: 'buenas' })
    const options = [{ type: 'text', title: 'Lima', postbackText: 'lima' }]
    const list = { type: 'list', title: 'Sedes', body: 'Elige', msgid: 'm1', items: [{ title: 'Costa', options }] }
    const form = {
      channel: 'whatsapp',
      source: '51900000701',
      destination: '51900100001',
      'src.name': on.app.name,
      message: JSON.stringify(list),
    }
    const url = `${on.simulator.url}/wa/api/v1/msg`
    const { messageId } = (await call('POST', url, { apikey: on.app.apiKey }, { form })).body
    await delivered(messageId)
    play({ do: 'idEmpty', kind: 'message' })
    const taps = `${on.simulator.url}/simulator/phones/51900100001/taps`
    await call('POST', taps, {}, { json: { messageId, index: 0 } })
    const reply = await until(() => events().find(({ payload }) => payload.type === 'list_reply'))
    expect(reply.payload.payload).toMatchObject({ id: '', postbackText: 'lima' })
  })

  test('unknownType: one more event that no document knows, and keys nobody asked for', async () => {
    await subscribed()
    play({ do: 'unknownType', kind: 'message' })
    await say({ text: 'hola' })
    await quiet()
    expect(events().find(({ type }) => type === 'message')).toMatchObject({ orbit: { phase: 'UNHEARD_OF' } })
    const kinds = on.simulator.ledger.page(0).entries.flatMap((entry) => 'events' in entry && entry.events[0]?.kind)
    expect(new Set(kinds)).toEqual(new Set(['message', 'unknown']))
  })

  test('ok shields from what would be drawn', async () => {
    await subscribed()
    on.simulator.settings.faults = { webhook: { repeated: { p: 1, times: 1, ms: 0 } } }
    play({ do: 'ok', status: 'sent' })
    const id = await sent()
    await until(() => statusesOf(on.listener, id).length === 5)
    expect(statusesOf(on.listener, id).filter((status) => status === 'sent')).toHaveLength(1)
  })
})

describe('version 3', () => {
  test('batched: many events in one body, by item, change and entry; none is lost', async () => {
    await subscribed('3')
    on.simulator.settings.faults = { webhook: { batched: { p: 1, ms: 100 } } }
    await Promise.all(Array.from({ length: 20 }, async (_, n) => sendText(on, `5190020000${n}`.slice(0, 11))))
    await until(() => v3Statuses().length === 60, '60 statuses')
    expect(events().length).toBeLessThan(30)
    const shape = events().flatMap(({ entry }) => entry.map(({ changes }: { changes: object[] }) => changes.length))
    expect(shape.some((changes) => changes > 1)).toBe(true)
    // Written down as acknowledged when the answer is here, which is after we were called.
    const batch = await until(() =>
      on.simulator.ledger
        .page(0)
        .entries.find((entry) => 'events' in entry && entry.events.length > 10 && entry.acknowledged),
    )
    expect(batch).toMatchObject({ version: 3, faults: ['batched'] })
  })

  test('a batch goes when it is full', async () => {
    await subscribed('3')
    on.simulator.settings.faults = { webhook: { batched: { p: 1, most: 2, ms: 60_000 } } }
    await say({ text: 'uno' })
    expect(on.simulator.owed).toBe(1)
    await say({ text: 'dos' })
    await until(() => events().length === 1)
    await quiet()
  })

  test('gsIdMissing and codeAsText in Meta’s shape', async () => {
    await subscribed('3')
    play({ do: 'failed' }, { do: 'gsIdMissing', status: 'sent' }, { do: 'codeAsText', status: 'failed', count: 1 })
    await sent()
    const failed = await until(() => v3Statuses().find(({ status }) => status === 'failed'))
    expect(failed.code ?? failed.errors[0].code).toBe('131026')
    const id = await sent()
    const status = await until(() => v3Statuses().find((each) => each.status === 'sent'))
    expect(status.gs_id).toBeUndefined()
    expect(status.id).toBe(on.simulator.books.messages.get(id)?.whatsappId)
  })
})

test('by probability: the same seed makes the same faults', async () => {
  const run = async () => {
    const twin = await bench({ seed: 42, faults: { webhook: { repeated: { p: 0.5, ms: 0 }, dropped: 0.3 } } })
    await twin.subscribe({ modes })
    const url = `${twin.simulator.url}/simulator/phones/51900100001/messages`
    for (let n = 0; n < 20; n += 1) await call('POST', url, {}, { json: { to: '51900000701', text: `n${n}` } })
    await until(() => twin.simulator.owed === 0)
    const texts = twin.listener.hooks.slice(1).map(({ body }) => body.payload.payload.text)
    await twin.stop()
    return texts
  }
  const [one, other] = [await run(), await run()]
  expect(one).toEqual(other)
  expect(new Set(one).size).toBeLessThan(20)
  expect(one.length).toBeGreaterThan(new Set(one).size)
})

test('retries: posted until it is answered', async () => {
  on.simulator.settings.retries = 60
  await subscribed()
  on.listener.answer = 503
  await say({ text: 'hola' })
  await until(() => events().length > 4)
  on.listener.answer = 200
  await quiet()
  const { entries } = on.simulator.ledger.page(0, { kind: 'webhook' })
  expect(entries.filter((entry) => 'acknowledged' in entry && entry.acknowledged)).toHaveLength(1)
  expect(entries.at(-1)).toMatchObject({ acknowledged: true, httpStatus: 200, attempt: entries.length })
})

test('faults and script by HTTP, and what is wrong with them is said', async () => {
  const at = (path: string) => `${on.simulator.url}/simulator/${path}`
  const faults = { webhook: { late: { p: 0.2, ms: 10 }, dropped: 0.1 }, api: { send: { cut: 0.1 } } }
  expect((await call('PUT', at('faults'), {}, { json: faults })).body).toEqual(faults)
  expect((await call('GET', at('faults'))).body).toEqual(faults)
  expect((await call('PUT', at('faults'), {}, { json: { webhook: { late: 2 } } })).status).toBe(400)
  expect((await call('PUT', at('faults'), {}, { json: { webhook: { lost: 0.1 } } })).status).toBe(400)
  expect(on.simulator.settings.faults).toEqual(faults)
  const steps = [{ on: 'send', do: 'cut' }]
  expect((await call('POST', at('script'), {}, { json: steps })).status).toBe(201)
  expect((await call('GET', at('script'))).body).toEqual(steps)
  expect((await call('POST', at('script'), {}, { json: [{ on: 'send', do: 'late' }] })).status).toBe(400)
  expect((await call('DELETE', at('script'))).status).toBe(204)
  expect((await call('GET', at('script'))).body).toEqual([])
})
