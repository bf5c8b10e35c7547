import { isBroken } from './check/figure.ts'
import type { Outcome } from './run.ts'
import { say } from './say.ts'

export function report(outcome: Outcome): void {
  const { scenario, seed, seconds, figures, broken, recovery, evidence } = outcome
  for (const figure of figures) {
    const mark = figure.most === undefined ? ' ' : isBroken(figure) ? '✗' : '✓'
    say(`  ${mark} ${String(figure.value).padStart(7)}  ${figure.name}`)
    for (const example of isBroken(figure) ? (figure.examples ?? []) : []) say(`              ${example}`)
  }
  const { door, event, send, blows } = recovery
  const spread = ({ median, worst }: { median: number; worst: number }) => `${median} ms, worst ${worst}`
  if (blows > 0) say(`  recovery over ${blows}: door ${spread(door)}; event ${spread(event)}; send ${spread(send)}`)
  const again = `npm run chaos -- ${scenario} --seed ${seed}`
  if (broken.length === 0) say(`  ${scenario}: held, ${seconds} s; again: ${again}`)
  else say(`  ${scenario}: BROKEN, ${seconds} s; again: ${again}; evidence: ${evidence}`)
}
