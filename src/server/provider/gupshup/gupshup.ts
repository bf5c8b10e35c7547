import type { Provider } from '../port.ts'
import { createAsk } from './ask.ts'
import { type ClientConfig, createClient } from './client.ts'
import { onboarding } from './onboarding.ts'
import { sending } from './sending.ts'
import { subscriptions } from './subscriptions.ts'
import { templates } from './templates.ts'
import { createClassicTokens } from './tokens.ts'

export interface GupshupConfig extends ClientConfig {
  partnerEmail: string
  partnerSecret: string
}

/** WhatsApp through Gupshup's Partner API. */
export function createGupshup(config: GupshupConfig): Provider {
  const client = createClient(config)
  const ask = createAsk(
    client,
    createClassicTokens(client, { email: config.partnerEmail, secret: config.partnerSecret }),
  )
  return {
    ...onboarding(ask),
    ...subscriptions(ask),
    ...templates(ask),
    ...sending(ask),
    close: () => client.close(),
  }
}
