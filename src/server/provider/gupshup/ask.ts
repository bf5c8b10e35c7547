import type { Call, Client } from './client.ts'
import type { JsonObject } from './read-json.ts'
import { type TokenSource, withToken } from './tokens.ts'

/** Calls in the name of the partner, of one app, or with the API key of a number connected by hand. */
export interface Ask {
  partner(call: Call): Promise<JsonObject>
  app(appId: string, call: Call): Promise<JsonObject>
  key(apiKey: string, call: Call): Promise<JsonObject>
}

export function createAsk(client: Client, tokens: TokenSource): Ask {
  return {
    partner: (call) =>
      withToken(
        (refused) => tokens.partnerToken(refused),
        (headers) => client.call({ ...call, headers }),
      ),
    app: (appId, call) =>
      withToken(
        (refused) => tokens.appToken(appId, refused),
        (headers) => client.call({ ...call, headers }),
      ),
    key: (apiKey, call) => client.call({ ...call, host: 'api', headers: { apikey: apiKey } }),
  }
}

/** Path of one app at the Partner API. */
export function ofApp(appId: string, rest: string): string {
  return `/partner/app/${encodeURIComponent(appId)}/${rest}`
}
