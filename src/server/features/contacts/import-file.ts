import { parse } from 'csv-parse'
import type { Readable } from 'node:stream'
import { unguarded } from '../templates/csv-cells.ts'

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le'

export interface FileForm {
  encoding: Encoding
  delimiter: string
}

/** `line` counts as spreadsheets do: headings are 1, a cell with line breaks is still one line. */
export interface FileLine {
  line: number
  cells: string[]
}

/** Of the beginning of a file: how it is written, and by what its cells are parted; null when it is no text. */
export function formOf(head: Buffer, isUtf8: boolean): FileForm | null {
  const encoding = encodingOf(head, isUtf8)
  if (encoding === null) return null
  const text = new TextDecoder(encoding).decode(head)
  const stated = /^sep=(.)\r?\n/i.exec(text)?.[1]
  if (stated !== undefined) return { encoding, delimiter: stated }
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string) => first.split(sign).length
  return { encoding, delimiter: [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best)) }
}

function encodingOf(head: Buffer, isUtf8: boolean): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  // A workbook is a zip; and no text holds zeros.
  if (head.subarray(0, 2).toString('latin1') === 'PK' || head.includes(0)) return null
  return isUtf8 ? 'utf-8' : 'windows-1252'
}

/** Every line, one at a time, however long the file is. @throws CsvError where quotation marks are never closed */
export async function* linesOf(source: Readable, { encoding, delimiter }: FileForm): AsyncGenerator<FileLine> {
  const parser = parse({ delimiter, bom: true, relax_column_count: true, relax_quotes: true })
  void feed(source, encoding, parser).catch((error: unknown) => parser.destroy(error as Error))
  let line = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      line++
      if (line === 1 && record.length <= 2 && /^sep=/i.test(record[0] ?? '')) continue
      yield { line, cells: record.map((cell) => unguarded(cell)) }
    }
  } finally {
    // Whoever needs only the beginning leaves the rest unread.
    source.destroy()
    parser.destroy()
  }
}

async function feed(source: Readable, encoding: Encoding, parser: ReturnType<typeof parse>): Promise<void> {
  const decoder = new TextDecoder(encoding)
  const put = async (text: string) => {
    if (text !== '' && !parser.write(text)) await new Promise((resolve) => parser.once('drain', resolve))
  }
  for await (const chunk of source as AsyncIterable<Buffer>) await put(decoder.decode(chunk, { stream: true }))
  await put(decoder.decode())
  parser.end()
}

/** Whether all of it is UTF-8, and its beginning. */
export async function sniff(source: Readable): Promise<{ head: Buffer; isUtf8: boolean }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const held: Buffer[] = []
  let size = 0
  let isUtf8 = true
  for await (const chunk of source as AsyncIterable<Buffer>) {
    if (size < 65_536) held.push(chunk)
    size += chunk.length
    try {
      if (isUtf8) decoder.decode(chunk, { stream: true })
    } catch {
      isUtf8 = false
    }
  }
  return { head: Buffer.concat(held).subarray(0, 65_536), isUtf8: isUtf8 && isWhole(decoder) }
}

function isWhole(decoder: TextDecoder): boolean {
  try {
    decoder.decode()
    return true
  } catch {
    return false
  }
}
