import type { Sentence } from '../template.ts'
import { FORMAT_WORDS, type Format } from './format.ts'
import { type ChatType, MEDIA_LIMITS } from './limits.ts'
import type { SeenMedia } from './read-media.ts'
import { rule } from './rule.ts'

const ALLOWED_SOMEWHERE: ReadonlySet<Format> = new Set(Object.values(MEDIA_LIMITS).flatMap(({ formats }) => formats))
/** The row of the rulebook that says what each may be. */
const KIND_RULES: Readonly<Record<ChatType, string>> = {
  IMAGE: 'MED-01',
  VIDEO: 'MED-02',
  DOCUMENT: 'MED-03',
  AUDIO: 'MED-04',
}

const isWanted = ({ limit, format }: SeenMedia) => limit.formats.includes(format)

const ENDINGS: Partial<Record<Format, readonly string[]>> = {
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  pdf: ['.pdf'],
  mp4: ['.mp4'],
  '3gp': ['.3gp', '.3gpp'],
  word: ['.docx'],
  excel: ['.xlsx'],
  powerpoint: ['.pptx'],
  office: ['.doc', '.xls', '.ppt'],
  text: ['.txt', '.csv'],
  ogg: ['.ogg', '.oga', '.opus'],
  mp3: ['.mp3'],
  m4a: ['.m4a', '.mp4'],
  aac: ['.aac'],
  amr: ['.amr'],
}
/** Sound in an MP4 is called after either. */
const endingsOf = ({ wanted, format }: SeenMedia): readonly string[] =>
  wanted === 'AUDIO' && format === 'mp4' ? ENDINGS.m4a! : ENDINGS[format]!
const TYPES: Partial<Record<Format, readonly string[]>> = {
  jpeg: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
  png: ['image/png', 'image/x-png'],
  pdf: ['application/pdf', 'application/x-pdf'],
  mp4: ['video/mp4'],
}
/** What browsers call sound and documents differs too much to be held against anybody. */
const declaredRight = ({ wanted, use, format, declaredType }: SeenMedia) =>
  UNTOLD.has(declaredType) ||
  (use === 'chat' && (wanted === 'AUDIO' || TYPES[format] === undefined)) ||
  TYPES[format]!.includes(declaredType)
const UNTOLD = new Set(['', 'application/octet-stream', 'binary/octet-stream'])

/** What was found and what is asked for. */
const instead = (found: Sentence, { limit }: SeenMedia): Sentence => ({
  es: `Es ${found.es}; aquí va ${limit.words.es}.`,
  en: `It is ${found.en}; this has to be ${limit.words.en}.`,
})

/** Hundredths, rounded up, so that what is over a limit never reads like the limit. */
const inMb = (bytes: number, lang: string) =>
  new Intl.NumberFormat(lang, { maximumFractionDigits: 2 }).format(Math.ceil((bytes / 1_048_576) * 100) / 100)

const empty = rule('MED-18', 'error', 'own', ({ bytes }) =>
  bytes === 0 ? { es: 'El archivo está vacío: pesa 0 bytes.', en: 'The file is empty: it has 0 bytes.' } : null,
)

const namedWrong = rule('MED-10', 'error', 'c1', (seen) => {
  if (!isWanted(seen)) return null
  const { format, ending, declaredType } = seen
  const right = endingsOf(seen)
  const found = FORMAT_WORDS[format]
  if (ending !== '' && !right.includes(ending))
    return {
      es: `Por dentro es ${found.es}, pero su nombre termina en ${ending}. Cámbialo a ${right[0]}.`,
      en: `Inside it is ${found.en}, but its name ends in ${ending}. Change it to ${right[0]}.`,
    }
  return (
    !declaredRight(seen) && {
      es: `Por dentro es ${found.es}, pero llega como «${declaredType}».`,
      en: `Inside it is ${found.en}, but it comes as “${declaredType}”.`,
    }
  )
})

const junkBefore = rule('MED-10', 'error', 'c1', ({ wanted, junk }) =>
  wanted === 'DOCUMENT' && junk !== null
    ? {
        es: `El PDF no empieza con su marca %PDF: tiene ${junk} bytes delante. Ábrelo y guárdalo otra vez como PDF.`,
        en: `The PDF does not begin with its mark %PDF: ${junk} bytes stand before it. Open it and save it as PDF again.`,
      }
    : null,
)

const otherFormat = rule('MED-12', 'error', 'c1', (seen) => {
  const { bytes, format, junk, wanted } = seen
  if (bytes === 0 || format === 'unknown' || isWanted(seen) || ALLOWED_SOMEWHERE.has(format)) return null
  return junk !== null && wanted === 'DOCUMENT' ? null : instead(FORMAT_WORDS[format], seen)
})

/** What may be sent elsewhere does not stand for what is asked here. */
const otherKind = rule('MED-10', 'error', 'c1', (seen) => {
  const { format, ending } = seen
  if (isWanted(seen) || !ALLOWED_SOMEWHERE.has(format)) return null
  const found = FORMAT_WORDS[format]
  if (ending === '' || ENDINGS[format]!.includes(ending)) return instead(found, seen)
  const called = { es: `${found.es}, aunque termina en ${ending}`, en: `${found.en}, though it ends in ${ending}` }
  return instead(called, seen)
})

const unknown = (wanted: ChatType) =>
  rule(KIND_RULES[wanted], 'error', 'c1', (seen) => {
    if (seen.wanted !== wanted || seen.bytes === 0 || seen.format !== 'unknown') return null
    return seen.junk !== null && wanted === 'DOCUMENT' ? null : instead(FORMAT_WORDS.unknown, seen)
  })

const tooLarge = rule('MED-11', 'error', 'own', (seen) => {
  const { bytes } = seen
  const most = seen.limit.bytes
  return (
    isWanted(seen) &&
    bytes > most && {
      es: `Pesa ${inMb(bytes, 'es-PE')} MB; el máximo es ${inMb(most, 'es-PE')} MB.`,
      en: `It has ${inMb(bytes, 'en')} MB; the limit is ${inMb(most, 'en')} MB.`,
    }
  )
})

const unnamed = rule('MED-16', 'advice', 'c1', (seen) =>
  isWanted(seen) && seen.format === 'pdf' && seen.ending === ''
    ? {
        es: 'Su nombre no tiene terminación; la persona lo recibirá con .pdf al final.',
        en: 'Its name has no ending; the person will get it with .pdf at the end.',
      }
    : null,
)

export const fileRules = [
  empty,
  otherFormat,
  otherKind,
  unknown('IMAGE'),
  unknown('DOCUMENT'),
  unknown('VIDEO'),
  unknown('AUDIO'),
  junkBefore,
  namedWrong,
  tooLarge,
  unnamed,
]
