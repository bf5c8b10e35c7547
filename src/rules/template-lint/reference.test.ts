import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { TemplateContent } from '../template.ts'
import { ELSEWHERE } from './elsewhere.ts'
import { lintTemplate } from './lint-template.ts'
import { PLATFORM_RULES } from './rules.ts'

// The reference lies beside the repository where it is developed; elsewhere our own cases stand alone.
const reference = (name: string) => new URL(`../../../../shared/reference/${name}`, import.meta.url)
type ReferenceCase = TemplateContent & { id: string; expected: string; rule: string }

const CASES = reference('template-cases.jsonl')
const cases = existsSync(CASES)
  ? readFileSync(CASES, 'utf8')
      .trim()
      .split('\n')
      .map((line): ReferenceCase => JSON.parse(line))
  : []

describe.skipIf(cases.length === 0)('TP-5 the reference cases', () => {
  test.each(cases.map((one) => [one.id, one] as const))('%s comes out as expected', (_, one) => {
    const findings = lintTemplate(one, { lang: 'es' })
    const worst = ['error', 'warning'].find((degree) => findings.some(({ severity }) => severity === degree)) ?? 'ok'
    expect({ worst, findings }).toMatchObject({ worst: one.expected })
    if (one.rule) expect(findings.map(({ rule }) => rule)).toContain(one.rule)
  })
})

const RULEBOOK = reference('whatsapp-rules.md')

describe.skipIf(!existsSync(RULEBOOK))('TP-5 the rulebook', () => {
  test('has no rule that is neither linted nor told where it is judged', () => {
    const text = readFileSync(RULEBOOK, 'utf8')
    const ids = [...text.matchAll(/^\| ([A-Z]{2,4}-\d\d) \|/gm)].map(([, id]) => id)
    const known = new Set([...PLATFORM_RULES.map(({ id }) => id), ...ELSEWHERE.map(({ id }) => id)])
    expect(ids.length).toBeGreaterThan(150)
    expect(ids.filter((id) => id !== undefined && !known.has(id))).toEqual([])
  })
})
