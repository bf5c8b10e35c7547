import { ProviderFault } from '../port.ts'
import type { KeptToken, TokenStore } from '../token-store.ts'
import { type Call, ofApp } from './call.ts'
import type { Client } from './client.ts'
import { LIMITS } from './rate-limits.ts'
import { id, list, type JsonObject, number, object, text } from './read-json.ts'
import { sharedToken, type Token } from './shared-token.ts'
import { lifeOfJwt } from './token-life.ts'
import { asCredentials, bare, bearer, REFUSED_FOR_MS, type TokenSource, withToken } from './tokens.ts'
import { incomplete } from './verdicts.ts'

const HOUR_MS = 3_600_000
const UNIVERSAL_LIFE_MS = 60 * 24 * HOUR_MS
const APP_LIFE_MS = 24 * HOUR_MS

export interface UniversalAccount {
  /** A universal token that the operator made in Gupshup's portal; used until it is refused. */
  token?: string
  /** With these one is made whenever there is none. */
  credentials?: { partnerId: string; email: string; secret: string }
  /** How message calls are tried first with an app's token, for that is not documented. */
  appTokenHeader: 'bearer' | 'bare'
  /** Tells our tokens from those of other installations of the same account. */
  prefix: string
}

/** A universal token of the partner, and with it a token for a day per app (reference 1.4). At most three of either may be
 *  active: of our own, the oldest makes room. */
export function universalTokens(client: Client, store: TokenStore, account: UniversalAccount): TokenSource {
  const { credentials, prefix } = account
  const minted = credentials && sharedToken(store, universalKind(client, credentials, prefix))
  const partner = givenFirst(account.token, minted)
  const apps = new Map<string, Token>()

  return {
    partner,
    app(appId) {
      const token = apps.get(appId) ?? sharedToken(store, appKind(client, partner, appId, prefix))
      apps.set(appId, token)
      return token
    },
    partnerWriting: bearer,
    appWritings: account.appTokenHeader === 'bare' ? [bare, bearer] : [bearer, bare],
  }
}

function givenFirst(given: string | undefined, minted: Token | undefined): Token {
  let refusedOnce = given === undefined
  return async (refused) => {
    if (refused !== undefined && refused === given) refusedOnce = true
    if (!refusedOnce) return given!
    if (minted) return minted(refused)
    throw new ProviderFault('refused', 'Gupshup refused the universal token that was set: make another one', {
      status: 401,
      code: 'credentials',
    })
  }
}

function universalKind(client: Client, credentials: NonNullable<UniversalAccount['credentials']>, prefix: string) {
  const { partnerId, email, secret } = credentials
  const path = `/partner/${encodeURIComponent(partnerId)}/auth`
  const limit = { name: 'universalToken', scope: 'partner' } as const
  const mint = async () => {
    const call = { ...MINT, path: `${path}/token`, limit, form: { email, clientSecret: secret, name: newName(prefix) } }
    return readToken(await client.call(call), call, UNIVERSAL_LIFE_MS)
  }
  return {
    key: `universal ${partnerId}`,
    limit: LIMITS.universalToken,
    renewMs: 24 * HOUR_MS,
    refusedForMs: REFUSED_FOR_MS,
    fetch: (former: KeptToken | undefined) =>
      mint()
        .catch(async (fault: unknown) => {
          if (!isFull(fault) || !former) throw fault
          const ask = (call: Call) => client.call({ ...call, headers: bearer(former.value) })
          await makeRoom(ask, { list: `${path}/tokens`, revoke: `${path}/revoke` }, LIST, prefix, former.name)
          return mint()
        })
        .catch(asCredentials),
  }
}

function appKind(client: Client, partner: Token, appId: string, prefix: string) {
  const ask = (call: Call) => withToken(partner, bearer, (headers) => client.call({ ...call, headers }))
  const limit = { name: 'appUniversalToken', scope: appId } as const
  const mint = async () => {
    const call = { ...MINT, path: ofApp(appId, 'token'), limit, form: { name: newName(prefix) } }
    return readToken(await ask(call), call, APP_LIFE_MS)
  }
  return {
    key: `universal app ${appId}`,
    limit: LIMITS.appUniversalToken,
    renewMs: HOUR_MS / 4,
    fetch: (former: KeptToken | undefined) =>
      mint()
        .catch(async (fault: unknown) => {
          if (!isFull(fault)) throw fault
          await makeRoom(
            ask,
            { list: ofApp(appId, 'tokens'), revoke: ofApp(appId, 'token/revoke') },
            limit,
            prefix,
            former?.name,
          )
          return mint()
        })
        .catch(asCredentials),
  }
}

/** Making one twice does no harm but one more that is active, which the next full house clears. */
const MINT = { method: 'POST', repeatable: true, confidential: true } as const
const LIST = { name: 'universalTokenList', scope: 'partner' } as const

const newName = (prefix: string) => `${prefix}${Date.now().toString(36)}`

const isFull = (fault: unknown) => fault instanceof ProviderFault && fault.status === 409

function readToken({ token }: JsonObject, call: Call, lifeMs: number): KeptToken {
  const value = text(object(token).token) ?? text(token)
  if (!value) throw incomplete('token', call)
  return { value, name: call.form!['name']!, leftMs: lifeOfJwt(value) ?? lifeMs }
}

/** Revokes the oldest of our own that nobody uses any more; failing that, the one about to be replaced. */
async function makeRoom(
  ask: (call: Call) => Promise<JsonObject>,
  paths: { list: string; revoke: string },
  limit: NonNullable<Call['limit']>,
  prefix: string,
  inUse: string | undefined,
): Promise<void> {
  const look = { method: 'GET', path: paths.list, query: { status: 'ACTIVE' }, repeatable: true, limit } as const
  const answer = await ask({ ...look, confidential: true })
  const ours = list(answer.tokens ?? answer.list)
    .map(object)
    .filter((row) => text(row.name)?.startsWith(prefix))
    .toSorted((a, b) => Number(a.name === inUse) - Number(b.name === inUse) || age(a) - age(b))
  const victim = ours[0] && (id(ours[0].id) ?? undefined)
  if (!victim)
    throw new ProviderFault('refused', 'Gupshup keeps three active tokens and none of them is ours: revoke one')
  const revoke = { method: 'POST', path: paths.revoke, form: { id: victim }, repeatable: true, limit } as const
  await ask({ ...revoke, confidential: true }).catch((fault: unknown) => {
    if (!(fault instanceof ProviderFault && fault.status === 410)) throw fault
  })
}

const age = (row: JsonObject) => number(row.createdOn) ?? 0
