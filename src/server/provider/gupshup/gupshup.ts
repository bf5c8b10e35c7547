import { createHash } from 'node:crypto'
import type { Provider } from '../port.ts'
import { tokensInMemory, type TokenStore } from '../token-store.ts'
import { type ApiKeys, createAsk } from './ask.ts'
import { classicTokens } from './classic-tokens.ts'
import { type Client, type ClientConfig, createClient } from './client.ts'
import { media } from './media.ts'
import { mediaHosts } from './media-hosts.ts'
import { onboarding } from './onboarding.ts'
import { profile } from './profile.ts'
import { type CodeCount, sending } from './sending.ts'
import { state } from './state.ts'
import { subscriptions } from './subscriptions.ts'
import { templates } from './templates.ts'
import type { TokenSource } from './tokens.ts'
import { type UniversalAccount, universalTokens } from './universal-tokens.ts'
import { wallet } from './wallet.ts'

export interface GupshupConfig extends ClientConfig {
  tokens: ClassicTokens | UniversalTokens
  /** Where all processes find the tokens; without it this one keeps its own. */
  tokenStore?: TokenStore
  /** Keys of apps that were connected by hand; without it there are none. */
  apiKeys?: ApiKeys
  /** How often a one-time code stands in a template's parameters; 2 by default. */
  codeCount?: CodeCount
  /** Host names and origins that files are fetched from, beside Gupshup's two. */
  mediaHosts?: readonly string[]
}

interface ClassicTokens {
  kind: 'classic'
  email: string
  secret: string
}

interface UniversalTokens extends Omit<UniversalAccount, 'prefix'> {
  kind: 'universal'
  /** Tells this installation from others that share the account. */
  installation: string
}

const NO_KEYS: ApiKeys = () => Promise.resolve(undefined)

/** WhatsApp through Gupshup's Partner API; a number that was connected by hand through its self-serve twins. */
export function createGupshup(config: GupshupConfig): Provider {
  const client = createClient(config)
  const ask = createAsk(client, tokensOf(client, config), config.apiKeys ?? NO_KEYS)
  const files = [config.partnerUrl, config.apiUrl, ...(config.mediaHosts ?? [])]
  const hosts = mediaHosts(files, config.timeoutMs ?? 10_000)
  return {
    ...onboarding(ask),
    ...state(ask),
    ...wallet(ask),
    ...profile(ask),
    ...subscriptions(ask),
    ...templates(ask),
    ...sending(ask, config.codeCount ?? 2),
    ...media(ask, client, hosts),
    close: async () => {
      await Promise.all([client.close(), hosts.close()])
    },
  }
}

function tokensOf(client: Client, { tokens, tokenStore = tokensInMemory() }: GupshupConfig): TokenSource {
  if (tokens.kind === 'classic') return classicTokens(client, tokenStore, tokens)
  const prefix = `score-${createHash('sha256').update(tokens.installation).digest('hex').slice(0, 8)}-`
  return universalTokens(client, tokenStore, { ...tokens, prefix })
}
