import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, startSimulator } from './simulator.ts'
import { call, listen, type Listener } from './test-bench.ts'

let simulator: Simulator
let listener: Listener
let appId: string
let token: string

beforeAll(async () => {
  listener = await listen()
  simulator = await startSimulator({ port: 0, rateLimits: false })
  appId = simulator.books.seedApp({ name: 'ControlApp', phone: '51900000801' })
  token = simulator.books.apps.get(appId)!.token
  const subscription = { url: listener.url, tag: 'control', version: '2', modes: 'ACCOUNT' }
  await call('POST', `${simulator.url}/partner/app/${appId}/subscription`, { token }, { form: subscription })
})
afterAll(async () => {
  await simulator.close()
  await listener.close()
})

const act = (name: string, body: object = {}) =>
  call('POST', `${simulator.url}/simulator/numbers/${appId}/${name}`, {}, { json: body })
const waba = async () => (await call('GET', `${simulator.url}/partner/app/${appId}/waba/info`, { token })).body.wabaInfo
const told = async (status: string) => {
  await expect
    .poll(() => listener.hooks.some(({ body }) => body?.payload?.payload?.status === status), { timeout: 5000 })
    .toBe(true)
}

test('the page is served with its parts, and nothing beside them', async () => {
  for (const file of ['', '/control.js', '/control.css']) {
    expect((await fetch(`${simulator.url}/control${file}`)).status).toBe(200)
  }
  expect((await fetch(`${simulator.url}/control/..%2Facts.ts`)).status).toBe(404)
})

test('CH-13 a restriction shows in the state and is told; reinstating takes both back', async () => {
  expect((await act('restrict')).status).toBe(200)
  expect(await waba()).toMatchObject({ dockerStatus: 'RESTRICTED', canSendMessage: 'BLOCKED' })
  await told('ACCOUNT_RESTRICTED')
  await act('reinstate')
  expect(await waba()).toMatchObject({
    accountStatus: 'ACTIVE',
    dockerStatus: 'CONNECTED',
    canSendMessage: 'AVAILABLE',
  })
  await told('REINSTATE')
})

test('CH-13 quality and limit show in the state and in what was last rated', async () => {
  await act('quality', { value: 'YELLOW' })
  await act('tier', { value: 'TIER_10K' })
  expect(await waba()).toMatchObject({ phoneQuality: 'YELLOW', messagingLimit: 'TIER_10K' })
  const { body } = await call('GET', `${simulator.url}/partner/app/${appId}/ratings`, { token })
  expect(body).toMatchObject({
    event: 'UPGRADE',
    oldLimit: 'TIER_2K',
    currentLimit: 'TIER_10K',
    phoneQuality: 'YELLOW',
  })
})

test('CH-13 without `tell` only asking shows it', async () => {
  const before = listener.hooks.length
  await act('disconnect', { tell: false })
  expect((await waba()).dockerStatus).toBe('DISCONNECTED')
  await act('reconnect', { tell: false })
  expect(listener.hooks.length).toBe(before)
})

test('CH-13 refused credentials open nothing until they are taken again', async () => {
  await act('refuse-credentials')
  const asked = () => call('GET', `${simulator.url}/partner/app/${appId}/health`, { token })
  expect((await asked()).status).toBe(401)
  await act('take-credentials')
  expect((await asked()).body).toEqual({ status: 'success', healthy: 'true' })
})

test('what does not exist or does not fit is refused', async () => {
  expect((await act('no-such-act')).status).toBe(404)
  expect((await act('tier', { value: 'TIER_7' })).status).toBe(400)
  expect((await act('wallet', { value: 'much' })).status).toBe(400)
})

test('TP-2, TP-7 a template is rejected, approved, paused, resumed and recategorised by hand, and each is told', async () => {
  simulator.books.seedApp({ name: 'ControlApp', templates: [{ elementName: 'aviso', body: 'Hola' }] })
  const [template] = simulator.books.templatesOf(appId)
  const subscription = { url: listener.url, tag: 'templates', version: '2', modes: 'TEMPLATE' }
  await call('POST', `${simulator.url}/partner/app/${appId}/subscription`, { token }, { form: subscription })
  const review = (name: string, value?: string) =>
    call('POST', `${simulator.url}/simulator/templates/${template!.id}/${name}`, {}, { json: { value } })
  const hears = async (fact: object) => {
    await expect
      .poll(() => listener.hooks.map(({ body }) => body?.payload), { timeout: 5000 })
      .toContainEqual(expect.objectContaining({ id: template!.id, ...fact }))
  }
  await review('reject', 'TAG_CONTENT_MISMATCH')
  await hears({ status: 'rejected', rejectedReason: 'TAG_CONTENT_MISMATCH' })
  await review('approve')
  await hears({ status: 'approved' })
  await review('pause', '6')
  await hears({ status: 'paused', description: expect.stringContaining('for 6 hours') })
  await review('resume')
  expect((await review('recategorise', 'UTILITY')).body).toMatchObject({ category: 'UTILITY', status: 'APPROVED' })
  await hears({ type: 'category-update', category: { old: 'MARKETING', new: 'UTILITY' } })
  expect((await review('recategorise', 'OTHER')).status).toBe(400)
  expect((await review('explode')).status).toBe(404)
})
