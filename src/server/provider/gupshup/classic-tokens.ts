import type { TokenStore } from '../token-store.ts'
import { ofApp } from './call.ts'
import type { Client } from './client.ts'
import { LIMITS } from './rate-limits.ts'
import { id, number, object } from './read-json.ts'
import { sharedToken, type Token } from './shared-token.ts'
import { asCredentials, bare, REFUSED_FOR_MS, type TokenSource, withToken } from './tokens.ts'
import { incomplete } from './verdicts.ts'

/** Partner tokens live 24 h and say so nowhere (reference 1.2). */
const PARTNER_LIFE_MS = 24 * 3_600_000
const RENEW_MS = 2 * 3_600_000
const SHORTEST_LIFE_MS = 60_000

const LOGIN = {
  method: 'POST',
  path: '/partner/account/login',
  repeatable: true,
  confidential: true,
  limit: { name: 'login', scope: 'partner' },
} as const

/** A partner token from a login, and with it a token per app that does not expire (reference 1.2, 1.3). They end on
 *  1 April 2027. */
export function classicTokens(
  client: Client,
  store: TokenStore,
  { email, secret }: { email: string; secret: string },
): TokenSource {
  const partner = sharedToken(store, {
    key: `partner ${email}`,
    limit: LIMITS.login,
    renewMs: RENEW_MS,
    refusedForMs: REFUSED_FOR_MS,
    async fetch() {
      const body = await client.call({ ...LOGIN, form: { email, secret, password: secret } }).catch(asCredentials)
      const value = id(body.token)
      if (!value) throw incomplete('token', LOGIN)
      return { value, leftMs: PARTNER_LIFE_MS }
    },
  })

  const ofOneApp = (appId: string) =>
    sharedToken(store, {
      key: `app ${appId}`,
      limit: LIMITS.appToken,
      renewMs: 0,
      async fetch() {
        const call = { ...APP_TOKEN, path: ofApp(appId, 'token'), limit: { name: 'appToken', scope: appId } } as const
        const { token } = await withToken(partner, bare, (headers) => client.call({ ...call, headers }))
        const value = id(object(token).token) ?? id(token)
        if (!value) throw incomplete('token', call)
        return { value, leftMs: lifeOf(number(object(token).expiresOn)) }
      },
    })
  const apps = new Map<string, Token>()

  return {
    partner,
    app(appId) {
      const token = apps.get(appId) ?? ofOneApp(appId)
      apps.set(appId, token)
      return token
    },
    partnerWriting: bare,
    appWritings: [bare],
  }
}

const APP_TOKEN = { method: 'GET', repeatable: true, confidential: true } as const

/** `expiresOn: 0` is for ever. Two clocks may differ: a new token is never taken for an old one. */
function lifeOf(expiresOnMs: number | undefined): number {
  return expiresOnMs ? Math.max(expiresOnMs - Date.now(), SHORTEST_LIFE_MS) : Infinity
}
