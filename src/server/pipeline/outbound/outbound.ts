import type { System } from '../../context.ts'
import { openStandingConnection } from '../../database/standing-connection.ts'
import { appOf } from '../../features/channels/app-of.ts'
import type { Process } from '../process.ts'
import { type ChannelSender, openChannelSender } from './channel-sender.ts'
import { acquireLease, listOrphanedChannels, markUncertain, OUTBOX_CHANNEL, releaseLease } from './outbox-store.ts'

const LOOK_EVERY_MS = 2000

export interface Outbound {
  /** ST-4: no new sends, answers in flight awaited, leases given up. */
  close(drainMs: number): Promise<void>
}

/** The outbound path: one sender per channel over the whole cluster, woken by the transaction that filled its outbox. */
export async function openOutbound(url: string, system: System, process: Process): Promise<Outbound> {
  const { db, log, provider, config } = system
  const senders = new Map<string, ChannelSender>()
  let closed = false
  let looking: Promise<void> | null = null
  const connection = await openStandingConnection(url, 'outbound', log, async (client) => {
    client.on('notification', ({ payload = '' }) => {
      const sender = senders.get(payload)
      if (sender) sender.wake()
      else look()
    })
    await client.query(`listen ${OUTBOX_CHANNEL}`)
  })

  function look(): void {
    looking ??= takeOrphans()
      .catch((err: unknown) => log.warn({ err }, 'outbound: looking for channels'))
      .finally(() => (looking = null))
  }

  async function takeOrphans(): Promise<void> {
    const orphans = await db.asSystem('outbound', listOrphanedChannels)
    for (const { companyId, channelId } of orphans) {
      if (closed || senders.has(channelId)) continue
      const app = await db.asSystem('outbound', async (tx) => {
        if (!(await acquireLease(tx, companyId, channelId, process.id))) return null
        const uncertain = await markUncertain(tx, channelId)
        if (uncertain > 0) log.warn({ channelId, uncertain }, 'outbound: the former sender died with these on the wire')
        return appOf(tx, companyId, channelId)
      })
      if (app)
        senders.set(
          channelId,
          openChannelSender({ companyId, channelId, app, rate: config.SENDS_PER_SECOND, db, provider, log }),
        )
    }
  }

  const timer = setInterval(look, LOOK_EVERY_MS)
  look()
  return {
    async close(drainMs) {
      closed = true
      clearInterval(timer)
      await looking
      await Promise.all([...senders.values()].map((s) => s.drain(drainMs)))
      await db.asSystem('outbound', async (tx) => {
        for (const channelId of senders.keys()) await releaseLease(tx, channelId, process.id)
      })
      await connection.close()
    },
  }
}
