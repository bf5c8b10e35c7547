import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { tellOfAlarm } from '../notifications/tell-of-alarm.ts'
import { type AlarmKind, applyFindings, type Finding } from './alarms.ts'
import {
  deadJobs,
  failingWebhooks,
  lowWallets,
  oldestEvent,
  readProcesses,
  silentChannels,
  statuslessChannels,
} from './checks.ts'
import { takeTurn } from './turn.ts'

const EVERY_MS = 60_000
const TURN_SECONDS = 50
const DROPS_COUNT_FOR_MS = 10 * 60_000

export interface Watch {
  /** One look, whatever the clock says. */
  look(): Promise<void>
  close(): Promise<void>
}

/** RE-5: looks after ourselves every minute, one process for all; what only this process knows it says itself. Not a
 *  job: it must speak when nobody works. */
export function openWatch(
  system: System,
  processId: string,
  exchanges: { lastDropAt(): number; dropped(): number },
): Watch {
  const { db, log, config } = system
  let deadBefore = new Set<string>()
  let looking: Promise<void> | null = null

  const checks: Partial<Record<AlarmKind, (tx: Tx) => Promise<Finding[]>>> = {
    oldest_event: oldestEvent,
    dead_worker: deadWorkers,
    silent_channel: (tx) => silentChannels(tx, config),
    no_statuses: statuslessChannels,
    webhook_failures: failingWebhooks,
    dead_jobs: deadJobs,
    wallet_low: (tx) => lowWallets(tx, config),
  }

  /** Dead ones are buried within seconds: whoever lies there at two looks shows that nobody does it. */
  async function deadWorkers(tx: Tx): Promise<Finding[]> {
    const { workers, dead } = await readProcesses(tx)
    const unburied = dead.filter((id) => deadBefore.has(id)).length
    deadBefore = new Set(dead)
    return workers === 0 || unburied > 0 ? [{ subject: '', data: { workers, dead: unburied } }] : []
  }

  async function judge(
    kind: AlarmKind,
    check: (tx: Tx) => Promise<Finding[]>,
    judges?: (subject: string) => boolean,
  ): Promise<void> {
    try {
      await db.asSystem('upkeep', async (tx) => {
        const news = await applyFindings(tx, kind, await check(tx), judges)
        for (const finding of news) await tellOfAlarm(system, tx, kind, finding)
        await announce(tx, 'operators', 'alarms', kind)
      })
    } catch (err) {
      log.warn({ err, kind }, 'watch: a look failed')
    }
  }

  async function ownDrops(): Promise<void> {
    const recent = exchanges.lastDropAt() > Date.now() - DROPS_COUNT_FOR_MS
    const finding = { subject: processId, data: { dropped: exchanges.dropped() } }
    const standing = await db.asSystem('upkeep', (tx) => tx.selectFrom('process').select('id').execute())
    const others = new Set(standing.map(({ id }) => id).filter((id) => id !== processId))
    await judge(
      'exchange_drops',
      async () => (recent ? [finding] : []),
      (subject) => !others.has(subject),
    )
  }

  async function lookAll(): Promise<void> {
    for (const [kind, check] of Object.entries(checks)) await judge(kind as AlarmKind, check)
    await ownDrops()
  }

  async function lookInTurn(): Promise<void> {
    if (await db.asSystem('upkeep', (tx) => takeTurn(tx, 'watch', TURN_SECONDS))) await lookAll()
    else await ownDrops()
  }

  const timer = setInterval(() => {
    looking ??= lookInTurn()
      .catch((err: unknown) => log.warn({ err }, 'watch'))
      .finally(() => (looking = null))
  }, EVERY_MS)
  timer.unref()

  return {
    look: lookAll,
    async close() {
      clearInterval(timer)
      await looking
    },
  }
}
