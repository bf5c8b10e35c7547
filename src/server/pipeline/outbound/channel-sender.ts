import type { Logger } from 'pino'
import { setTimeout as sleep } from 'node:timers/promises'
import { RANK } from '../../../rules/message-status.ts'
import type { Database } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { metrics } from '../../metrics.ts'
import type { Provider, ProviderApp } from '../../provider/port.ts'
import { attempt, objection } from './attempt.ts'
import { claim, nextDue, type Outcome, type Outgoing, settle } from './outbox-store.ts'
import { Bucket, PairBuckets } from './pacing.ts'

const IN_FLIGHT_AT_MOST = 256
const SETTLE_AFTER_MS = 5
const IDLE_LOOK_MS = 2000

export interface ChannelSender {
  wake(): void
  /** No new sends; waits for answers, `ms` at most. What has no answer then is `uncertain`. */
  drain(ms: number): Promise<void>
}

interface Sending {
  companyId: string
  channelId: string
  app: ProviderApp
  rate: number
  db: Database
  provider: Provider
  log: Logger
}

/** Sends for one channel, whose lease this process holds: agents before bulk, never above the rate. */
export function openChannelSender(s: Sending): ChannelSender {
  const bucket = new Bucket(s.rate, Date.now())
  const pairs = new PairBuckets()
  const inFlight = new Map<string, Promise<void>>()
  const outcomes: Outcome[] = []
  let settling: Promise<void> | null = null
  let draining = false
  let woken: () => void = () => undefined
  let knocked = false
  const loop = run()

  async function run(): Promise<void> {
    while (!draining) {
      const room = Math.min(bucket.available(Date.now()), IN_FLIGHT_AT_MOST - inFlight.size)
      if (room < 1) {
        await sleep(bucket.wait())
        continue
      }
      const batch = await claimed(room)
      bucket.take(batch.length)
      for (const m of batch) start(m)
      if (batch.length === 0 && !draining) await rest()
    }
  }

  async function claimed(room: number): Promise<Outgoing[]> {
    knocked = false
    try {
      return await s.db.asSystem('outbound', (tx) => claim(tx, s.companyId, s.channelId, room))
    } catch (err) {
      s.log.warn({ err, channelId: s.channelId }, 'outbound: cannot read the outbox')
      return []
    }
  }

  /** Until somebody knocks, a message that was put back is due, or it is time to look by oneself. */
  async function rest(): Promise<void> {
    const due = await s.db.asSystem('outbound', (tx) => nextDue(tx, s.channelId)).catch(() => null)
    if (knocked || draining) return
    const wait = due === null ? IDLE_LOOK_MS : Math.min(IDLE_LOOK_MS, Math.max(20, due.getTime() - Date.now()))
    await new Promise<void>((done) => {
      const timer = setTimeout(done, wait)
      woken = () => {
        clearTimeout(timer)
        done()
      }
    })
  }

  function start(m: Outgoing): void {
    const no = objection(m, new Date())
    if (no) return finish({ id: m.id, status: RANK.failed, ...no })
    const wait = pairs.take(m.contactId, Date.now())
    if (wait > 0) return finish({ id: m.id, status: RANK.waiting, notBefore: new Date(Date.now() + wait) })
    const flight = attempt(s.provider, s.app, m).then((outcome) => {
      if (!inFlight.delete(m.id)) return
      finish(outcome)
    })
    inFlight.set(m.id, flight)
  }

  function finish(outcome: Outcome): void {
    metrics.sends.inc({ outcome: outcomeName(outcome) })
    outcomes.push(outcome)
    settling ??= settleSoon()
  }

  async function settleSoon(): Promise<void> {
    await sleep(SETTLE_AFTER_MS)
    while (outcomes.length > 0) {
      const group = outcomes.splice(0)
      try {
        await s.db.asSystem('outbound', async (tx) => {
          const places = await settle(tx, s.companyId, group)
          const texts = new Set(places.map((p) => announcementText(s.companyId, 'messages', p.place)))
          for (const p of places) if (p.isSend) texts.add(announcementText(s.companyId, 'sends', p.place))
          await announceAll(tx, texts)
        })
      } catch (err) {
        // What was accepted must not be forgotten: kept and written when the database is back.
        s.log.warn({ err, channelId: s.channelId }, 'outbound: cannot write outcomes')
        outcomes.unshift(...group)
        await sleep(250)
      }
    }
    settling = null
  }

  return {
    wake() {
      knocked = true
      woken()
    },
    async drain(ms) {
      draining = true
      woken()
      await loop
      await Promise.race([Promise.all(inFlight.values()), sleep(ms, undefined, { ref: false })])
      for (const id of inFlight.keys()) finish({ id, status: RANK.uncertain, reason: 'stopped before an answer came' })
      inFlight.clear()
      await settling
    },
  }
}

const outcomeName = ({ status }: Outcome) =>
  status === RANK.accepted
    ? 'accepted'
    : status === RANK.failed
      ? 'failed'
      : status === RANK.uncertain
        ? 'uncertain'
        : 'put_back'
