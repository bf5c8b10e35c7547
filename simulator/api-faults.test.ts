import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ApiFault } from './faults.ts'
import { INTERNAL } from './refusal.ts'
import type { CallStep } from './script.ts'
import { type Answer, type Bench, bench, call, greeting, sendText, until } from './test-bench.ts'

let on: Bench
beforeEach(async () => {
  on = await bench({ seed: 1 })
  on.simulator.books.seedApp({ name: on.app.name, templates: [greeting] })
})
afterEach(() => on.stop())

const play = (...steps: CallStep[]) => on.simulator.script(steps)
const sends = () => on.simulator.ledger.page(0, { kind: 'send' }).entries
const tried = async (): Promise<Answer | 'no answer'> => sendText(on).catch(() => 'no answer' as const)
const accepted = () => on.simulator.books.sends.length

describe('without acting', () => {
  test.each<[ApiFault, number, string]>([
    ['tooMany', 429, 'Too Many Requests'],
    ['serverError', 500, INTERNAL],
    ['tokenExpired', 401, 'Authentication Failed'],
  ])('%s', async (fault, status, message) => {
    play({ on: 'send', do: fault })
    expect(await tried()).toEqual({ status, body: { status: 'error', message } })
    expect(accepted()).toBe(0)
    expect(sends()).toMatchObject([{ outcome: 'refused', httpStatus: status, message, fault }])
    expect(await tried()).toMatchObject({ status: 202 })
  })

  test.each<[ApiFault, object]>([
    ['cut', {}],
    ['hang', { ms: 30 }],
  ])('%s', async (fault, bounds) => {
    play({ on: 'send', do: fault, ...bounds })
    expect(await tried()).toBe('no answer')
    expect(accepted()).toBe(0)
    expect(sends()).toMatchObject([
      { outcome: 'none', httpStatus: null, answeredAt: null, fault, reference: { postbacks: ['ref-1'] } },
    ])
  })
})

describe('after acting', () => {
  test.each([0, 30])('answerLost, cut after %d ms', async (ms) => {
    play({ on: 'send', do: 'answerLost', ms }, { on: 'send', do: 'ok' })
    expect(await tried()).toBe('no answer')
    expect(await tried()).toMatchObject({ status: 202 })
    expect(accepted()).toBe(2)
    const [lost, told] = sends()
    expect(lost).toMatchObject({ outcome: 'accepted', messageId: expect.any(String), httpStatus: null })
    expect(lost).toMatchObject({ answeredAt: null, fault: 'answerLost' })
    expect(told).toMatchObject({ outcome: 'accepted', httpStatus: 202, answeredAt: expect.any(Number) })
    expect(told).not.toHaveProperty('fault')
  })

  test('serverErrorAfterActing', async () => {
    play({ on: 'send', do: 'serverErrorAfterActing' })
    expect(await tried()).toMatchObject({ status: 500, body: { message: INTERNAL } })
    expect(accepted()).toBe(1)
    expect(sends()).toMatchObject([{ outcome: 'accepted', httpStatus: 500, fault: 'serverErrorAfterActing' }])
  })

  test('garbageAnswer never holds the id', async () => {
    play({ on: 'send', do: 'garbageAnswer', count: 12 })
    for (let n = 0; n < 12; n += 1) {
      const response = await fetch(on.at('/template/msg'), {
        method: 'POST',
        headers: on.headers,
        body: new URLSearchParams({
          source: '51900000701',
          destination: '51900100001',
          'src.name': on.app.name,
          template: JSON.stringify({ id: 'saludo-1', params: ['Rosa'] }),
        }),
      })
      expect(response.status).toBe(200)
      const text = await response.text()
      expect(text).not.toMatch(/"messageId":"[\w-]{36}"/)
    }
    expect(accepted()).toBe(12)
  })

  test('slow answers rightly, and the ledger gets to know when', async () => {
    play({ on: 'send', do: 'slow', ms: 40 })
    expect(await tried()).toMatchObject({ status: 202 })
    const [entry] = sends()
    expect(entry).toMatchObject({ outcome: 'accepted', httpStatus: 202, fault: 'slow' })
    expect((entry?.answeredAt ?? 0) - (entry?.at ?? 0)).toBeGreaterThan(35)
  })

  test('a call that is refused anyway says so truly', async () => {
    play({ on: 'send', do: 'garbageAnswer' })
    const answer = await sendText(on, 'nadie')
    expect(answer).toMatchObject({ status: 400, body: { message: 'Invalid Destination' } })
    expect(sends()).toMatchObject([{ outcome: 'refused', httpStatus: 400, message: 'Invalid Destination' }])
  })
})

describe('which calls', () => {
  const templates = () => call('GET', on.at('/templates'), on.headers)

  test('each kind has its own faults, before those of all', async () => {
    on.simulator.settings.faults = { api: { all: { serverError: 1 }, send: { serverError: 0, tooMany: 1 } } }
    expect((await sendText(on)).status).toBe(429)
    expect((await templates()).status).toBe(500)
    expect((await call('GET', `${on.simulator.url}/simulator/settings`)).status).toBe(200)
  })

  test.each<[CallStep['on'], () => Promise<Answer>]>([
    ['template', () => templates()],
    ['subscription', () => on.subscribe({ modes: 'MESSAGE' })],
    ['media', () => call('GET', on.at('/media/x'), on.headers)],
    ['media', () => call('GET', `${on.simulator.url}/files/x`)],
    ['token', async () => call('POST', `${on.simulator.url}/partner/account/login`, {}, { form: {} })],
    ['token', () => call('GET', on.at('/token'), {})],
    ['other', () => call('GET', on.at('/wallet/balance'), on.headers)],
    ['all', () => call('GET', on.at('/waba/info'), on.headers)],
  ])('%s', async (kind, act) => {
    play({ on: kind, do: 'tooMany' })
    expect((await act()).status).toBe(429)
    expect(on.simulator.settings.faults).toEqual({})
  })

  test('a step waits for the call that it means', async () => {
    play(
      { on: 'send', destination: '51900100002', do: 'serverError' },
      { on: 'all', path: '/waba/', do: 'tooMany' },
      { on: 'send', app: on.app.name, do: 'tooMany', count: 2 },
    )
    const statuses = []
    for (const last of [1, 2, 1, 2]) statuses.push((await sendText(on, `5190010000${last}`)).status)
    expect(statuses).toEqual([429, 500, 429, 202])
    expect((await call('GET', on.at('/waba/info'), on.headers)).status).toBe(429)
  })
})

test('by probability: of several faults one hits, all in their turn, the same for the same seed', async () => {
  const run = async () => {
    const names: ApiFault[] = ['tooMany', 'serverError', 'cut', 'answerLost', 'garbageAnswer', 'serverErrorAfterActing']
    const send = Object.fromEntries(names.map((name) => [name, 0.2]))
    const twin = await bench({ seed: 9, faults: { api: { send } } })
    twin.simulator.books.seedApp({ name: twin.app.name, templates: [greeting] })
    for (let n = 0; n < 60; n += 1) await sendText(twin).catch(() => undefined)
    const { entries } = twin.simulator.ledger.page(0)
    await twin.stop()
    return entries.map((entry) => ('fault' in entry ? entry.fault : 'none'))
  }
  const [one, other] = [await run(), await run()]
  expect(one).toEqual(other)
  expect(new Set(one).size).toBe(7)
})

test('a hanging call does not keep the simulator from closing', async () => {
  play({ on: 'send', do: 'hang' })
  const hanging = tried()
  await until(() => sends().length === 1)
  await on.simulator.close()
  expect(await hanging).toBe('no answer')
})
