import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { launch } from './browser.ts'
import { playTheRoad } from './road.ts'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer({ simulator: { reviewDelayMs: 300 } })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe.each(['es', 'en'] as const)('the whole road in the browser, in %s', (lang) => {
  let road: Awaited<ReturnType<typeof playTheRoad>>
  beforeAll(async () => {
    road = await playTheRoad(server, browser, lang)
  })
  afterAll(() => road?.close())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await road?.picture(task.name.slice(0, 20).replaceAll(/\W+/g, '-'))
  })

  test('signs in', () => road.signIn())
  test('CH-1 CH-2 CH-3 CH-4 asks for a number', () => road.askForANumber())
  test('CH-11 CH-12 WS-7 the operator approves, and both screens tell it by themselves', () => road.approve())
  test('AS-4 makes a queue with the number and the agent', () => road.makeAQueue())
  test('TP-4 TP-5 requests the template of the source by the wizard', () => road.requestATemplate())
  test('AS-1 TP-7 assigns it, and sees it approved', () => road.assign())
  test('WS-1 WS-2 the agent sends it once', () => road.sendIt())
  test('WS-3 WS-7 the customer taps, and the ticket is on the screen without reloading', async () => {
    const ms = await road.tap()
    process.stdout.write(`from the tap to the agent's screen (${lang}): ${Math.round(ms)} ms\n`)
  })
  test('WS-5 WS-6 takes it and answers; the customer reads and writes back', () => road.answer())
  test('WS-6 closes it; the next message opens another ticket', () => road.closeTicket())
  test('CH-8 switches the number off with exact figures', () => road.switchOff())
  test('no page has thrown, and nothing was asked of another address', () => expect(road.faults).toEqual([]))
})
