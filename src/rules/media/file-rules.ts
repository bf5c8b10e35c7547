import type { Sentence } from '../template.ts'
import { FORMAT_WORDS, type Format } from './format.ts'
import { MEDIA_LIMITS, type MediaType } from './limits.ts'
import type { SeenMedia } from './read-media.ts'
import { rule } from './rule.ts'

const FORMATS: Readonly<Record<MediaType, readonly Format[]>> = {
  IMAGE: ['jpeg', 'png'],
  DOCUMENT: ['pdf'],
  VIDEO: ['mp4'],
}
const ALLOWED_SOMEWHERE: ReadonlySet<Format> = new Set(Object.values(FORMATS).flat())
/** The row of the rulebook that says what each may be. */
const KIND_RULES: Readonly<Record<MediaType, string>> = { IMAGE: 'MED-01', VIDEO: 'MED-02', DOCUMENT: 'MED-03' }

const isWanted = ({ wanted, format }: SeenMedia) => FORMATS[wanted].includes(format)

const ENDINGS: Partial<Record<Format, readonly string[]>> = {
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  pdf: ['.pdf'],
  mp4: ['.mp4'],
}
const TYPES: Partial<Record<Format, readonly string[]>> = {
  jpeg: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
  png: ['image/png', 'image/x-png'],
  pdf: ['application/pdf', 'application/x-pdf'],
  mp4: ['video/mp4'],
}
const UNTOLD = new Set(['', 'application/octet-stream', 'binary/octet-stream'])

/** What was found and what is asked for. */
const instead = (found: Sentence, { wanted }: SeenMedia): Sentence => ({
  es: `Es ${found.es}; aquí va ${MEDIA_LIMITS[wanted].words.es}.`,
  en: `It is ${found.en}; this has to be ${MEDIA_LIMITS[wanted].words.en}.`,
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
  const right = ENDINGS[format]!
  const found = FORMAT_WORDS[format]
  if (ending !== '' && !right.includes(ending))
    return {
      es: `Por dentro es ${found.es}, pero su nombre termina en ${ending}. Cámbialo a ${right[0]}.`,
      en: `Inside it is ${found.en}, but its name ends in ${ending}. Change it to ${right[0]}.`,
    }
  return (
    !UNTOLD.has(declaredType) &&
    !TYPES[format]!.includes(declaredType) && {
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
  if (bytes === 0 || format === 'unknown' || ALLOWED_SOMEWHERE.has(format)) return null
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

const unknown = (wanted: MediaType) =>
  rule(KIND_RULES[wanted], 'error', 'c1', (seen) => {
    if (seen.wanted !== wanted || seen.bytes === 0 || seen.format !== 'unknown') return null
    return seen.junk !== null && wanted === 'DOCUMENT' ? null : instead(FORMAT_WORDS.unknown, seen)
  })

const tooLarge = rule('MED-11', 'error', 'own', (seen) => {
  const { bytes, wanted } = seen
  const most = MEDIA_LIMITS[wanted].bytes
  return (
    isWanted(seen) &&
    bytes > most && {
      es: `Pesa ${inMb(bytes, 'es-PE')} MB; el máximo es ${inMb(most, 'es-PE')} MB.`,
      en: `It has ${inMb(bytes, 'en')} MB; the limit is ${inMb(most, 'en')} MB.`,
    }
  )
})

const unnamed = rule('MED-16', 'advice', 'c1', (seen) =>
  isWanted(seen) && seen.wanted === 'DOCUMENT' && seen.ending === ''
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
  junkBefore,
  namedWrong,
  tooLarge,
  unnamed,
]
