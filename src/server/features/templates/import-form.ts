import { TemplateForm } from '../../../contract/templates.ts'
import { plain } from '../../../rules/characters.ts'
import { tokensOf } from '../../../rules/parameters.ts'
import { DEFAULT_AUTH } from '../../../rules/template-form.ts'
import type { Lang } from '../../../rules/template.ts'
import { CHOICES, type Choice, choicesOf, meaningOf } from './csv-choices.ts'
import type { Column } from './csv-columns.ts'
import type { Row } from './import-reading.ts'
import { type CsvRule, csvSentence } from './import-sentences.ts'
import type { Form } from './template-content.ts'

export interface CsvFinding {
  column: Column | null
  rule: string
  severity: 'error' | 'warning' | 'advice'
  message: string
  blocks: boolean
}

export interface ReadLine {
  form: Form
  /** Every cell says what a template can hold: only then is anything made of the form. */
  isWhole: boolean
  findings: CsvFinding[]
  /** Which of the file's numbered buttons each button of the form was. */
  buttonNumbers: number[]
}

/** One line's cells as the form that the wizard would have gathered, or what is wrong with the cells. */
export function readLine({ cells, tooMany }: Row, lang: Lang, delimiter: string): ReadLine {
  const findings: CsvFinding[] = []
  const say = (
    column: Column | null,
    rule: CsvRule,
    severity: 'error' | 'warning',
    data: Record<string, string> = {},
  ) => findings.push({ column, rule, severity, message: csvSentence(rule, lang, data), blocks: severity === 'error' })
  const cell = (column: Column) => cells.get(column) ?? ''
  const word = (column: Column) => cell(column).trim()
  const choose = <C extends Choice>(column: Column, choice: C, blank: keyof (typeof CHOICES)[C]) => {
    if (word(column) === '') return blank
    const meant = meaningOf(choice, word(column))
    if (meant === undefined) say(column, 'CSV-12', 'error', { value: word(column), choices: choicesOf(choice, lang) })
    return meant ?? blank
  }
  const needed = (column: Column) => {
    if (word(column) === '') say(column, 'CSV-11', 'error')
    return word(column)
  }

  if (tooMany) say(null, 'CSV-10', 'error', { delimiter })
  const category = word('category') === '' ? null : choose('category', 'category', 'UTILITY')
  if (category === null) say('category', 'CSV-11', 'error')
  const isPreset = category === 'AUTHENTICATION'
  const type = choose('type', 'type', 'TEXT')
  const { buttons, buttonNumbers } = isPreset ? { buttons: [], buttonNumbers: [] } : readButtons(cells, choose)
  const body = isPreset ? '' : cell('body')

  if (isPreset) {
    for (const [column, value] of cells) {
      const isOwn = /^(?:header|headerSample|body|footer|parameter\..*|button\..*)$/.test(column)
      if (isOwn && value.trim() !== '') say(column, 'CSV-15', 'warning')
    }
  } else if (body.trim() === '') say('body', 'CSV-11', 'error')
  if (type !== 'TEXT' && !isPreset && word('header') !== '') say('header', 'CSV-16', 'error')

  const candidate: Form = {
    name: needed('name'),
    displayName: needed('displayName'),
    language: readLanguage(needed('language')),
    category: category ?? 'UTILITY',
    type,
    sampleFileId: null,
    header: isPreset || cell('header') === '' ? null : cell('header'),
    headerSample: isPreset || cell('headerSample') === '' ? null : cell('headerSample'),
    body,
    footer: isPreset || cell('footer') === '' ? null : cell('footer'),
    buttons,
    parameters: isPreset ? [] : readParameters(body, cells, { say, choose }),
    auth: isPreset
      ? {
          securityNote: choose('securityNote', 'yesNo', 'yes') === 'yes',
          codeMinutes: readMinutes(word('codeMinutes'), () => say('codeMinutes', 'CSV-13', 'error')),
        }
      : null,
  }
  const parsed = TemplateForm.safeParse(candidate)
  for (const issue of parsed.error?.issues ?? []) {
    const column = columnOfPath(issue.path, candidate.parameters, buttonNumbers)
    if (!findings.some((finding) => finding.column === column && finding.blocks)) say(column, 'CSV-13', 'error')
  }
  const isWhole = parsed.success && !findings.some(({ blocks }) => blocks)
  return { form: parsed.data ?? candidate, isWhole, findings, buttonNumbers }
}

type Choose = <C extends Choice>(
  column: Column,
  choice: C,
  blank: keyof (typeof CHOICES)[C],
) => keyof (typeof CHOICES)[C]
type Say = (column: Column, rule: CsvRule, severity: 'error' | 'warning', data?: Record<string, string>) => void

const LANGUAGES: Record<string, string> = { espanol: 'es', spanish: 'es', ingles: 'en', english: 'en' }

/** By name, or by code however it is written: `es-pe` is `es_PE`. */
function readLanguage(written: string): string {
  const [, language = written, region] = /^([a-z]{2,3})(?:[_-]([a-z]{2}))?$/i.exec(written) ?? []
  const code = language.toLowerCase() + (region === undefined ? '' : `_${region.toUpperCase()}`)
  return LANGUAGES[plain(written)] ?? (language === written && !/^[a-z]{2,3}$/i.test(written) ? written : code)
}

function readMinutes(written: string, onFault: () => void): number | null {
  if (written === '') return DEFAULT_AUTH.codeMinutes
  if (plain(written) === 'no') return null
  const minutes = Number(written)
  if (!Number.isFinite(minutes)) onFault()
  return Number.isFinite(minutes) ? minutes : null
}

function readParameters(body: string, cells: Row['cells'], { say, choose }: { say: Say; choose: Choose }) {
  const used = new Set(tokensOf(body).flatMap(({ key, positional }) => (positional ? [Number(key)] : [])))
  const described = new Set<number>()
  for (const [column, value] of cells) {
    const n = /^parameter\.(\d+)\./.exec(column)?.[1]
    if (n !== undefined && value.trim() !== '') described.add(Number(n))
  }
  for (const n of described) {
    if (!used.has(n)) say(`parameter.${n}.name`, 'CSV-14', 'warning', { variable: `{{${n}}}` })
  }
  return [...used]
    .filter((n) => n >= 1 && n <= 100)
    .toSorted((a, b) => a - b)
    .map((n) => {
      const name = (cells.get(`parameter.${n}.name`) ?? '').trim()
      if (name === '') say(`parameter.${n}.name`, 'CSV-11', 'error')
      const named = attributeSource(cells.get(`parameter.${n}.source`) ?? '')
      const source = named ?? choose(`parameter.${n}.source`, 'source', 'none')
      return {
        n,
        name,
        sample: cells.get(`parameter.${n}.sample`) ?? '',
        type: choose(`parameter.${n}.type`, 'parameterType', 'text'),
        source: source === 'none' ? null : source,
      }
    })
}

/** An attribute of the contact stands under its key. */
const attributeSource = (cell: string): `attribute.${string}` | undefined => {
  const key = /^attribute\.([a-z][a-z0-9_]{0,39})$/.exec(cell.trim())?.[1]
  return key === undefined ? undefined : `attribute.${key}`
}

function readButtons(cells: Row['cells'], choose: Choose) {
  const numbers = new Set<number>()
  for (const [column, value] of cells) {
    const n = /^button\.(\d+)\./.exec(column)?.[1]
    if (n !== undefined && value.trim() !== '') numbers.add(Number(n))
  }
  const buttonNumbers = [...numbers].toSorted((a, b) => a - b)
  const buttons = buttonNumbers.map((n) => {
    const cell = (part: string) => cells.get(`button.${n}.${part}`) ?? ''
    const type = choose(`button.${n}.type`, 'buttonType', 'QUICK_REPLY')
    const text = cell('text')
    if (type === 'URL') return { type, text, url: cell('value').trim(), example: cell('sample').trim() || null }
    if (type === 'PHONE_NUMBER') return { type, text, phoneNumber: withPlus(cell('value').trim()) }
    return { type: 'QUICK_REPLY' as const, text, optOut: type === 'OPT_OUT' }
  })
  return { buttons, buttonNumbers }
}

/** Spreadsheets take +51… for a number and drop the sign. */
const withPlus = (phone: string) => (/^\d{8,15}$/.test(phone) ? `+${phone}` : phone)

/** The column of a place in the form, or in what the lint judged. */
export function columnOfPath(
  path: readonly PropertyKey[],
  parameters: readonly { n: number }[],
  buttonNumbers: readonly number[],
): Column | null {
  const [first, second, third] = path.map(String)
  if (first === 'parameters')
    return second === undefined ? null : `parameter.${parameters[Number(second)]?.n}.${third ?? 'name'}`
  if (first === 'buttons') {
    const parts: Record<string, string> = { text: 'text', url: 'value', phoneNumber: 'value', example: 'sample' }
    return `button.${buttonNumbers[Number(second ?? 0)] ?? 1}.${parts[third ?? ''] ?? 'type'}`
  }
  if (first === 'auth') return second === 'codeMinutes' ? 'codeMinutes' : 'securityNote'
  return first ?? null
}
