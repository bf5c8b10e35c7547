import type { System } from '../../context.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault } from '../../provider/port.ts'
import { updateConnection } from './connection-store.ts'

/** Job `channel.wallets`: what each live number has left to send with, as its app's wallet says (RE-5). */
export const readWallets =
  ({ db, provider, log }: System) =>
  async (): Promise<void> => {
    const apps = await db.asSystem('channel-health', (tx) =>
      tx
        .selectFrom('channel_connection as n')
        .innerJoin('channel as c', (j) =>
          j.onRef('c.company_id', '=', 'n.company_id').onRef('c.id', '=', 'n.channel_id'),
        )
        .select(['n.company_id as companyId', 'n.channel_id as channelId', 'n.app_id as appId'])
        .where('n.app_id', 'is not', null)
        .where('c.identifier', 'is not', null)
        .where('c.deleted_at', 'is', null)
        .execute(),
    )
    for (const { companyId, channelId, appId } of apps) {
      try {
        const { balance, currency } = await about({ companyId, channelId }, () => provider.wallet(appId!))
        await db.asSystem('channel-health', (tx) =>
          updateConnection(tx, companyId, channelId, {
            wallet_balance: balance,
            wallet_currency: currency,
            wallet_at: new Date(),
          }),
        )
      } catch (error) {
        if (!(error instanceof ProviderFault)) throw error
        log.warn({ channelId, reason: error.message }, 'the wallet of a number cannot be read')
      }
    }
  }
