import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, cpuOfPostgres } from '../cpu.ts'
import type { Line } from '../rig/arrange.ts'
import { startProgram } from '../rig/program.ts'
import type { Rig } from '../rig/rig.ts'
import type { RigServer } from '../rig/server.ts'
import { check, type Faults } from './check.ts'
import type { LoadOptions, LoadResult } from './generator.ts'

const GENERATOR = path.join(import.meta.dirname, 'generator.ts')
const DRAIN_MS = 60_000

/** What a run stands on; `used` counts what earlier runs took away. */
export interface Stage {
  rig: Rig
  server: RigServer
  line: Line
  contacts: number
  used: { runs: number; targets: number }
}

export interface RunFigures {
  rate: number
  answeredPerSecond: number
  ack: LoadResult['latency']
  statuses: LoadResult['statuses']
  unanswered: number
  /** Age of the oldest unprocessed event in seconds, once a second. */
  oldest: number[]
  /** Microseconds of CPU an event costs. */
  cpu: { server: number; postgres: number; generator: number }
  /** Cores that all of them kept busy. */
  cores: number
  walBytesPerEvent: number
  /** Events a batch, on average. */
  batch: number
  /** Seconds from the end of the load until nothing was left to handle; null: not within a minute. */
  drained: number | null
  faults: Faults
}

/** One run: warm-up at half rate, then the full rate; watched from outside, checked afterwards. */
export async function run(
  stage: Stage,
  wish: { rate: number; seconds: number; warmUpSeconds: number },
): Promise<RunFigures> {
  const { rig, server } = stage
  await rig.sql('checkpoint')
  const load = loadFor(stage, wish)
  const generator = await startProgram({
    name: 'generator',
    args: [GENERATOR, JSON.stringify(load)],
    ready: /^full rate$/m,
    withinMs: wish.warmUpSeconds * 1000 + 60_000,
  })
  const before = await look(stage)
  const oldest: number[] = []
  for (const end = before.at + wish.seconds * 1000 - 200; performance.now() < end; await sleep(1000))
    oldest.push(await ageOfOldest(rig))
  while (generator.isRunning() && !/^offered$/m.test(generator.output())) await sleep(10)
  const after = await look(stage)
  // Late answers are events too: only when all are in does an empty table mean that nothing is left.
  const code = await generator.ended
  if (code !== 0) throw new Error(`the generator ended with ${code}:\n${generator.output()}`)
  const result = JSON.parse(readFileSync(load.file, 'utf8')) as LoadResult
  const drained = await drain(rig, after.at)
  const seconds = (after.at - before.at) / 1000
  const perEvent = (used: number) => (used / Math.max(1, result.answered)) * 1e6
  const cpu = {
    server: perEvent(after.server - before.server),
    postgres: perEvent(after.postgres - before.postgres),
    generator: perEvent(result.cpu),
  }
  if (!server.isRunning()) throw new Error(`the server ended:\n${server.output()}`)
  return {
    rate: wish.rate,
    answeredPerSecond: result.answered / seconds,
    ack: result.latency,
    statuses: result.statuses,
    unanswered: result.unanswered,
    oldest,
    cpu,
    cores: ((cpu.server + cpu.postgres + cpu.generator) * result.answered) / 1e6 / seconds,
    walBytesPerEvent: (after.wal - before.wal) / Math.max(1, result.answered),
    batch: (after.handled - before.handled) / Math.max(1, after.batches - before.batches),
    drained,
    faults: await check(rig, stage.line, load, result),
  }
}

function loadFor(
  { rig, server, line, contacts, used }: Stage,
  wish: { rate: number; seconds: number; warmUpSeconds: number },
): LoadOptions {
  const events = wish.rate * (wish.seconds + wish.warmUpSeconds / 2)
  // A quarter of the events are first statuses; room for those whose later ones are not due when the run ends.
  const spacing = Math.ceil(wish.rate * 0.4)
  const targets = Math.ceil(events * 0.25 + spacing * 2.5) + 100
  const number = ++used.runs
  const firstTarget = used.targets
  used.targets += targets
  return {
    url: `${server.url}/hooks/gupshup/${line.hookKey}`,
    headers: { 'x-score-secret': line.hookSecret },
    appId: line.appId,
    connections: wish.rate > 4000 ? 512 : 256,
    ...wish,
    firstTarget,
    targets,
    contacts,
    newFrom: contacts * number,
    run: `r${number}`,
    seed: number,
    spacing,
    file: path.join(rig.folder, `run-${number}.json`),
  }
}

async function look({ rig, server }: Stage) {
  // One row of the archive is one batch of one channel.
  const [seen] = await rig.sql<{ wal: number; batches: number; handled: number }>(
    `select (pg_current_wal_lsn() - '0/0')::float8 as wal, count(*)::int as batches, coalesce(sum(events), 0)::int as handled from event_batch`,
  )
  return {
    server: cpuOf(server.pid),
    postgres: cpuOfPostgres(rig.pid()),
    ...seen!,
    at: performance.now(),
  }
}

/** By the first row of the primary key, which follows the order of arrival: cheap at any size. */
async function ageOfOldest({ sql }: Rig): Promise<number> {
  const [row] = await sql<{ age: number }>(
    'select extract(epoch from clock_timestamp() - received_at)::float8 as age from raw_event order by seq limit 1',
  )
  return row?.age ?? 0
}

async function drain(rig: Rig, begun: number): Promise<number | null> {
  for (; performance.now() - begun < DRAIN_MS; await sleep(50)) {
    const left = await rig.sql('select 1 from raw_event limit 1')
    if (left.length === 0) return (performance.now() - begun) / 1000
  }
  return null
}
