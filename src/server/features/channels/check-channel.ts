import { type Conclusion, concludeHealth, concludeState, concludeWallet } from '../../../rules/interruption.ts'
import { limitWord } from '../../../rules/interruption.ts'
import type { System } from '../../context.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault } from '../../provider/port.ts'
import { conclude } from './conclude.ts'
import { type Checked, findChecked, listDueChecks, updateConnection } from './connection-store.ts'
import { listExpired } from './interruption-store.ts'

type Place = JobPayload<'channel.check'>

const RATED_EVERY_MS = 24 * 3_600_000
/** As many as are enqueued at once; the oldest first, so that each has its turn. */
const AT_MOST = 500
const SPREAD_SECONDS = 240

/** Job `channel.check` (CH-13): what the provider says of a live number when it is asked, each question for itself: where
 *  one finds no answer the others still count. */
export const checkChannel = (system: System) => async (place: Place) => {
  const { db, jobs } = system
  const app = await db.asSystem('channel-health', (tx) => findChecked(tx, place))
  if (app === undefined) return
  const faults: ProviderFault[] = []
  const drawn: Conclusion[] = []
  for (const question of questionsOf(system, app)) {
    try {
      drawn.push(...(await about(place, question)))
    } catch (error) {
      if (!(error instanceof ProviderFault)) throw error
      faults.push(error)
    }
  }
  drawn.push(...concludeFaults(faults, drawn.length > 0))
  await db.asSystem('channel-health', async (tx) => {
    const expired = await listExpired(tx, place)
    const over = drawn.some((d) => d.do === 'open' && expired.includes(d.cause)) ? [] : expired
    await conclude(tx, jobs.enqueue, place, [{ do: 'close', causes: over }, ...drawn], { kind: 'check' })
    await updateConnection(tx, place.companyId, place.channelId, {
      checked_at: new Date(),
      check_error: faults[0]?.message ?? null,
      ...(isRatedNow(app) && { rated_at: new Date() }),
    })
  })
}

function questionsOf({ provider, db }: System, app: Checked): (() => Promise<Conclusion[]>)[] {
  const { appId, companyId, channelId } = app
  return [
    async () => concludeState(await provider.wabaInfo(appId)),
    async () => concludeHealth(await provider.isHealthy(appId)),
    async () => {
      const { balance, currency, floor } = await provider.wallet(appId)
      const change = { wallet_balance: balance, wallet_currency: currency, wallet_at: new Date() }
      await db.asSystem('channel-health', (tx) => updateConnection(tx, companyId, channelId, change))
      return concludeWallet({ balance, floor })
    },
    ...(isRatedNow(app) ? [async () => concludeRating(await provider.rating(appId))] : []),
  ]
}

/** One call per app in 24 hours, as the provider asks. */
const isRatedNow = ({ ratedAt }: Checked) => ratedAt === null || Date.now() - ratedAt.getTime() > RATED_EVERY_MS

function concludeRating({ quality, limit }: { quality?: string; limit?: string }): Conclusion[] {
  const value = limitWord(limit)
  return [
    ...(quality && quality !== 'UNKNOWN' ? [{ do: 'quality', value: quality } as const] : []),
    ...(value === null ? [] : [{ do: 'limit', value } as const]),
  ]
}

/** Credentials that were turned down stop the number; any good answer says that they hold. A number that is not there any
 *  more is disconnected. */
function concludeFaults(faults: readonly ProviderFault[], answered: boolean): Conclusion[] {
  const refused = faults.find(({ code }) => code === 'credentials')
  const gone = faults.find(({ code }) => code === 'not_live')
  return [
    ...(gone ? [{ do: 'open', cause: 'disconnected', detail: gone.message } as const] : []),
    ...(refused && !answered ? [{ do: 'open', cause: 'credentials_refused', detail: refused.message } as const] : []),
    ...(answered ? [{ do: 'close', causes: ['credentials_refused'] } as const] : []),
  ]
}

/** Job `channel.check-all`: numbers that were not looked at for half an hour, five minutes where something is wrong;
 *  spread over the time until the next run, so that the provider is never asked for all at once. */
export const checkAllChannels =
  ({ db, jobs }: System) =>
  async (): Promise<void> => {
    await db.asSystem('channel-health', async (tx) => {
      for (const { companyId, channelId } of await listDueChecks(tx, AT_MOST)) {
        const afterSeconds = Math.floor(Math.random() * SPREAD_SECONDS)
        await jobs.enqueue(tx, 'channel.check', { companyId, channelId }, { key: channelId, afterSeconds })
      }
    })
  }
