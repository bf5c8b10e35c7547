import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { cpuOf } from '../cpu.ts'
import { figure, round } from '../figures.ts'
import type { LoadOptions, LoadResult } from '../ingest/generator.ts'
import { openStage } from '../ingest/stage.ts'
import type { Stage } from '../ingest/run.ts'
import { type Program, startProgram } from '../rig/program.ts'
import { openRig } from '../rig/rig.ts'
import { freePort } from '../rig/free-port.ts'
import { say } from '../say.ts'

const GOAL = 0.6
const CONNECTIONS = 512
/** More than any door here takes; they are made in memory only, since nobody handles the events. */
const TARGETS_A_SECOND = 8000
const BARE_DOOR = fileURLToPath(import.meta.resolve('./bare-door.ts'))
const GENERATOR = fileURLToPath(import.meta.resolve('../ingest/generator.ts'))

/** How much of a bare route's rate the product's door reaches, with nobody handling: one after the other, A B A B. */
export async function door({ scale, runs }: { scale: number; runs: number }) {
  const seconds = Math.max(3, Math.round(12 * scale))
  const rig = await openRig()
  try {
    const stage = await openStage(rig, 0.001, { run: 'web' })
    await rig.sql('create table bare_event (like raw_event including all)')
    const port = await freePort()
    const { companyId, channelId, hookKey, hookSecret } = stage.line
    const bare = await startProgram({
      name: 'bare door',
      args: [BARE_DOOR, String(port), rig.url, companyId, channelId],
      ready: /^ready/m,
    })
    const ours = { url: `${stage.server.url}/hooks/gupshup/${hookKey}`, headers: { 'x-score-secret': hookSecret } }
    const theirs = { url: `http://127.0.0.1:${port}/hooks`, headers: {} }
    const rates = { ours: [] as number[], bare: [] as number[] }
    for (let n = 0; n < runs; n++) {
      rates.bare.push(await press(stage, bare, 'bare', { ...theirs, seconds }))
      rates.ours.push(await press(stage, stage.server, 'ours', { ...ours, seconds }))
    }
    await bare.stop()
    const ratios = rates.ours.map((rate, n) => rate / rates.bare[n]!)
    const rounded = (values: number[], digits: number) => {
      const { median, min, max } = figure(values)
      return { median: round(median, digits), min: round(min, digits), max: round(max, digits) }
    }
    return {
      perSecond: rounded(rates.ours, 0),
      barePerSecond: rounded(rates.bare, 0),
      ratio: rounded(ratios, 2),
      goal: GOAL,
      reached: figure(ratios).median >= GOAL,
    }
  } finally {
    await rig.close()
  }
}

/** Events a second with every connection always waiting for its answer. */
async function press(
  { rig, line, contacts, used }: Stage,
  program: Program,
  name: string,
  wish: { url: string; headers: Record<string, string>; seconds: number },
): Promise<number> {
  await rig.sql('truncate raw_event, bare_event')
  await rig.sql('checkpoint')
  const number = ++used.runs
  const targets = TARGETS_A_SECOND * (wish.seconds + 3)
  const firstTarget = used.targets
  used.targets += targets
  const load: LoadOptions = {
    ...wish,
    appId: line.appId,
    connections: CONNECTIONS,
    rate: null,
    warmUpSeconds: 2,
    firstTarget,
    targets,
    contacts,
    newFrom: contacts * number,
    run: `d${number}`,
    seed: number,
    spacing: 2000,
    file: path.join(rig.folder, `door-${number}.json`),
  }
  const generator = await startProgram({
    name: 'generator',
    args: [GENERATOR, JSON.stringify(load)],
    ready: /^full rate$/m,
  })
  const [before, begun] = [cpuOf(program.pid), performance.now()]
  const code = await generator.ended
  if (code !== 0) throw new Error(`the generator ended with ${code}:\n${generator.output()}`)
  const result = JSON.parse(readFileSync(load.file, 'utf8')) as LoadResult
  const perSecond = result.answered / wish.seconds
  const micros = ((cpuOf(program.pid) - before) / result.answered) * 1e6
  const strange = Object.keys(result.statuses).filter((s) => s !== '200')
  say(
    name,
    `${Math.round(perSecond)}/s, ack p50 ${round(result.latency.p50)} ms, ${Math.round(micros)} µs in ${Math.round((performance.now() - begun) / 1000)} s`,
  )
  if (strange.length > 0) throw new Error(`${name}: answers ${JSON.stringify(result.statuses)}\n${program.output()}`)
  return perSecond
}
