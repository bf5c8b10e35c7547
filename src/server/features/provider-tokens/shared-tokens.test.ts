import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { listen } from '../../../../simulator/test-bench.ts'
import { type Simulator, startSimulator } from '../../../../simulator/simulator.ts'
import { freshDatabase } from '../../../../tests/support/fresh-database.ts'
import { type Database, openDatabase } from '../../database/doors.ts'
import { openProcess } from '../../pipeline/process.ts'
import { newId } from '../../database/id.ts'
import type { Exchange } from '../../provider/exchange.ts'
import { createGupshup, type GupshupConfig } from '../../provider/gupshup/gupshup.ts'
import { sealOf } from '../../seal.ts'
import { sharedTokens } from './shared-tokens.ts'

const PARTNER = { email: 'partner@simulator.example', secret: 'secret-of-the-client', id: '7' }
const classic = { kind: 'classic', email: PARTNER.email, secret: PARTNER.secret } as const
const universal = {
  kind: 'universal',
  installation: 'https://canales.example.com',
  appTokenHeader: 'bearer',
  credentials: { partnerId: '7', email: PARTNER.email, secret: PARTNER.secret },
} as const
const seal = sealOf({ SECRET: randomBytes(48).toString('base64'), SECRET_PREVIOUS: [] })
const LIMIT = { calls: 10, perMs: 61_000 }

let db: Database
let url: string

beforeAll(async () => {
  url = await freshDatabase()
  db = openDatabase(url)
})
afterAll(() => db.end())

async function gupshup(): Promise<Simulator> {
  const simulator = await startSimulator({ port: 0, rateLimits: true, partner: PARTNER })
  onTestFinished(() => simulator.close())
  return simulator
}

/** A process of its own, as far as the database and Gupshup can tell. */
function processOf(simulator: Simulator, more: Partial<GupshupConfig> & Pick<GupshupConfig, 'tokens'>) {
  const own = openDatabase(url, { connections: 2 })
  const provider = createGupshup({
    partnerUrl: simulator.url,
    apiUrl: simulator.url,
    tokenStore: sharedTokens(own, seal, newId()),
    ...more,
  })
  onTestFinished(async () => {
    await provider.close()
    await own.end()
  })
  return provider
}

describe('tokens in the database', () => {
  test('one process fetches, the others wait for it; a lease ends with its holder or by itself', async () => {
    const [one, other] = [sharedTokens(db, seal, newId()), sharedTokens(db, seal, newId())]
    const lease = await one.lease('k', LIMIT, 60_000)
    if (!('keep' in lease)) throw new Error('no lease')
    expect(await other.lease('k', LIMIT, 60_000)).toEqual({ waitMs: 100 })
    await lease.keep({ value: 'token', leftMs: 60_000, name: 'n' })
    await lease.end()
    expect(await other.find('k')).toEqual({ value: 'token', name: 'n', leftMs: expect.closeTo(60_000, -4) })
    const short = await other.lease('k', LIMIT, 1)
    expect(short).toMatchObject({ kept: { value: 'token' } })
    await new Promise((done) => setTimeout(done, 5))
    const taken = await one.lease('k', LIMIT, 60_000)
    if (!('keep' in taken) || !('keep' in short)) throw new Error('no lease')
    await short.keep({ value: 'too late', leftMs: 60_000 })
    expect(await other.find('k')).toMatchObject({ value: 'token' })
    await taken.keep({ value: 'for ever', leftMs: Infinity })
    expect(await other.find('k')).toEqual({ value: 'for ever', leftMs: Infinity })
  })

  test('a lease ends with its process', async () => {
    const process = await openProcess(url, db, pino({ level: 'silent' }), { worker: true })
    const mine = await sharedTokens(db, seal, process.id).lease('left', LIMIT, 60_000)
    expect(mine).toHaveProperty('keep')
    const other = sharedTokens(db, seal, newId())
    expect(await other.lease('left', LIMIT, 60_000)).toEqual({ waitMs: 100 })
    await process.close()
    expect(await other.lease('left', LIMIT, 60_000)).toHaveProperty('keep')
  })

  test('all processes together take no more leases than the limit allows', async () => {
    const stores = [sharedTokens(db, seal, newId()), sharedTokens(db, seal, newId())]
    for (let n = 0; n < LIMIT.calls; n++) {
      const lease = await stores[n % 2]!.lease('limited', LIMIT, 1_000)
      if ('keep' in lease) await lease.end()
      else throw new Error('too soon')
    }
    expect(await stores[0]!.lease('limited', LIMIT, 1_000)).toEqual({ waitMs: expect.closeTo(61_000, -4) })
    expect(await stores[0]!.lease('another', LIMIT, 1_000)).toMatchObject({ kept: undefined })
  })

  test('CH-14 they lie there sealed; what another secret sealed is fetched anew', async () => {
    const [row] = await db.asSystem('provider-tokens', (tx) =>
      tx.selectFrom('provider_token').select('sealed').where('key', '=', 'k').execute(),
    )
    expect(row!.sealed).not.toContain('for ever')
    const stranger = sharedTokens(
      db,
      sealOf({ SECRET: randomBytes(48).toString('base64'), SECRET_PREVIOUS: [] }),
      newId(),
    )
    expect(await stranger.find('k')).toBeUndefined()
  })
})

test.each([
  ['classic', classic],
  ['universal', universal],
] as const)('three processes that start at once fetch each %s token once', async (_, tokens) => {
  const simulator = await gupshup()
  if (tokens.kind === 'universal') simulator.settings.classicTokens = false
  const appId = simulator.books.seedApp({ name: 'canalventas01', phone: '51900000701' })
  const exchanges: Exchange[] = []
  const more = { tokens, onExchange: (made: Exchange) => void exchanges.push(made) }
  const processes = [1, 2, 3].map(() => processOf(simulator, more))
  await Promise.all(processes.map((provider) => provider.wabaInfo(appId)))
  const asked = exchanges.filter(({ path }) => /\/(login|token)$/.test(path)).map(({ path }) => path)
  expect(asked).toHaveLength(2)

  // Gupshup forgets the tokens: whoever notices first gets new ones, and the others take them.
  // One asks with the old ones and is refused, makes a universal token and with it one for the app.
  if (tokens.kind === 'classic') return
  for (const row of simulator.books.accessTokens.all()) row.revokedOn = Date.now()
  await Promise.all(processes.map((provider) => provider.wabaInfo(appId)))
  expect(exchanges.filter(({ path }) => path.endsWith('/token'))).toHaveLength(2 + 3)
})

test.each([
  ['classic', classic],
  ['universal', universal],
] as const)('RE-3 CH-14 no exchange tells a secret, with %s tokens', async (_, tokens) => {
  const simulator = await gupshup()
  const hook = await listen()
  onTestFinished(() => hook.close())
  const seeded = simulator.books.seedApp({ name: 'canalventas02', phone: '51900000702' })
  const { apiKey } = simulator.books.apps.get(seeded)!
  const exchanges: Exchange[] = []
  const provider = processOf(simulator, { tokens, onExchange: (made) => void exchanges.push(made) })
  const app = { appId: seeded, appName: 'canalventas02', source: '51900000702' }
  const hookSecret = randomBytes(24).toString('base64url')
  const subscribed = await provider.subscribe(seeded, {
    url: hook.url,
    tag: 'score',
    secretHeaders: { 'x-score-secret': hookSecret },
  })
  expect(subscribed).toMatchObject({ headersCarried: true })
  const onLeaving = () => undefined
  const outcomes: Promise<unknown>[] = [
    provider.createApp('canalventas03').then(async ({ appId }) => {
      await provider.setContact(appId, { name: 'Ana Ruiz', email: 'ana@example.com', phone: '51900000001' })
      await provider.embedLink(appId, { user: 'Ana', language: 'es', regenerate: false })
    }),
    provider.wabaInfo(seeded),
    provider.listTemplates(seeded),
    provider.sendSession(app, { to: '51900100001', onLeaving, text: 'Hola' }),
    provider.sendSession({ ...app, apiKey }, { to: '51900100001', onLeaving, text: 'Hola' }),
    provider.sendTemplate(app, { to: '51900100001', onLeaving, templateId: 'none', params: [], postbacks: [] }),
    provider.markRead(seeded, 'wamid.1'),
    provider.uploadMedia(app, { bytes: Buffer.from('hola'), type: 'text/plain', name: 'a.txt' }).then(async (made) => {
      expect((await buffer((await provider.downloadMedia(app, made)).body)).toString()).toBe('hola')
    }),
    provider.findApp('nobody'),
  ]
  await Promise.allSettled(outcomes)
  await expect(outcomes[7]).resolves.toBeUndefined()

  const rows = await db.asSystem('provider-tokens', (tx) =>
    tx.selectFrom('provider_token').select('sealed').where('sealed', 'is not', null).execute(),
  )
  const secrets = [...rows.map(({ sealed }) => seal.open(sealed!)), PARTNER.secret, hookSecret, apiKey]
  const told = JSON.stringify(exchanges)
  expect(exchanges.length).toBeGreaterThan(15)
  expect(secrets.filter((secret) => secret.length >= 8 && told.includes(secret))).toEqual([])
  const send = exchanges.find(({ path }) => path.endsWith('/v3/message'))
  expect(send).toMatchObject({ appId: seeded, status: 200, at: expect.any(Date), request: { to: '51900100001' } })
})
