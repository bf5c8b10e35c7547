import type { Finding } from '../../../rules/finding.ts'
import { tokensOf } from '../../../rules/parameters.ts'
import { formField } from '../../../rules/template-form.ts'
import { lintTemplate } from '../../../rules/template-lint/lint-template.ts'
import type { Account } from '../../../rules/template-lint/reading.ts'
import type { Lang } from '../../../rules/template.ts'
import { type Column, headingOf } from './csv-columns.ts'
import { columnOfPath, type CsvFinding, readLine } from './import-form.ts'
import type { Table } from './import-reading.ts'
import { csvSentence } from './import-sentences.ts'
import { nameKey } from './import-store.ts'
import type { Sibling } from './request-store.ts'
import { type Form, judgedForm } from './template-content.ts'

export type Judgement = 'ready' | 'overridable' | 'refused' | 'exists'

export interface JudgedLine {
  line: number
  form: Form
  isWhole: boolean
  judgement: Judgement
  findings: CsvFinding[]
}

interface Around {
  lang: Lang
  /** Of each of these, in their order. */
  siblingsOfAll: (forms: readonly Form[]) => Promise<Sibling[][]>
  /** LIM-01, NAME-05; of more than an hour may bring, the rest waits (LIM-02). */
  account: Omit<Account, 'createdInLastHour'>
}

/** Every line of a file as WhatsApp and this product judge it; an earlier line is a template like those that exist. */
export async function judgeTable(table: Table, { lang, siblingsOfAll, account }: Around): Promise<JudgedLine[]> {
  const judged: JudgedLine[] = []
  const earlier = new Map<string, { line: number; form: Form }>()
  let accepted = 0
  const lines = table.rows.map((row) => ({ row, ...readLine(row, lang, table.delimiter) }))
  const standing = await siblingsOfAll(lines.map(({ form }) => form))
  for (const [at, { row, form, isWhole, findings, buttonNumbers }] of lines.entries()) {
    const twin = isWhole ? earlier.get(nameKey(form)) : undefined
    const told = new Set(findings.map(({ column }) => column))
    if (twin) findings.push(twinFinding(twin.line, lang))
    const others = [...earlier.values()].filter((each) => each !== twin).map((each) => each.form)
    const siblings = [...(standing[at] ?? []), ...others]
    const taken = { ...account, templates: (account.templates ?? 0) + accepted }
    const found = lintTemplate(judgedForm(form), { lang, product: true, siblings, account: taken })
    // What a cell does not say at all is told once.
    findings.push(...found.map((each) => onColumn(each, form, buttonNumbers)).filter(({ column }) => !told.has(column)))
    if (isWhole && !twin) earlier.set(nameKey(form), { line: row.line, form })
    const shown = findings.map((finding) => ({ ...finding, column: headingIn(table, finding.column, lang) }))
    const judgement = judgementOf(findings)
    if (judgement === 'ready' || judgement === 'overridable') accepted++
    judged.push({ line: row.line, form, isWhole, judgement, findings: shown })
  }
  return judged
}

function judgementOf(findings: readonly CsvFinding[]): Judgement {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.some(({ rule }) => rule === 'NAME-03')) return 'exists'
  if (errors.some(({ blocks }) => blocks)) return 'refused'
  return errors.length > 0 ? 'overridable' : 'ready'
}

const twinFinding = (line: number, lang: Lang): CsvFinding => ({
  column: 'name',
  rule: 'CSV-17',
  severity: 'error',
  message: csvSentence('CSV-17', lang, { line }),
  blocks: true,
})

const headingIn = ({ headings }: Table, column: Column | null, lang: Lang) =>
  column === null ? null : (headings.get(column) ?? headingOf(column, lang))

function onColumn(finding: Finding, form: Form, buttonNumbers: readonly number[]): CsvFinding {
  const { rule, severity, message, blocks } = finding
  return { column: columnOf(formField(finding), form, buttonNumbers), rule, severity, message, blocks }
}

/** The lint names samples as they are kept: `examples.1`, `examples.h1`, `examples.url1`. */
function columnOf(field: string, form: Form, buttonNumbers: readonly number[]): Column | null {
  const sample = /^examples\.(h|url)?(\w+)$/.exec(field)
  if (sample?.[1] === 'h') return 'headerSample'
  if (sample?.[1] === 'url') {
    const withVariable = form.buttons.flatMap((button, at) =>
      button.type === 'URL' && tokensOf(button.url).length > 0 ? [at] : [],
    )
    return columnOfPath(['buttons', withVariable[Number(sample[2]) - 1] ?? 0, 'example'], [], buttonNumbers)
  }
  if (sample) return `parameter.${sample[2]}.sample`
  return columnOfPath(field.split(/[.[\]]+/).filter(Boolean), form.parameters, buttonNumbers)
}
