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
  /** Resolves when the app's token is at hand. */
  ready(appId: string): Promise<void>
  /** The bytes that a call of the app answers with. */
  bytes(appId: string, call: Call, bounds: Bounds): Promise<Bytes>
}

export function createAsk(client: Client, tokens: TokenSource): Ask {
  const asApp = createHabit(tokens.appWritings)
  return {
    partner: (call) => withToken(tokens.partner, tokens.partnerWriting, (headers) => client.call({ ...call, headers })),
    app: (appId, call) => asApp(kindOf(call), tokens.app(appId), (headers) => client.call({ ...call, appId, headers })),
    key: (apiKey, call) => client.call({ ...call, host: 'api', headers: { apikey: apiKey } }),
    async ready(appId) {
      await tokens.app(appId)()
    },
    bytes: (appId, call, bounds) =>
      asApp(kindOf(call), tokens.app(appId), (headers) => client.download({ ...call, appId, headers }, bounds)),
  }
}

/** The first word after the app: calls of one kind are taken to want the token in the same way. */
const kindOf = ({ path }: Call) => path.split('/')[4] ?? path
