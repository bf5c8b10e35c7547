import { door } from '../door/door.ts'
import { figure, round } from '../figures.ts'
import { openProfile } from '../profile.ts'
import { say } from '../say.ts'
import { openRig } from '../rig/rig.ts'
import { type RunFigures, run, type Stage } from './run.ts'
import { ACK_P50_MS, ACK_P99_MS, OLDEST_AT_MOST_S, search, shortcomings } from './search.ts'
import { openStage } from './stage.ts'

const FLOOR = 3300
const GOAL = 10_000
const GUESS = 8000
const STEPS_DOWN = 4

export interface IngestOptions {
  scale: number
  /** This rate only, instead of the search. */
  rate: number | undefined
  runs: number
  only: string | undefined
  /** Says where the server spent its time. */
  profile: boolean
}

/** The inbound path: the rate it holds, and what its door costs. */
export async function ingest(options: IngestOptions) {
  const wanted = (part: string) => options.only === undefined || options.only === part
  return {
    ...(wanted('rate') && { rate: await heldRate(options) }),
    ...(wanted('door') && { door: await door(options) }),
  }
}

/** The highest offered rate that is held, by probes and then by whole runs. */
async function heldRate(options: IngestOptions) {
  const { scale } = options
  const profile = options.profile ? openProfile() : undefined
  const whole = { seconds: Math.max(3, Math.round(60 * scale)), warmUpSeconds: Math.max(1, Math.round(5 * scale)) }
  const rig = await openRig()
  try {
    const stage = await openStage(
      rig,
      Math.max(scale, 0.01) * Math.max(1, (options.runs * (options.rate ?? GOAL)) / GOAL),
      {
        ...(profile && { nodeFlags: profile.flags }),
      },
    )
    say('', ' offered answered  ack p50     p99  oldest  server    pg   gen  cores   WAL  batch  verdict')
    // Where no probe was held, whole runs at the floor say why.
    const found = options.rate ?? (await probes(stage, scale))
    const searched = options.rate === undefined && found > 0
    for (let rate = found || FLOOR, down = 0; ; rate = Math.round((rate * 0.93) / 50) * 50, down++) {
      const runs = await runsAt(stage, rate, whole, options.runs, searched && down < STEPS_DOWN)
      if (!runs) continue
      await stage.server.stop()
      for (const line of profile?.top() ?? []) say('profile', line)
      return report(runs)
    }
  } finally {
    await rig.close()
  }
}

function probes(stage: Stage, scale: number): Promise<number> {
  const short = { seconds: Math.max(3, Math.round(12 * Math.min(1, scale * 2))), warmUpSeconds: 2 }
  return search(GUESS, async (rate) => {
    const figures = await run(stage, { rate, ...short })
    show('probe', figures)
    return shortcomings(figures).length === 0
  })
}

/** Null as soon as one of them was not held and another rate may be tried. */
async function runsAt(
  stage: Stage,
  rate: number,
  whole: { seconds: number; warmUpSeconds: number },
  count: number,
  mayGiveUp: boolean,
): Promise<RunFigures[] | null> {
  const runs: RunFigures[] = []
  for (let n = 0; n < count; n++) {
    const figures = await run(stage, { rate, ...whole })
    show(`run ${n + 1}`, figures)
    if (mayGiveUp && shortcomings(figures).length > 0) return null
    runs.push(figures)
  }
  return runs
}

function show(name: string, r: RunFigures): void {
  const last = Math.max(...r.oldest.slice(-5))
  const cells: [number | string, number][] = [
    [r.rate, 8],
    [Math.round(r.answeredPerSecond), 9],
    [round(r.ack.p50), 9],
    [round(r.ack.p99), 8],
    [round(last, 2), 8],
    [Math.round(r.cpu.server), 8],
    [Math.round(r.cpu.postgres), 6],
    [Math.round(r.cpu.generator), 6],
    [round(r.cores, 2), 7],
    [Math.round(r.walBytesPerEvent), 6],
    [Math.round(r.batch), 7],
  ]
  const short = shortcomings(r)
  say(name, `${cells.map(([value, width]) => String(value).padStart(width)).join('')}  ${short.join(', ') || 'held'}`)
}

function report(runs: RunFigures[]) {
  const of = (read: (r: RunFigures) => number, digits = 1) => {
    const { median, min, max } = figure(runs.map(read))
    return { median: round(median, digits), min: round(min, digits), max: round(max, digits) }
  }
  const held = runs.every((r) => shortcomings(r).length === 0)
  const rate = runs[0]!.rate
  return {
    perSecond: rate,
    held,
    floor: FLOOR,
    goal: GOAL,
    reached: held && rate >= GOAL,
    floorReached: held && rate >= FLOOR,
    bounds: { oldestSeconds: OLDEST_AT_MOST_S, ackP50Ms: ACK_P50_MS, ackP99Ms: ACK_P99_MS },
    answeredPerSecond: of((r) => r.answeredPerSecond, 0),
    ackP50Ms: of((r) => r.ack.p50),
    ackP99Ms: of((r) => r.ack.p99),
    oldestAtEndSeconds: of((r) => Math.max(...r.oldest.slice(-5)), 2),
    cpuMicrosPerEvent: {
      server: of((r) => r.cpu.server, 0),
      postgres: of((r) => r.cpu.postgres, 0),
      generator: of((r) => r.cpu.generator, 0),
    },
    coresBusy: of((r) => r.cores, 2),
    walBytesPerEvent: of((r) => r.walBytesPerEvent, 0),
    eventsPerBatch: of((r) => r.batch, 0),
    oldestSeries: runs.map((r) => r.oldest.map((s) => round(s, 2))),
    faults: runs.map((r) => r.faults),
    shortcomings: runs.map(shortcomings),
  }
}
