import type { System } from '../../context.ts'
import { openStandingConnection } from '../../database/standing-connection.ts'
import { giveOut } from './give-out.ts'
import { sweepDistribution } from './sweep.ts'
import { DISTRIBUTION_CHANNEL } from './wake.ts'

export interface Distribution {
  /** Gives out what it is giving out, and no more. */
  close(): Promise<void>
}

/** Gives out tickets as soon as somebody says that there are some, or that somebody has a hand free. Every worker hears it; the
 *  first to lock the queue does it, the others find that it is done. */
export async function openDistribution(url: string, system: System): Promise<Distribution> {
  const { log } = system
  const woken = new Set<string>()
  let missed = false
  let working: Promise<void> | null = null
  let closed = false

  const connection = await openStandingConnection(url, 'distribution', log, async (client) => {
    client.on('notification', ({ payload = '' }) => {
      for (const line of payload.split('\n')) woken.add(line)
      work()
    })
    await client.query(`listen ${DISTRIBUTION_CHANNEL}`)
    // What was said while nobody listened.
    missed = true
    work()
  })

  function work(): void {
    if (closed) return
    working ??= workOff()
      .catch((err: unknown) => log.warn({ err }, 'distribution: left to the next sweep'))
      .finally(() => {
        working = null
        if (woken.size > 0 || missed) work()
      })
  }

  async function workOff(): Promise<void> {
    if (missed) {
      missed = false
      await sweepDistribution(system)()
    }
    for (const line of woken) {
      if (closed) return
      woken.delete(line)
      const [companyId = '', queueId = ''] = line.split(' ')
      await giveOut(system, { companyId, queueId })
    }
  }

  return {
    async close() {
      closed = true
      await connection.close()
      await working
    },
  }
}
