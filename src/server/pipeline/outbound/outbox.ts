import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { isRefused } from '../../database/again.ts'
import type { Database } from '../../database/doors.ts'
import { tellSenders } from '../../features/conversations/tell-senders.ts'
import { announceAll } from '../../live/announce.ts'
import { metrics } from '../../metrics.ts'
import { RANK } from '../../../rules/message-status.ts'
import { openGroup } from '../group.ts'
import { applyEarly } from '../inbound/early.ts'
import { announcementsOf } from '../seen.ts'
import { type MessageKey, markSending, type Outcome, type Outgoing, putBack, settle } from './outbox-store.ts'

/** What comes within this time shares a transaction. */
const MARK_AFTER_MS = 4
const SETTLE_AFTER_MS = 5

/** What all senders of this process write together: many channels share one transaction. */
export interface Outbox {
  /** Resolves when these stand as `sending` on disk; only then may they be handed over. By id, without those that may not. */
  mark(keys: readonly MessageKey[]): Promise<ReadonlyMap<string, Outgoing>>
  /** Written soon; kept and written later if the database is away. */
  settle(outcome: Outcome): void
  /** Waits until all that ended is written. */
  close(): Promise<void>
}

export function openOutbox(db: Database, processId: string, log: Logger): Outbox {
  const marks = openGroup({ windowMs: MARK_AFTER_MS, atMost: 1000 }, async (keys: MessageKey[]) => {
    try {
      const rows = await db.statement('outbound', (tx) => markSending(tx, processId, keys))
      return new Map(rows.map((row) => [row.id, row]))
    } catch (error) {
      // Perhaps they stand as marked: none of them has left, and none is marked again before that is put right.
      await persist('put back what was marked', () => db.statement('outbound', (tx) => putBack(tx, processId, keys)))
      throw error
    }
  })

  const outcomes = openGroup({ windowMs: SETTLE_AFTER_MS, atMost: 1000 }, (ended: Outcome[]) =>
    // What was accepted must not be forgotten.
    persist('write outcomes', () => writeAll(ended)),
  )

  /** What the database refuses holds back no other: it is found by halves, and written without what it says of itself. */
  async function writeAll(ended: Outcome[]): Promise<void> {
    try {
      await write(ended)
    } catch (err) {
      const [only, ...more] = ended
      if (!isRefused(err) || !only) throw err
      if (more.length === 0) {
        log.error({ err, message: only.id }, 'outbound: an outcome was refused, and is written without its id')
        const { externalId: _refused, ...bare } = only
        return write([bare])
      }
      const middle = Math.ceil(ended.length / 2)
      await writeAll(ended.slice(0, middle))
      await writeAll(ended.slice(middle))
    }
  }

  async function persist(what: string, act: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await act()
      } catch (err) {
        log.warn({ err }, `outbound: cannot ${what}`)
        await sleep(250)
      }
    }
  }

  const write = (ended: Outcome[]) =>
    db.asSystem('outbound', async (tx) => {
      const announce = announcementsOf(await settle(tx, ended))
      const recorded = ended.flatMap((o) => (o.externalId === undefined ? [] : [{ ...o, externalId: o.externalId }]))
      await applyEarly(tx, recorded, announce)
      await tellSenders(
        tx,
        ended.flatMap((o) => (o.tellSender ? [o.id] : [])),
      )
      await announceAll(tx, announce)
    })

  return {
    mark: (keys) => marks.add(keys),
    settle(outcome) {
      metrics.sends.inc({ outcome: nameOf(outcome) })
      void outcomes.add([outcome])
    },
    async close() {
      await marks.close()
      await outcomes.close()
    },
  }
}

const NAMES = new Map<number, string>([
  [RANK.accepted, 'accepted'],
  [RANK.failed, 'failed'],
  [RANK.uncertain, 'uncertain'],
])
const nameOf = ({ status }: Outcome) => NAMES.get(status) ?? 'put_back'
