import { blocks, type Finding } from '../finding.ts'
import type { Lang, TemplateContent } from '../template.ts'
import { applyMend } from './mend.ts'
import { type Account, read, type Reading, type Sibling, type Surroundings } from './reading.ts'
import { type Fault, faultsOf, REPLACE, type Rule, sentenceOf } from './rule.ts'
import { PLATFORM_RULES, PRODUCT_RULES } from './rules.ts'
import type { LintSettings } from './settings.ts'

export { applyMend } from './mend.ts'

type LintOptions = {
  lang: Lang
  /** Also what this product allows; its built-in sample then stands for a media header's (TP-5). */
  product?: boolean
  /** The channel's other templates. */
  siblings?: readonly Sibling[]
  account?: Account
  /** Samples lie elsewhere, as those of an imported template do: none is asked for. */
  sampled?: boolean
  /** What the rulebook leaves open. */
  settings?: Partial<LintSettings>
}

const ALL_RULES = [...PLATFORM_RULES, ...PRODUCT_RULES]

/**
 * What is wrong with a template and how to mend it (TP-5). Platform rules always; the rest is judged where the options
 * tell of it. Never throws, whatever stands in the template's fields.
 */
export function lintTemplate(template: TemplateContent, options: LintOptions): Finding[] {
  const { lang, product = false } = options
  const reading = read(template, options)
  const rules = product ? ALL_RULES : PLATFORM_RULES
  const findings = rules.flatMap((rule) =>
    faultsOf(rule, reading).map((fault, at): Finding => ({
      rule: rule.id,
      severity: rule.severity,
      confidence: rule.confidence,
      field: fault.field,
      message: sentenceOf(rule, fault, lang),
      blocks: blocks(rule.severity, rule.confidence),
      ...(fault.marks && fault.marks.length > 0 && { marks: fault.marks.map(({ start, end }) => ({ start, end })) }),
      ...(at < MOST_MENDS && mendOf(rule, fault, reading, template, options)),
    })),
  )
  return findings.toSorted((a, b) => Number(a.severity === 'advice') - Number(b.severity === 'advice'))
}

/** Of one rule; each is tried out before it is offered. */
const MOST_MENDS = 20

/** A mend is offered only where it leaves something, changes something and clears its own finding. */
function mendOf(
  rule: Rule,
  fault: Fault,
  reading: Reading,
  template: TemplateContent,
  around: Surroundings & { lang: Lang },
): Pick<Finding, 'mend'> {
  const repair = rule.mend?.(reading, fault)
  const { value, ...rest } =
    typeof repair === 'string' || Array.isArray(repair) ? { value: repair } : (repair ?? { value: '' })
  if (value.length === 0) return {}
  const mend = { label: (rule.label ?? REPLACE)[around.lang], value, ...rest }
  const left = read(applyMend(template, { field: fault.field, mend }), around)
  return faultsOf(rule, left).some(({ field }) => field === fault.field) ? {} : { mend }
}
