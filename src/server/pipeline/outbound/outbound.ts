import type { System } from '../../context.ts'
import { openStandingConnection } from '../../database/standing-connection.ts'
import type { Cause } from '../../../rules/interruption.ts'
import { appOf } from '../../features/channels/app-of.ts'
import { conclude } from '../../features/channels/conclude.ts'
import { bringToProvider, forgetProvided } from '../../features/files/bring-to-provider.ts'
import { announceAll } from '../../live/announce.ts'
import type { Process } from '../process.ts'
import { announcementsOf } from '../seen.ts'
import { type ChannelSender, openChannelSender } from './channel-sender.ts'
import { openOutbox } from './outbox.ts'
import * as store from './outbox-store.ts'

const LOOK_EVERY_MS = 2000
const REPORT_EVERY_MS = 2000

export interface Outbound {
  /** ST-4: no new sends, answers in flight awaited, leases given up. */
  close(drainMs: number): Promise<void>
}

/** The outbound path: one sender per channel over the whole cluster, woken by the transaction that filled its outbox. */
export async function openOutbound(url: string, system: System, process: Process): Promise<Outbound> {
  const { db, log, provider, config } = system
  const outbox = openOutbox(db, process.id, log)
  const senders = new Map<string, ChannelSender>()
  let closed = false
  let looking: Promise<void> | null = null
  const connection = await openStandingConnection(url, 'outbound', log, async (client) => {
    client.on('notification', ({ payload = '' }) => {
      const sender = senders.get(payload)
      if (sender) sender.wake()
      else look()
    })
    await client.query(`listen ${store.OUTBOX_CHANNEL}`)
  })

  function look(): void {
    if (closed) return
    looking ??= lookOnce()
      .catch((err: unknown) => log.warn({ err }, 'outbound: looking for channels'))
      .finally(() => (looking = null))
  }

  async function lookOnce(): Promise<void> {
    const held = new Set(await db.statement('outbound', (tx) => store.listLeases(tx, process.id)))
    for (const [channelId, sender] of senders) {
      if (held.has(channelId)) continue
      log.warn({ channelId }, 'outbound: another process sends for this channel now')
      sender.abandon()
      senders.delete(channelId)
    }
    for (const channelId of held) {
      if (senders.has(channelId)) continue
      // Taken over by a transaction whose answer was lost.
      await db.asSystem('outbound', (tx) => store.releaseLease(tx, channelId, process.id))
    }
    for (const { companyId, channelId } of await db.statement('outbound', store.listOrphanedChannels)) {
      if (!closed && !senders.has(channelId)) await takeOver(companyId, channelId)
    }
  }

  async function takeOver(companyId: string, channelId: string): Promise<void> {
    const taken = await db.asSystem('outbound', async (tx) => {
      if (!(await store.acquireLease(tx, companyId, channelId, process.id))) return null
      const uncertain = await store.markUncertain(tx, channelId)
      if (uncertain.length > 0) {
        log.warn({ channelId, uncertain: uncertain.length }, 'outbound: the former sender died with these on the wire')
        await announceAll(tx, announcementsOf(uncertain))
      }
      return { app: await appOf(tx, companyId, channelId), recent: await store.recentSends(tx, companyId, channelId) }
    })
    if (taken === null) return
    const destination = { companyId, channelId, app: taken.app }
    const carrier = {
      bring: (fileId: string) => bringToProvider(system, destination, fileId),
      forget: (fileId: string) => forgetProvided(system, destination, fileId),
    }
    const { SENDS_PER_SECOND: rate, SENDS_IN_FLIGHT: inFlight, HELD_HOURS: heldHours } = config
    senders.set(
      channelId,
      openChannelSender({
        companyId,
        channelId,
        ...taken,
        rate,
        inFlight,
        heldHours,
        db,
        outbox,
        provider,
        carrier,
        log,
        report: reporter(companyId, channelId),
      }),
    )
  }

  /** One that was said a moment ago is not said again: a burst of sends meets the same fault. */
  function reporter(companyId: string, channelId: string) {
    let quietUntil = 0
    return (cause: Cause, detail: string | undefined): void => {
      if (Date.now() < quietUntil) return
      quietUntil = Date.now() + REPORT_EVERY_MS
      const drawn = [{ do: 'open', cause, ...(detail && { detail }) }] as const
      db.asSystem('outbound', (tx) =>
        conclude(tx, system.jobs.enqueue, { companyId, channelId }, drawn, { kind: 'send' }),
      ).catch((err: unknown) => {
        quietUntil = 0
        log.warn({ err, channelId }, 'outbound: cannot say that the number is interrupted')
      })
    }
  }

  const timer = setInterval(look, LOOK_EVERY_MS)
  process.onChange(look)
  look()
  return {
    async close(drainMs) {
      closed = true
      clearInterval(timer)
      await looking
      await Promise.all([...senders.values()].map((s) => s.drain(drainMs)))
      await outbox.close()
      await db.asSystem('outbound', async (tx) => {
        for (const channelId of senders.keys()) await store.releaseLease(tx, channelId, process.id)
      })
      await connection.close()
    },
  }
}
