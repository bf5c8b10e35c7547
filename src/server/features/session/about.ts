import type * as z from 'zod'
import type { About } from '../../../contract/session.ts'
import type { Config } from '../../config.ts'

/** Names and mode of this installation; asked before anyone is signed in. */
export function about({ config }: { config: Config }): z.infer<typeof About> {
  const [from, to] = config.APPROVAL_ESTIMATE_DAYS.split('-').map(Number) as [number, number]
  const { hostname } = new URL(config.PUBLIC_URL)
  return {
    platformName: config.PLATFORM_NAME,
    providerName: config.PROVIDER_NAME,
    sandbox: config.sandbox,
    phonePageUrl: config.sandbox ? `http://${hostname}:${config.SIMULATOR_PORT}/phone` : null,
    controlPageUrl: config.sandbox ? `http://${hostname}:${config.SIMULATOR_PORT}/control` : null,
    estimateDays: { from, to },
  }
}
