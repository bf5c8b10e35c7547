import { isFaultless } from './check.ts'
import type { RunFigures } from './run.ts'

export const OLDEST_AT_MOST_S = 2
export const ACK_P50_MS = 25
export const ACK_P99_MS = 250
const STEP = 1.25
const CLOSE_ENOUGH = 1.06
const PROBES_AT_MOST = 9

/** Why a rate was not held; empty when it was. */
export function shortcomings(r: RunFigures): string[] {
  const last = r.oldest.slice(-5)
  return [
    r.answeredPerSecond < r.rate * 0.99 && `answered ${Math.round(r.answeredPerSecond)}/s`,
    (r.unanswered > 0 || Object.keys(r.statuses).some((s) => s !== '200')) && `answers ${JSON.stringify(r.statuses)}`,
    Math.max(...last) > OLDEST_AT_MOST_S && `oldest ${Math.max(...last).toFixed(1)} s`,
    isGrowing(r.oldest) && 'backlog grows',
    r.drained === null && 'backlog stays',
    r.ack.p50 > ACK_P50_MS && `ack p50 ${Math.round(r.ack.p50)} ms`,
    r.ack.p99 > ACK_P99_MS && `ack p99 ${Math.round(r.ack.p99)} ms`,
    !isFaultless(r.faults) && `faults ${JSON.stringify(r.faults)}`,
  ].filter((s) => s !== false)
}

/** The mean of the last third is more than half a second above that of the third before. */
function isGrowing(oldest: readonly number[]): boolean {
  const third = Math.floor(oldest.length / 3)
  if (third === 0) return false
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length
  return mean(oldest.slice(-third)) - mean(oldest.slice(-2 * third, -third)) > 0.5
}

/** The highest rate whose short probe was held, near enough; bounded, whatever comes. */
export async function search(guess: number, probe: (rate: number) => Promise<boolean>): Promise<number> {
  let [held, failed, rate] = [0, Infinity, guess]
  for (let n = 0; n < PROBES_AT_MOST && failed / Math.max(1, held) > CLOSE_ENOUGH; n++) {
    if (await probe(rate)) held = rate
    else failed = rate
    if (held === 0) rate = failed / STEP
    else rate = failed === Infinity ? held * STEP : (held + failed) / 2
    rate = Math.round(rate / 50) * 50
  }
  return held
}
