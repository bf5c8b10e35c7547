import { lintTemplate } from '../../src/rules/template-lint/lint-template.ts'
import type { TemplateContent } from '../../src/rules/template.ts'
import { figure, round } from '../figures.ts'
import { say } from '../say.ts'
import { templates } from './templates.ts'

/** At most so many microseconds for a whole template, with the product's rules and its mends. */
const GOAL_US = 1000

/** Reading is so short that several are timed as one. */
const PARSES = 20

/**
 * How long one template takes, in microseconds, and against what is bare: reading the same template from JSON, in the
 * same run, turn about.
 */
export function lint({ scale, runs, only }: { scale: number; runs: number; only: string | undefined }) {
  const rounds = Math.max(20, Math.round(2000 * scale))
  const wanted = Object.entries(templates).filter(([name]) => only === undefined || only === name)
  return Object.fromEntries(
    wanted.map(([name, template]) => {
      warmUp(template)
      const each = Array.from({ length: runs }, () => measure(template, rounds))
      const us = figure(each.map((run) => round(run.us)))
      const timesParse = figure(each.map((run) => round(run.us / run.parseUs)))
      const result = {
        us,
        timesParse,
        findings: judge(template).length,
        goal: { us: GOAL_US },
        reached: us.max < GOAL_US,
      }
      say(name, JSON.stringify(result))
      return [name, result]
    }),
  )
}

const judge = (template: TemplateContent) => lintTemplate(template, { lang: 'es', product: true })

function warmUp(template: TemplateContent) {
  for (let n = 0; n < 500; n++) judge(template)
}

/** The two take turns, so that a slow moment of the machine is a slow one for both; medians, so that it counts for little. */
function measure(template: TemplateContent, rounds: number) {
  const text = JSON.stringify(template)
  const spent: { lint: number[]; parse: number[] } = { lint: [], parse: [] }
  let seen = 0
  for (let n = 0; n < rounds; n++) {
    const begun = performance.now()
    seen += judge(template).length
    const between = performance.now()
    for (let m = 0; m < PARSES; m++) seen += (JSON.parse(text) as TemplateContent).name.length
    spent.lint.push(between - begun)
    spent.parse.push((performance.now() - between) / PARSES)
  }
  if (seen < 0) throw new Error('nothing was done')
  return { us: figure(spent.lint).median * 1000, parseUs: figure(spent.parse).median * 1000 }
}
