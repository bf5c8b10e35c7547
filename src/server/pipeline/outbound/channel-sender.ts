import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { RANK } from '../../../rules/message-status.ts'
import type { Database } from '../../database/doors.ts'
import { type Provider, type ProviderApp, ProviderFault } from '../../provider/port.ts'
import { type Cause, causeOfFault } from '../../../rules/interruption.ts'
import { wasHeld } from '../../../rules/held-message.ts'
import { attempt, type Objection, objection, verdictOf } from './attempt.ts'
import { type Carrier, openCarriage, unsent } from './carriage.ts'
import { ContactOrder } from './contact-order.ts'
import type { Outbox } from './outbox.ts'
import {
  bringForward,
  nextDue,
  type Outcome,
  type Outgoing,
  postpone,
  readAhead,
  type Waiting,
} from './outbox-store.ts'
import { Pace, PairBuckets } from './pacing.ts'

const IDLE_LOOK_MS = 2000
const LEAD_AT_MOST_MS = 50
const NO_TOKEN_MS = 2000
/** Should this process die meanwhile, the next one brings the file after so long. */
const FILE_LOOK_MS = 5000

export interface ChannelSender {
  wake(): void
  /** No new sends; waits for answers, `ms` at most. What has no answer then is `uncertain`. */
  drain(ms: number): Promise<void>
  /** Another process sends for this channel now: no new sends, and what is on the wire is not waited for. */
  abandon(): void
}

interface Sending {
  companyId: string
  channelId: string
  app: ProviderApp
  /** Messages a second. */
  rate: number
  /** Requests without an answer yet, at most. */
  inFlight: number
  /** How long an interruption may hold a message (CH-13). */
  heldHours: number
  /** What the former holder has sent of late. */
  recent: readonly { contactId: string; sent: number }[]
  db: Database
  outbox: Outbox
  provider: Provider
  /** Brings this channel's files to the provider. */
  carrier: Pick<Carrier, 'bring' | 'forget'>
  log: Logger
  /** Says that the whole number cannot send: an interruption opens (CH-13). Never throws. */
  report(cause: Cause, detail: string | undefined): void
}

/** Sends for one channel, whose lease this process holds: agents before bulk, never above the rate. It reads ahead, marks
 *  as many as are about to get their turn, and hands each over when it has it. */
export function openChannelSender(s: Sending): ChannelSender {
  const pace = new Pace(s.rate, performance.now())
  const pairs = new PairBuckets()
  for (const { contactId, sent } of s.recent) pairs.seed(contactId, sent, performance.now())
  const carriage = openCarriage({ ...s.carrier, release: (ids) => void release(ids) })
  const order = new ContactOrder()
  const flights = new Map<string, Promise<void>>()
  let ahead: Waiting[] = []
  /** How long marking takes, so that it is done when the turn comes. */
  let lead = 5
  let draining = false
  let knocked = false
  /** What was read ahead lacks one that others wait for. */
  let outdated = false
  let woken: () => void = () => undefined
  const loop = run()

  async function run(): Promise<void> {
    while (!draining) {
      try {
        await step()
      } catch (err) {
        s.log.warn({ err, channelId: s.channelId }, 'outbound: cannot read or mark')
        ahead = []
        await pause(250)
      }
    }
  }

  async function step(): Promise<void> {
    if (ahead.length === 0 || knocked) {
      knocked = false
      outdated = false
      ahead = await s.db.statement('outbound', (tx) =>
        readAhead(tx, s.companyId, s.channelId, readAheadOf(s.rate), order.followed()),
      )
      if (ahead.length === 0) return rest()
    }
    const room = Math.min(pace.within(lead, performance.now()), s.inFlight - flights.size)
    if (room < 1) return pause(flights.size >= s.inFlight ? 20 : Math.max(1, Math.min(turn() - lead, IDLE_LOOK_MS)))
    if (!(await isPrepared())) return
    if (outdated) {
      outdated = false
      ahead = []
      return
    }
    const next = await choose(room)
    if (next.length > 0) await handOver(next)
  }

  /** What is marked leaves at once: nothing is marked while a token has to be fetched, or cannot be had. */
  async function isPrepared(): Promise<boolean> {
    try {
      await s.provider.prepare(s.app)
      return true
    } catch (err) {
      s.log.warn({ err, channelId: s.channelId }, 'outbound: the provider gives no token')
      const ms = err instanceof ProviderFault ? err.retryAfterMs : undefined
      const cause = err instanceof ProviderFault ? causeOfFault(err.code) : null
      if (cause !== null) s.report(cause, (err as Error).message)
      pace.hold(performance.now() + (ms ?? NO_TOKEN_MS))
      return false
    }
  }

  async function release(ids: readonly string[]): Promise<void> {
    if (draining || ids.length === 0) return
    try {
      await s.db.statement('outbound', (tx) => bringForward(tx, s.companyId, ids))
    } catch (err) {
      s.log.warn({ err, channelId: s.channelId }, 'outbound: cannot bring forward; they come by themselves')
    }
    wake()
  }

  /** The next ones whose file is there and whose contact may have one more; the others wait without being asked again each
   *  time. */
  async function choose(room: number): Promise<Waiting[]> {
    const next: Waiting[] = []
    const late: { id: string; until: Date }[] = []
    while (next.length < room && ahead.length > 0) {
      const m = ahead.shift()!
      const place = carriage.holds(m) ? FILE_LOOK_MS : order.judge(m, Date.now())
      if (place === 'behind') continue
      const wait = place === 'now' ? pairs.take(m.contactId, m.bulk, performance.now()) : place
      if (wait > 0) {
        late.push({ id: m.id, until: new Date(Date.now() + wait) })
      } else {
        order.take(m)
        next.push(m)
      }
    }
    if (late.length > 0)
      await orLetGo(
        next,
        s.db.statement('outbound', (tx) => postpone(tx, s.companyId, late)),
      )
    return next
  }

  async function handOver(next: readonly Waiting[]): Promise<void> {
    const begun = performance.now()
    const keys = next.map(({ id }) => ({ companyId: s.companyId, channelId: s.channelId, id }))
    const marked = await orLetGo(next, s.outbox.mark(keys))
    lead = Math.min(LEAD_AT_MOST_MS, lead * 0.8 + (performance.now() - begun) * 0.2)
    for (const w of next) {
      const m = marked.get(w.id)
      const no = m && objection(m, new Date(), s.heldHours)
      if (m && !no) {
        await send(m, w)
        continue
      }
      if (m && no) s.outbox.settle(turnedAway(m, no))
      ended(w)
    }
  }

  /** None of these leaves if that fails. */
  const orLetGo = <T>(next: readonly Waiting[], work: Promise<T>): Promise<T> =>
    work.catch((err: unknown) => {
      for (const w of next) ended(w)
      throw err
    })

  function ended(w: Waiting, outcome?: Outcome): void {
    const back = outcome?.status === RANK.waiting ? (outcome.notBefore?.getTime() ?? Date.now()) : undefined
    if (!order.end(w, back)) return
    outdated = true
    // Not only who sleeps: who is about to, too.
    wake()
  }

  async function send(m: Outgoing, w: Waiting): Promise<void> {
    for (let wait = turn(); wait > 0 && wait < LEAD_AT_MOST_MS * 2 && !draining; wait = turn()) await sleep(wait)
    // It has not left, and it will not soon: a stop, or a pause that the provider asked for meanwhile.
    if (draining || turn() > 0) return finish(w, { ...keyOf(m), status: RANK.waiting, untried: true })
    const file = carriage.stateOf(m)
    if (m.file && !file) return finish(w, { ...keyOf(m), status: RANK.waiting, untried: true })
    if (file?.fault) {
      const { outcome, cause } = verdictOf(m, unsent(file.fault))
      if (cause !== undefined) s.report(cause, outcome.reason)
      return finish(w, outcome)
    }
    const left = pace.take(performance.now())
    const flight = attempt(s.provider, s.app, m, () => left(performance.now()), file?.mediaId).then(
      async ({ outcome, holdMs, cause }) => {
        if (cause !== undefined) s.report(cause, outcome.reason)
        // One that never left counts too.
        left(performance.now())
        if (holdMs !== undefined) pace.hold(performance.now() + holdMs)
        const amended = m.file ? await carriage.amend(m, outcome) : outcome
        if (flights.delete(m.id)) finish(w, amended)
      },
    )
    flights.set(m.id, flight)
  }

  function finish(w: Waiting, outcome: Outcome): void {
    s.outbox.settle(outcome)
    ended(w, outcome)
  }

  const turn = () => pace.wait(performance.now())

  /** Until somebody knocks, a message that was put back is due, or it is time to look by oneself. */
  async function rest(): Promise<void> {
    const due = await s.db.statement('outbound', (tx) => nextDue(tx, s.companyId, s.channelId))
    await pause(due === null ? IDLE_LOOK_MS : Math.min(IDLE_LOOK_MS, Math.max(20, due.getTime() - Date.now())))
  }

  async function pause(ms: number): Promise<void> {
    if (knocked || draining) return
    await new Promise<void>((done) => {
      const timer = setTimeout(done, ms)
      woken = () => {
        clearTimeout(timer)
        done()
      }
    })
  }

  function wake(): void {
    knocked = true
    woken()
  }

  function stop(): void {
    draining = true
    woken()
  }

  return {
    wake,
    async drain(ms) {
      stop()
      await loop
      await Promise.race([Promise.all(flights.values()), sleep(ms, undefined, { ref: false })])
      for (const id of flights.keys()) {
        const key = { companyId: s.companyId, channelId: s.channelId, id }
        s.outbox.settle({ ...key, status: RANK.uncertain, reason: 'stopped before an answer came' })
      }
      flights.clear()
    },
    abandon: stop,
  }
}

/** CH-13: what an interruption held and does not hold any more is cancelled, as it has never left, and its sender told. */
const turnedAway = (m: Outgoing, no: Objection): Outcome =>
  wasHeld(m)
    ? { ...keyOf(m), status: RANK.cancelled, ...no, tellSender: true }
    : { ...keyOf(m), status: RANK.failed, ...no }

const readAheadOf = (rate: number) => Math.min(256, Math.max(20, Math.ceil(rate / 4)))

const keyOf = ({ companyId, channelId, id }: Outgoing) => ({ companyId, channelId, id })
