import type { Provider } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'
import { number, object, text } from './read-json.ts'
import { incomplete } from './verdicts.ts'

export function wallet(ask: Ask): Pick<Provider, 'wallet'> {
  return {
    async wallet(appId) {
      const limit = { name: 'wallet', scope: appId } as const
      const call: Call = { method: 'GET', path: ofApp(appId, 'wallet/balance'), repeatable: true, limit }
      const told = object((await ask.app(appId, call)).walletResponse)
      const balance = number(told.currentBalance)
      if (balance === undefined) throw incomplete('currentBalance', call)
      return { balance, currency: text(told.currency) ?? '', floor: number(told.overDraftLimit) ?? 0 }
    },
  }
}
