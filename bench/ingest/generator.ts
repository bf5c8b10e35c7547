import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { bodyOf, openBodies } from './bodies.ts'
import { openConnections } from './connections.ts'
import { type Happening, type MixOptions, openMix } from './mix.ts'

/** What the load generator is told, as JSON in its first argument. */
export interface LoadOptions extends MixOptions {
  url: string
  headers: Record<string, string>
  appId: string
  connections: number
  /** Events a second, offered whatever comes back; null: as many as the connections bear, each sending when answered. */
  rate: number | null
  warmUpSeconds: number
  seconds: number
  /** Where the result goes. */
  file: string
}

/** What came of it; the figures are those of the full rate, the bookkeeping is that of the whole run. */
export interface LoadResult {
  offered: number
  /** Events answered 200 while the full rate was offered. */
  answered: number
  /** Requests by HTTP status, 0 for broken connections. */
  statuses: Record<string, number>
  /** Milliseconds from the scheduled moment to the answer, of requests answered 200. */
  latency: { p50: number; p95: number; p99: number; most: number }
  /** CPU of the generator at full rate, in seconds. */
  cpu: number
  /** Requests that never got an answer. */
  unanswered: number
  /** Per target, the highest rank acknowledged, as base64 of one byte each. */
  ranks: string
  inbound: number
  /** Inbound messages that were not acknowledged. */
  doubtful: number[]
  /** Targets with a status that was not acknowledged. */
  doubtfulTargets: number[]
}

const PATIENCE_MS = 20_000

const o = JSON.parse(process.argv[2]!) as LoadOptions
const nextBody = openBodies(openMix(o), o.seed + 1)
const connections = await openConnections(o.url, o.headers, o.connections)
const ranks = new Uint8Array(o.targets)
const acknowledged = new Set<number>()
const doubtfulTargets = new Set<number>()
let inbound = 0
const statuses: Record<string, number> = {}
const latencies: number[] = []
let [offered, answered, counting, over] = [0, 0, false, false]

function post(scheduled: number, after?: () => void): number {
  const happenings = nextBody()
  const counted = counting
  for (const h of happenings) if (h.rank === 0) inbound = Math.max(inbound, h.index + 1)
  if (counted) offered += happenings.length
  connections.post(bodyOf(o.appId, happenings), (status) => {
    if (counting && !over && status === 200) answered += happenings.length
    if (status === 200) for (const h of happenings) acknowledge(h)
    else for (const h of happenings) if (h.rank > 0) doubtfulTargets.add(h.index)
    if (counted) {
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status === 200) latencies.push(performance.now() - scheduled)
    }
    after?.()
  })
  return happenings.length
}

function acknowledge(h: Happening): void {
  if (h.rank === 0) acknowledged.add(h.index)
  else if (h.rank > ranks[h.index]!) ranks[h.index] = h.rank
}

/** The moment of each event is set beforehand: a slow answer does not slow the load down. */
async function offer(rate: number, seconds: number): Promise<void> {
  const begun = performance.now()
  let sent = 0
  for (;;) {
    const elapsed = performance.now() - begun
    const due = (Math.min(elapsed, seconds * 1000) / 1000) * rate
    while (sent < due) sent += post(begun + (sent / rate) * 1000)
    if (elapsed >= seconds * 1000) return
    await sleep(1)
  }
}

let stopped = false
function keepBusy(): void {
  if (!stopped) post(performance.now(), keepBusy)
}

if (o.rate === null) {
  for (let n = 0; n < o.connections; n++) keepBusy()
  await sleep(o.warmUpSeconds * 1000)
} else await offer(o.rate / 2, o.warmUpSeconds)
counting = true
const cpuBefore = process.cpuUsage()
process.stdout.write('full rate\n')
if (o.rate === null) await sleep(o.seconds * 1000)
else await offer(o.rate, o.seconds)
over = true
stopped = true
const { user, system } = process.cpuUsage(cpuBefore)
process.stdout.write('offered\n')
for (const end = Date.now() + PATIENCE_MS; connections.open() > 0 && Date.now() < end;) await sleep(5)

const sorted = Float64Array.from(latencies).toSorted()
const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const result: LoadResult = {
  offered,
  answered,
  statuses,
  latency: { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) },
  cpu: (user + system) / 1e6,
  unanswered: connections.open(),
  ranks: Buffer.from(ranks).toString('base64'),
  inbound,
  doubtful: Array.from({ length: inbound }, (_, n) => n).filter((n) => !acknowledged.has(n)),
  doubtfulTargets: [...doubtfulTargets],
}
writeFileSync(o.file, JSON.stringify(result))
connections.close()
