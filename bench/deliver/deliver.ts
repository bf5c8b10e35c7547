import { figure, round } from '../figures.ts'
import { say } from '../say.ts'
import { agentSend } from './agent.ts'
import { oneChannel, tenChannels } from './pace.ts'
import { whole } from './whole.ts'

/** The four measurements, each on a database of its own; `runs` of each. */
export async function deliver(options: { scale: number; runs: number; only: string | undefined; profile: boolean }) {
  const { scale, runs, only, profile } = options
  const seconds = Math.max(3, Math.round(30 * scale))
  const sends = Math.max(10, Math.round(200 * scale))
  const parts = {
    oneChannel: () => oneChannel(seconds, profile),
    tenChannels: () => tenChannels(seconds, profile),
    agent: () => agentSend(sends, profile),
    whole: () => whole(seconds, profile),
  }
  const results: Record<string, unknown> = {}
  for (const [name, measure] of Object.entries(parts)) {
    if (only !== undefined && only !== name) continue
    const each = []
    for (let n = 0; n < runs; n++) {
      const result = await measure()
      say(name, JSON.stringify(result))
      each.push(result)
    }
    results[name] = summary(each)
  }
  return results
}

interface Measured {
  goal: object
  reached: boolean
  [figure: string]: unknown
}

/** Median and spread of each number; the goal once; reached when every run did. */
function summary(runs: Measured[]): object {
  const { goal, reached: _, disagreement: __, ...figures } = runs[0]!
  return {
    ...Object.fromEntries(Object.keys(figures).map((key) => [key, merge(runs.map((r) => r[key]))])),
    goal,
    reached: runs.every((r) => r.reached),
    disagreement: runs.map((r) => r['disagreement']),
  }
}

function merge(values: unknown[]): unknown {
  if (values.every((v) => typeof v === 'number')) {
    const { median, min, max } = figure(values)
    return { median: round(median, 2), min, max }
  }
  const [first] = values
  if (typeof first !== 'object' || first === null) return first
  return Object.fromEntries(
    Object.keys(first).map((key) => [key, merge(values.map((v) => (v as Record<string, unknown>)[key]))]),
  )
}
