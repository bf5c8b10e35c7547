import type { Bytes } from './bytes.ts'

export interface Pdf {
  /** Not told where its objects are compressed, as most programs write them now. */
  pages?: number
  /** Asks for a password, or allows only some things. */
  encrypted: boolean
  cut: boolean
}

/** Some programs write before the head what belongs to the line that the file came over. */
const JUNK_AT_MOST = 1024
const END_BYTES = 4 * 1_048_576
/** Readers look for the end mark so far from the end. */
const END_WITHIN = 1024

/** Bytes before `%PDF`, where it does not stand at the beginning; null when it stands nowhere near. */
export function junkBeforePdf(bytes: Bytes): number | null {
  const at = bytes.text(0, JUNK_AT_MOST).indexOf('%PDF-')
  return at > 0 ? at : null
}

/** ISO 32000: what the trailers say, be they old or streams of cross-references; contents are passed over unread. */
export function readPdf(bytes: Bytes): Pdf {
  // Of a large one both ends, where all of this stands: reading it whole would stop everybody else.
  const text =
    bytes.length <= 2 * END_BYTES
      ? bytes.text(0, bytes.length)
      : bytes.text(0, END_BYTES) + bytes.text(bytes.length - END_BYTES, bytes.length)
  const found: Found = { encrypted: false, counts: [], packed: false }
  const marks = /\b(?:obj|trailer)\b/g
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const from = marks.lastIndex
    const to = endOfDictionary(text, from)
    const dictionary = text.slice(from, Math.min(to, from + 65_536))
    read(dictionary, mark[0] === 'trailer', found)
    marks.lastIndex = text.startsWith('stream', to) ? after(text, 'endstream', to) : to
  }
  return {
    ...(found.counts.length > 0 && !found.packed && { pages: Math.max(...found.counts) }),
    encrypted: found.encrypted,
    cut: !text.slice(-END_WITHIN).includes('%%EOF'),
  }
}

interface Found {
  encrypted: boolean
  counts: number[]
  packed: boolean
}

function read(dictionary: string, isTrailer: boolean, found: Found): void {
  const isReferences = /\/Type\s*\/XRef\b/.test(dictionary)
  if ((isTrailer || isReferences) && /\/Encrypt\s*(?:\d|<<)/.test(dictionary)) found.encrypted = true
  if (/\/Type\s*\/ObjStm\b/.test(dictionary)) found.packed = true
  const count = /\/Type\s*\/Pages\b/.test(dictionary) && /\/Count\s+(\d{1,6})(?!\d|\s+\d+\s+R)/.exec(dictionary)
  if (count) found.counts.push(Number(count[1]))
}

/** Where the next keyword that ends a dictionary stands. */
function endOfDictionary(text: string, from: number): number {
  const ends = /\b(?:stream|endobj|startxref|obj|trailer)\b/g
  ends.lastIndex = from
  return ends.exec(text)?.index ?? text.length
}

function after(text: string, word: string, from: number): number {
  const at = text.indexOf(word, from)
  return at < 0 ? text.length : at + word.length
}
