import type { Call } from './call.ts'
import type { Client } from './client.ts'
import type { Bounds, Bytes } from './download.ts'
import type { JsonObject } from './read-json.ts'
import { createHabit, type TokenSource, withToken } from './tokens.ts'

/** Calls in the name of the partner, of one app, or with the API key of a number connected by hand. */
export interface Ask {
  partner(call: Call): Promise<JsonObject>
  app(appId: string, call: Call): Promise<JsonObject>
  key(apiKey: string, call: Call): Promise<JsonObject>
  keyOf: ApiKeys
  /** Resolves when the app's token is at hand. */
  ready(appId: string): Promise<void>
  /** The bytes that a call of the app answers with. */
  bytes(appId: string, call: Call, bounds: Bounds): Promise<Bytes>
}

/** The API key of an app that was connected by hand (ST-5); undefined for those of the partner account. */
export type ApiKeys = (appId: string) => Promise<string | undefined>

export function createAsk(client: Client, tokens: TokenSource, keyOf: ApiKeys): Ask {
  const asApp = createHabit(tokens.appWritings)
  return {
    keyOf,
    partner: (call) => withToken(tokens.partner, tokens.partnerWriting, (headers) => client.call({ ...call, headers })),
    async app(appId, call) {
      const key = await keyOf(appId)
      if (key !== undefined) return client.call(withKey(appId, key, call))
      return asApp(kindOf(call), tokens.app(appId), (headers) => client.call({ ...call, appId, headers }))
    },
    key: (apiKey, call) => client.call({ ...call, host: 'api', headers: { apikey: apiKey } }),
    async ready(appId) {
      if ((await keyOf(appId)) === undefined) await tokens.app(appId)()
    },
    async bytes(appId, call, bounds) {
      const key = await keyOf(appId)
      if (key !== undefined) return client.download(withKey(appId, key, call), bounds)
      return asApp(kindOf(call), tokens.app(appId), (headers) => client.download({ ...call, appId, headers }, bounds))
    },
  }
}

/** The twin of a partner call at the self-serve API, which takes the app's own key (reference 1.1). */
const withKey = (appId: string, apiKey: string, call: Call): Call => ({
  ...call,
  appId,
  host: 'api',
  path: call.path.replace(/^\/partner\//, '/wa/'),
  headers: { apikey: apiKey },
})

/** The first word after the app: calls of one kind are taken to want the token in the same way. */
const kindOf = ({ path }: Call) => path.split('/')[4] ?? path
