import { CsvError, parse } from 'csv-parse/sync'
import { type Column, columnOf, headingOf } from './csv-columns.ts'
import { unguarded } from './csv-cells.ts'
import { type CsvRule, csvSentence } from './import-sentences.ts'
import type { Lang } from '../../../rules/template.ts'
import { Refusal } from '../../refusal.ts'

const MOST_BYTES = 2 * 1024 * 1024
const MOST_LINES = 500
const NEEDED = ['name', 'displayName', 'language', 'category']

/** `line` counts as spreadsheets do: headings are 1, a cell with line breaks is still one line. */
export interface Row {
  line: number
  cells: Map<Column, string>
  tooMany: boolean
}

export interface Table {
  rows: Row[]
  /** As the file calls its columns. */
  headings: Map<Column, string>
  unknown: string[]
  delimiter: string
}

/** A file of templates as its cells. @throws Refusal `csv_refused` with a rule of its own and what to do */
export function readTable(bytes: Buffer, lang: Lang): Table {
  const refuse = (rule: CsvRule, data: Record<string, string | number> = {}) => {
    const reason = csvSentence(rule, lang, data)
    return new Refusal('csv_refused', { reason }, [{ field: 'file', rule, message: reason }])
  }
  if (bytes.length > MOST_BYTES) throw refuse('CSV-04', { megabytes: MOST_BYTES / 1024 / 1024 })
  const text = textOf(bytes, refuse)
  // Excel's own way to say by what the cells are parted.
  const stated = /^sep=(.)\r?\n/i.exec(text)
  const first = stated ? 2 : 1
  const csv = stated ? text.slice(stated[0].length) : text
  const delimiter = stated?.[1] ?? delimiterOf(csv)

  const [titles, ...records] = cellsOf(csv, delimiter, first, refuse)
  if (titles === undefined || isEmpty(titles)) throw refuse('CSV-01')
  const columns = titles.map((title) => columnOf(title))
  const twice = columns.findIndex((column, at) => column !== undefined && columns.indexOf(column) < at)
  if (twice >= 0) throw refuse('CSV-08', { heading: titles[twice]?.trim() ?? '' })
  const missing = NEEDED.filter((column) => !columns.includes(column)).map((column) => headingOf(column, lang))
  if (missing.length > 0) throw refuse('CSV-07', { columns: missing.join(', ') })

  const rows = records.flatMap((record, at): Row[] => {
    if (isEmpty(record)) return []
    const cells = record.map((cell): string => unguarded(cell).replaceAll('\r\n', '\n'))
    const named = columns.flatMap((column, i): [Column, string][] => (column ? [[column, cells[i] ?? '']] : []))
    const tooMany = !isEmpty(record.slice(titles.length))
    return [{ line: first + 1 + at, cells: new Map(named), tooMany }]
  })
  if (rows.length > MOST_LINES) throw refuse('CSV-05', { lines: rows.length, most: MOST_LINES })
  if (rows.length === 0) throw refuse('CSV-01')
  const headings = new Map(columns.flatMap((column, i) => (column ? [[column, titles[i]?.trim() ?? '']] : [])))
  const unknown = titles.filter((title, i) => columns[i] === undefined && title.trim() !== '')
  return { rows, headings, unknown, delimiter }
}

const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

type Refuse = (rule: CsvRule, data?: Record<string, string | number>) => Refusal

function textOf(bytes: Buffer, refuse: Refuse): string {
  if (bytes.length === 0) throw refuse('CSV-01')
  const [one, two] = bytes
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) throw refuse('CSV-02', { encoding: 'UTF-16' })
  const zeros = bytes.subarray(0, 4096).filter((byte) => byte === 0).length
  // Latin letters in UTF-16 are half zeros; what else holds zeros is no text.
  if (zeros > Math.min(bytes.length, 4096) / 4) throw refuse('CSV-02', { encoding: 'UTF-16' })
  if (zeros > 0 || bytes.includes(0) || bytes.subarray(0, 2).toString('latin1') === 'PK') throw refuse('CSV-03')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse('CSV-02', { encoding: 'Windows-1252 / Latin-1' })
  }
}

/** What parts the headings most often. */
function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string) => line.split(sign).length
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function cellsOf(csv: string, delimiter: string, first: number, refuse: Refuse): string[][] {
  try {
    const record_delimiter = ['\r\n', '\n', '\r']
    return parse(csv, { delimiter, record_delimiter, relax_column_count: true, relax_quotes: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const records = (error as CsvError & { records?: number }).records
    throw refuse('CSV-06', { line: first + (records ?? 0) })
  }
}
