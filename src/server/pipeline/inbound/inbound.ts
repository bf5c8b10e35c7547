import type { FastifyInstance } from 'fastify'
import type { Client } from 'pg'
import type { Logger } from 'pino'
import type { System } from '../../context.ts'
import { openStandingConnection } from '../../database/standing-connection.ts'
import type { WebhookItem } from '../../provider/events.ts'
import type { Process } from '../process.ts'
import { openBacklog } from './backlog.ts'
import { claimEvents, heldEvents, readAgain } from './claim.ts'
import { openDoor, type WebhookReader } from './door.ts'
import { settleOldStatuses } from './early.ts'
import { batchWork } from './handle-batch.ts'
import { type Incoming, openIntake, UNCLAIMED_CHANNEL } from './intake.ts'
import { openLanes, untilTrue } from './lanes.ts'

const LOOK_EVERY_MS = 2000
const SETTLE_EVERY_MS = 15_000

export interface Inbound {
  door: (app: FastifyInstance) => void
  close(): Promise<void>
}

/** The inbound path: door → group commit → lane's owner → batch. A process that is no worker has the door alone. */
export async function openInbound(
  url: string,
  system: System,
  process: Process,
  { reader, worker }: { reader: WebhookReader; worker: boolean },
): Promise<Inbound> {
  const handling = worker ? await openHandling(url, system, process, reader) : null
  const intake = openIntake({
    db: system.db,
    processId: process.id,
    owns: (lane) => handling?.owns(lane) ?? false,
    onCommitted: (fresh) => handling?.push(fresh),
    // Beside others each batch begins by looking anyway.
    onLeft: () => void (process.alone() && handling?.look()),
    onFailed: () => handling?.doubt(),
  })
  // What a crash left is taken up before anything new may come in.
  await handling?.start(() => intake.settled())
  return {
    door: (app) => openDoor(app, system.db, system.seal, intake, reader, system.config),
    async close() {
      await intake.close()
      await handling?.close()
    },
  }
}

/** The planner's figures of tables that grow from nothing: on a new installation it would read whole indexes until
 *  autovacuum comes by, which can be a minute. Said at 1,000, 10,000 and 100,000 events of this process. */
function openFigures(log: Logger) {
  let events = 0
  let due = 1000
  const figures = {
    client: undefined as Client | undefined,
    grown(by: number): void {
      events += by
      if (events < due || due > 100_000) return
      due *= 10
      figures.client
        ?.query('analyze ticket, interaction, contact, contact_address, contact_channel')
        .catch((err: unknown) => log.warn({ err }, 'inbound: analyze'))
    },
  }
  return figures
}

interface Handling {
  owns(lane: number): boolean
  push(events: Incoming[]): void
  look(): void
  doubt(): void
  /** @param settled resolves when what the door was committing has been pushed */
  start(settled: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

async function openHandling(
  url: string,
  { db, jobs, log }: System,
  process: Process,
  reader: WebhookReader,
): Promise<Handling> {
  const work = batchWork({ db, enqueue: jobs.enqueue, processId: process.id })
  const parse = (raw: string): WebhookItem[] => reader.parse(JSON.parse(raw), { text: raw })
  let settled: () => Promise<void> = () => Promise.resolve()

  const lanes = openLanes(db, process.id, async (given) => {
    await settled()
    await untilTrue(() => !backlog.holds(given))
  })
  const figures = openFigures(log)
  const handle: typeof work.handle = async (batch, park) => {
    const result = await work.handle(batch, park)
    figures.grown(batch.length)
    return result
  }
  const backlog = openBacklog({ ...work, handle, alone: () => process.alone(), claim, recall }, log)

  async function claim(atMost: number): Promise<{ events: Incoming[]; all: boolean }> {
    const stored = await db.statement('inbound', (tx) => claimEvents(tx, process.id, lanes.owned(), atMost))
    return { events: await read(stored), all: stored.length < atMost }
  }

  async function recall(known: ReadonlySet<number>): Promise<Incoming[]> {
    return read(await db.statement('inbound', (tx) => heldEvents(tx, process.id, known)))
  }

  async function read(stored: readonly Omit<Incoming, 'event'>[]): Promise<Incoming[]> {
    const events: Incoming[] = []
    for (const row of stored) {
      try {
        events.push(readAgain(parse, row))
      } catch (error) {
        await work.setAside({ ...row, event: { kind: 'unrecognised', what: 'unreadable' } }, error)
      }
    }
    return events
  }

  let closed = false
  let looking: Promise<void> | null = null
  async function look(): Promise<void> {
    if (closed) return
    looking ??= lookOnce()
      .catch((err: unknown) => log.warn({ err }, 'inbound: looking for lanes'))
      .finally(() => (looking = null))
    await looking
  }
  async function lookOnce(): Promise<void> {
    await process.buryDead()
    await lanes.share()
    backlog.look()
  }

  const connection = await openStandingConnection(url, 'inbound', log, async (client) => {
    figures.client = client
    client.on('notification', () => backlog.look())
    // A crash takes along what was committed without waiting for the disk: its raw rows are there again, and still ours.
    client.once('end', () => backlog.doubt())
    await client.query(`listen ${UNCLAIMED_CHANNEL}`)
    backlog.look()
  })
  const timers = [
    setInterval(() => void look(), LOOK_EVERY_MS),
    setInterval(
      () => void settleOldStatuses(db).catch((err: unknown) => log.warn({ err }, 'inbound: early statuses')),
      SETTLE_EVERY_MS,
    ),
  ]
  for (const timer of timers) timer.unref()
  process.onChange(() => void look())
  process.onLost(() => lanes.forget())

  return {
    owns: (lane) => lanes.owns(lane),
    push: (events) => backlog.push(events),
    look: () => backlog.look(),
    doubt: () => backlog.doubt(),
    async start(intakeSettled) {
      settled = intakeSettled
      await look()
    },
    async close() {
      closed = true
      for (const timer of timers) clearInterval(timer)
      await looking
      await backlog.close()
      await connection.close()
    },
  }
}
