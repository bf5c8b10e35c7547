import type { Config } from './config.ts'

/** How this installation proves to Gupshup who it is; `readConfig` saw to it that what is needed is there. */
export function providerAccount(config: Config) {
  const { GUPSHUP_PARTNER_EMAIL: email, GUPSHUP_PARTNER_SECRET: secret, GUPSHUP_PARTNER_ID: partnerId } = config
  if (config.GUPSHUP_TOKENS === 'classic') return { kind: 'classic', email, secret: secret ?? '' } as const
  const token = config.GUPSHUP_UNIVERSAL_TOKEN
  return {
    kind: 'universal',
    installation: config.PUBLIC_URL,
    appTokenHeader: config.GUPSHUP_APP_TOKEN_HEADER,
    ...(token !== undefined && { token }),
    ...(partnerId !== undefined && secret !== undefined && { credentials: { partnerId, email, secret } }),
  } as const
}
