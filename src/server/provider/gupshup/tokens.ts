import { ProviderFault } from '../port.ts'
import type { Client } from './client.ts'
import { id, object } from './read-json.ts'
import { incomplete } from './verdicts.ts'

/** Where tokens come from. The classic strategy is here; universal tokens (reference 1.4) will be another one.
 *  `refused` is a token that was just answered with 401: it is never given again. */
export interface TokenSource {
  partnerToken(refused?: string): Promise<string>
  appToken(appId: string, refused?: string): Promise<string>
}

/** Tokens live 24 h and say so nowhere. */
const PARTNER_LIFE_MS = 22 * 3_600_000

/** Bare, and under both names, because the documents use either (reference 1.3). */
export function tokenHeaders(token: string): Record<string, string> {
  return { token, authorization: token }
}

/** Logs in once for all callers, keeps what it got, and asks again only when it is old or was refused. */
export function createClassicTokens(client: Client, credentials: { email: string; secret: string }): TokenSource {
  const partner = kept(PARTNER_LIFE_MS, async () => {
    const { email, secret } = credentials
    const body = await client.call({ ...LOGIN, form: { email, secret, password: secret } }).catch(asCredentials)
    return id(body.token) ?? raise(incomplete('token', LOGIN))
  })
  const apps = new Map<string, ReturnType<typeof kept>>()

  async function fetchAppToken(appId: string): Promise<string> {
    const call = {
      method: 'GET',
      path: `/partner/app/${encodeURIComponent(appId)}/token`,
      repeatable: true,
      confidential: true,
      limit: { name: 'appToken', scope: appId },
    } as const
    const body = await withToken(
      (refused) => partner(refused),
      (headers) => client.call({ ...call, headers }),
    )
    return id(object(body.token).token) ?? id(body.token) ?? raise(incomplete('token', call))
  }

  return {
    partnerToken: partner,
    appToken(appId, refused) {
      const app = apps.get(appId) ?? kept(Infinity, () => fetchAppToken(appId))
      apps.set(appId, app)
      return app(refused)
    },
  }
}

/** Calls with a token, and once more with a fresh one if the first is refused with 401. */
export async function withToken<T>(
  token: (refused?: string) => Promise<string>,
  call: (headers: Record<string, string>) => Promise<T>,
): Promise<T> {
  const first = await token()
  try {
    return await call(tokenHeaders(first))
  } catch (fault) {
    if (!(fault instanceof ProviderFault) || fault.status !== 401) throw fault
    return await call(tokenHeaders(await token(first)))
  }
}

const LOGIN = {
  method: 'POST',
  path: '/partner/account/login',
  repeatable: true,
  confidential: true,
  limit: { name: 'login', scope: 'partner' },
} as const

/** A login says no with 403 as well as 401: either way it is the credentials that somebody has to mend. */
function asCredentials(fault: unknown): never {
  if (!(fault instanceof ProviderFault) || fault.verdict !== 'refused') throw fault
  throw new ProviderFault('refused', fault.message, {
    ...(fault.status && { status: fault.status }),
    code: 'credentials',
  })
}

/** One value that many ask for: fetched once at a time, kept for `lifeMs`, replaced when the one given out is refused. */
function kept(lifeMs: number, fetch: () => Promise<string>): (refused?: string) => Promise<string> {
  let value: string | undefined
  let until = 0
  let coming: Promise<string> | undefined
  return async (refused) => {
    if (value !== undefined && value !== refused && performance.now() < until) return value
    coming ??= fetch()
      .then((fresh) => {
        value = fresh
        until = performance.now() + lifeMs
        return fresh
      })
      .finally(() => (coming = undefined))
    return coming
  }
}

function raise(fault: ProviderFault): never {
  throw fault
}
