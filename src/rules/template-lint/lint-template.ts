import { blocks, type Finding } from '../finding.ts'
import type { Lang, TemplateContent } from '../template.ts'
import { bodyRules } from './body.ts'
import { buttonRules, productButtonRules } from './buttons.ts'
import { footerRules } from './footer.ts'
import { headerRules } from './header.ts'
import { languageRules } from './language.ts'
import { nameRules } from './name.ts'
import { read, type Sibling } from './reading.ts'
import type { Fault, Rule } from './rule.ts'
import { sampleRules } from './samples.ts'
import { productStructureRules, structureRules } from './structure.ts'
import { tokenRules } from './tokens.ts'
import { variableRules } from './variables.ts'
import { wordingRules } from './wording.ts'

/** Every rule, in the order of the rulebook's 9.1: a new rule joins its component's file, a new component joins here. */
export const PLATFORM_RULES: readonly Rule[] = [
  ...structureRules,
  ...nameRules,
  ...languageRules,
  ...headerRules,
  ...tokenRules,
  ...variableRules,
  ...bodyRules,
  ...wordingRules,
  ...footerRules,
  ...buttonRules,
  ...sampleRules,
]

export const PRODUCT_RULES: readonly Rule[] = [...productStructureRules, ...productButtonRules]

type LintOptions = { lang: Lang; product?: boolean; siblings?: readonly Sibling[] }

/**
 * What is wrong with a template and how to mend it (TP-5). Platform rules always, `product` adds what this product
 * allows; `siblings` are the channel's other templates. Never throws, whatever stands in the template's fields.
 */
export function lintTemplate(template: TemplateContent, { lang, product = false, siblings }: LintOptions): Finding[] {
  const reading = read(template, siblings)
  const rules = product ? [...PLATFORM_RULES, ...PRODUCT_RULES] : PLATFORM_RULES
  const findings = rules.flatMap((row) =>
    row.check(reading).map((fault) => ({
      rule: row.id,
      severity: row.severity,
      confidence: row.confidence,
      field: fault.field,
      message: fault[lang],
      blocks: blocks(row.severity, row.confidence),
      ...mendOf(fault, row, template, lang),
    })),
  )
  return findings.toSorted((a, b) => Number(a.severity === 'advice') - Number(b.severity === 'advice'))
}

/** A mend is offered only where it leaves something and clears its own finding. */
function mendOf(fault: Fault, row: Rule, template: TemplateContent, lang: Lang): Pick<Finding, 'mend'> {
  if (!fault.mend || fault.mend.value.length === 0) return {}
  const mend = { ...fault.mend, label: fault.mend.label[lang] }
  const left = row.check(read(applyMend(template, { field: fault.field, mend })))
  return left.some(({ field }) => field === fault.field) ? {} : { mend }
}

/** The template with a finding's mend in place; without a mend, the template itself. */
export function applyMend(
  template: TemplateContent,
  { field, mend }: Pick<Finding, 'field' | 'mend'>,
): TemplateContent {
  if (!mend) return template
  const mended = { ...template, ...(mend.examples && { examples: mend.examples }) }
  const button = /^buttons\[(\d+)\]\.text$/.exec(field)?.[1]
  const text = typeof mend.value === 'string' ? mend.value : ''
  if (button === undefined) return { ...mended, [field]: mend.value }
  return {
    ...mended,
    buttons: template.buttons.map((old, at) => (at === Number(button) ? { ...old, text } : old)),
  }
}
