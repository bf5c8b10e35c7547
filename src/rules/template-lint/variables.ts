import { hasLetterOrDigit, plain } from '../characters.ts'
import type { Mark } from '../finding.ts'
import { gapsOf, keysOf, type Part, piecesOf, type Reading } from './reading.ts'
import { remembered } from './remembered.ts'
import { type Fault, type Rule, where } from './rule.ts'

/** What stands before, between or after variables; `at` is the number of the variable that follows. */
type Gap = Mark & { text: string; at: number }

const allGaps = (body: Part | null): Gap[] =>
  body && body.tokens.length > 0 ? gapsOf(body).map((gap, at) => ({ ...gap, at })) : []

/** What stands before the first and after the last variable. */
const edgesOf = (body: Part | null): Gap[] => {
  const gaps = allGaps(body)
  return [gaps.at(0), gaps.at(-1)].filter((gap) => gap !== undefined)
}
const betweenOf = (body: Part | null): Gap[] => allGaps(body).slice(1, -1)

const isBlank = ({ text }: { text: string }) => text.trim() === ''
const isSigns = (gap: { text: string }) => !isBlank(gap) && !hasLetterOrDigit(gap.text)

/** The variables at both ends of a gap, and the gap: where a word is missing. */
const around = (body: Part | null, { start, end, at }: Gap): Mark => ({
  start: body?.tokens[at - 1]?.start ?? start,
  end: body?.tokens[at]?.end ?? end,
})

const AND: Record<string, string> = { es: ' y ', en: ' and ', pt: ' e ' }

/** A joining word between variables that had nothing, or only signs, between them. */
const joined = (lacks: (gap: { text: string }) => boolean) => (reading: Reading) => {
  const { body, language } = reading
  if (!body) return null
  const and = AND[language.split(/[_-]/)[0]?.toLowerCase() ?? ''] ?? ' / '
  const gaps = gapsOf(body)
  return gaps
    .map((gap, at) => {
      const token = body.tokens[at]
      const inner = at > 0 && token !== undefined
      return (inner && lacks(gap) ? and : gap.text) + (token ? `{{${token.key}}}` : '')
    })
    .join('')
}

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu
const LINK = /(?:https?:\/\/|www\.)\S+|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}\/\S*/gi
/** Scripts that write without spaces: Meta counts seven Thai letters as a word, and each sign of Chinese and Japanese. */
const THAI = /\p{Script=Thai}[\p{Script=Thai}\p{M}]{0,6}/gu
const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu

export const fixedWordsOf = remembered((body: Part): string[] =>
  piecesOf(body).flatMap((piece) => {
    const text = piece.replace(LINK, ' url ')
    if (!/[\u0E00-\u0E7F\u3040-\u9FFF]/.test(text)) return text.match(WORD) ?? []
    return text.replace(THAI, ' $& ').replace(SIGN, ' $& ').match(WORD) ?? []
  }),
)

/** n variables and w fixed words; the constants are observed, not published. */
function shortOfWords({ body, settings: { wordsPerVariable } }: Reading) {
  const n = body ? keysOf(body).length : 0
  const w = body && n > 0 ? fixedWordsOf(body).length : 0
  const { refused, warned } = wordsPerVariable
  const fault: Fault = { field: 'body', fill: { n, w, needed: warned * n + 1 } }
  return { fault, isRefused: n > 0 && w < refused * n + 1, isWarned: n > 0 && w < warned * n + 1 }
}

const MORE_WORDS = {
  es: 'Hay {w} palabras fijas para {n} variables: agrega texto hasta unas {needed}, o quita variables.',
  en: 'There are {w} fixed words for {n} variables: add text up to about {needed}, or remove variables.',
}

/** Words of greeting and thanks, which say nothing of what a message is about. */
const COURTESY: ReadonlySet<string> = new Set(
  `hola buenos buenas dias tardes noches dia tarde noche estimado estimada estimados querido querida cliente senor senora
  sr sra saludos gracias muchas adios atentamente hello hi hey dear good morning afternoon evening customer thanks thank
  you very much bye regards best`
    .trim()
    .split(/\s+/),
)

export const isCourtesy = (word: string): boolean => COURTESY.has(plain(word))

/** Where variables stand in the body, and how much text carries them. */
export const variableRules: Rule[] = [
  {
    id: 'VAR-09',
    severity: 'error',
    confidence: 'c1',
    sources: ['codes', 'answers'],
    es: 'El cuerpo no puede empezar ni terminar con una variable: agrega texto.',
    en: 'The body cannot start or end with a variable: add text.',
    find: ({ body }) =>
      where(
        'body',
        edgesOf(body)
          .filter(isBlank)
          .map((gap) => around(body, gap)),
      ),
  },
  {
    id: 'VAR-10',
    severity: 'warning',
    confidence: 'c4',
    sources: ['observed'],
    es: 'Antes de la primera variable o después de la última solo hay signos: agrega alguna palabra.',
    en: 'There are only signs before the first or after the last variable: add a word.',
    find: ({ body, settings }) => settings.warnOfSignsOnly && where('body', edgesOf(body).filter(isSigns)),
  },
  {
    id: 'VAR-11',
    severity: 'error',
    confidence: 'c1',
    sources: ['review', 'manager'],
    es: 'Hay variables pegadas: pon texto entre ellas.',
    en: 'There are variables side by side: put text between them.',
    find: ({ body }) =>
      where(
        'body',
        betweenOf(body)
          .filter(isBlank)
          .map((gap) => around(body, gap)),
      ),
    mend: joined(isBlank),
  },
  {
    id: 'VAR-12',
    severity: 'warning',
    confidence: 'c4',
    sources: ['review', 'manager'],
    es: 'Entre dos variables solo hay signos: pon alguna palabra.',
    en: 'There are only signs between two variables: put a word.',
    find: ({ body, settings }) =>
      settings.warnOfSignsOnly &&
      where(
        'body',
        betweenOf(body)
          .filter(isSigns)
          .map((gap) => around(body, gap)),
      ),
  },
  {
    id: 'VAR-13',
    severity: 'error',
    confidence: 'c3',
    sources: ['codes', 'observed'],
    ...MORE_WORDS,
    find: (reading) => {
      const { fault, isRefused } = shortOfWords(reading)
      return isRefused && fault
    },
  },
  {
    id: 'VAR-13',
    severity: 'warning',
    confidence: 'c3',
    sources: ['answers', 'observed'],
    ...MORE_WORDS,
    find: (reading) => {
      const { fault, isRefused, isWarned } = shortOfWords(reading)
      return isWarned && !isRefused && fault
    },
  },
  {
    id: 'VAR-17',
    severity: 'advice',
    confidence: 'c4',
    sources: ['provider', 'caution'],
    es: 'Son más de 10 variables: reparte el mensaje en dos plantillas.',
    en: 'There are more than 10 variables: split the message into two templates.',
    find: ({ body }) => body && keysOf(body).length > 10 && 'body',
  },
  {
    id: 'VAR-18',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Las variables llevan todo el sentido: di en el texto fijo para qué escribes.',
    en: 'The variables carry all the meaning: say in the fixed text why you write.',
    find: ({ body }) => {
      if (!body || body.tokens.length === 0) return false
      const words = fixedWordsOf(body)
      return words.length > 0 && words.every((word) => isCourtesy(word)) && 'body'
    },
  },
]
