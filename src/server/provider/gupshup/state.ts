import { type Provider, ProviderFault, type WabaInfo } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'
import { flag, id, type JsonObject, object, phone, present, text } from './read-json.ts'
import { incomplete } from './verdicts.ts'

/** Nobody stands waiting for it; a burst may pass the limit of ten a minute. */
const PATIENCE_MS = 65_000

/** How a number does (reference 2.3). */
export function state(ask: Ask): Pick<Provider, 'wabaInfo' | 'isHealthy' | 'rating' | 'tryKey'> {
  const callFor = (appId: string, name: 'waba' | 'health' | 'ratings', path: string): Call => ({
    method: 'GET',
    path: ofApp(appId, path),
    repeatable: true,
    limit: { name, scope: appId },
    patienceMs: PATIENCE_MS,
  })

  return {
    wabaInfo: async (appId) => readWaba(await ask.app(appId, callFor(appId, 'waba', 'waba/info')).catch(orNotLive)),

    async isHealthy(appId) {
      const call = callFor(appId, 'health', 'health')
      const healthy = flag((await ask.app(appId, call).catch(orNotLive)).healthy)
      if (healthy === undefined) throw incomplete('healthy', call)
      return healthy
    },

    async rating(appId) {
      const told = await ask.app(appId, callFor(appId, 'ratings', 'ratings')).catch(orNotLive)
      return present({ quality: text(told.phoneQuality), limit: text(told.currentLimit) })
    },

    async tryKey(appId, apiKey) {
      const { path, ...call } = callFor(appId, 'waba', 'waba/info')
      const asked = { ...call, appId, path: path.replace(/^\/partner\//, '/wa/') }
      return readWaba(await ask.key(apiKey, asked).catch(orNotLive))
    },
  }
}

function orNotLive(fault: unknown): never {
  if (!(fault instanceof ProviderFault && fault.status === 400 && /app is not live/i.test(fault.message))) throw fault
  throw new ProviderFault('refused', fault.message, { status: 400, code: 'not_live' })
}

function readWaba(body: JsonObject): WabaInfo {
  const info = object(body.wabaInfo)
  return present({
    accountStatus: text(info.accountStatus),
    dockerStatus: text(info.dockerStatus),
    canSendMessage: text(info.canSendMessage),
    messagingLimit: text(info.messagingLimit),
    phoneQuality: text(info.phoneQuality),
    phone: phone(info.phone),
    wabaId: id(info.wabaId),
    verifiedName: text(info.verifiedName),
  })
}
