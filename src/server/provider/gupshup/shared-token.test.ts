import { expect, test } from 'vitest'
import { ProviderFault } from '../port.ts'
import { type TokenStore, tokensInMemory } from '../token-store.ts'
import { sharedToken, type TokenKind } from './shared-token.ts'

const LIMIT = { calls: 10, perMs: 60_000 }
const kind = (fetch: TokenKind['fetch'], more: Partial<TokenKind> = {}): TokenKind => ({
  key: 'partner',
  limit: LIMIT,
  renewMs: 1_000,
  fetch,
  ...more,
})
/** Gives `t-1`, `t-2`, … */
function counting(leftMs: number) {
  let made = 0
  return Object.assign(async () => ({ value: `t-${++made}`, leftMs }), { made: () => made })
}
const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)

async function keep(store: TokenStore, value: string, leftMs: number): Promise<void> {
  const lease = await store.lease('partner', LIMIT, 1_000)
  if ('keep' in lease) await lease.keep({ value, leftMs })
}

test('many who ask at once have it fetched once, and what is kept is fetched by nobody', async () => {
  const [store, fetch] = [tokensInMemory(), counting(60_000)]
  const token = sharedToken(store, kind(fetch))
  expect(new Set(await Promise.all([token(), token(), token()]))).toEqual(new Set(['t-1']))
  expect(await sharedToken(store, kind(fetch))()).toBe('t-1')
  expect(fetch.made()).toBe(1)
})

test('it is renewed before it expires; while that fails the old one serves on', async () => {
  const store = tokensInMemory()
  await keep(store, 'old', 900)
  const failing = sharedToken(
    store,
    kind(async () => {
      throw new ProviderFault('busy', 'later')
    }),
  )
  expect(await failing()).toBe('old')
  expect(await sharedToken(store, kind(counting(60_000)))()).toBe('t-1')
})

test('one that was refused is never given again, and what another process fetched meanwhile is taken', async () => {
  const [store, fetch] = [tokensInMemory(), counting(60_000)]
  const token = sharedToken(store, kind(fetch))
  expect(await token()).toBe('t-1')
  await keep(store, 'of another process', 60_000)
  expect(await token('t-1')).toBe('of another process')
  expect(await token('of another process')).toBe('t-2')
  expect(fetch.made()).toBe(2)
})

test('a token that Gupshup hands out again after a passing 401 counts as good: it is not fetched for every call', async () => {
  let fetched = 0
  const same = async () => {
    fetched++
    return { value: 'the one', leftMs: 60_000 }
  }
  const token = sharedToken(tokensInMemory(), kind(same))
  expect(await token()).toBe('the one')
  expect(await token('the one')).toBe('the one')
  for (let i = 0; i < 5; i++) expect(await token()).toBe('the one')
  expect(fetched).toBe(2)
})

test('while another process fetches, it is waited for; when that takes too long, busy says when', async () => {
  const store = tokensInMemory()
  let looks = 0
  const held: TokenStore = {
    async find(key) {
      if (++looks === 3) await keep(store, 'theirs', 60_000)
      return store.find(key)
    },
    lease: async () => ({ waitMs: 5 }),
  }
  expect(await sharedToken(held, kind(counting(60_000)))()).toBe('theirs')
  const full: TokenStore = { find: async () => undefined, lease: async () => ({ waitMs: 55_000 }) }
  const fault = await caught(sharedToken(full, kind(counting(60_000)))())
  expect(fault).toMatchObject({ verdict: 'busy', retryAfterMs: 55_000 })
})

test('a store that cannot be read means that nothing was sent, and one that cannot be written is done without', async () => {
  const broken: TokenStore = {
    find: () => Promise.reject(new Error('no database')),
    lease: async () => ({ waitMs: 1 }),
  }
  expect(await caught(sharedToken(broken, kind(counting(60_000)))())).toMatchObject({ verdict: 'never_sent' })
  const fail = () => Promise.reject(new Error('no database'))
  const deaf: TokenStore = {
    find: async () => undefined,
    lease: async () => ({ kept: undefined, keep: fail, end: fail }),
  }
  const fetch = counting(60_000)
  const token = sharedToken(deaf, kind(fetch))
  expect([await token(), await token()]).toEqual(['t-1', 't-1'])
})

test('refused credentials are not tried on and on', async () => {
  let tries = 0
  const token = sharedToken(
    tokensInMemory(),
    kind(
      async () => {
        tries++
        throw new ProviderFault('refused', 'no', { code: 'credentials' })
      },
      { refusedForMs: 60_000 },
    ),
  )
  for (let n = 0; n < 3; n++) expect(await caught(token())).toMatchObject({ code: 'credentials' })
  expect(tries).toBe(1)
})
