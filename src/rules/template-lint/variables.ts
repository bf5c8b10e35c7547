import { hasLetterOrDigit, plain } from '../characters.ts'
import type { Sentence } from '../template.ts'
import { keysOf, type Part, piecesOf, type Reading } from './reading.ts'
import { REPLACE, rule } from './rule.ts'

/** What stands before the first and after the last variable of the trimmed body. */
const edges = (body: Part | null): string[] => {
  const pieces = body && body.tokens.length > 0 ? piecesOf(body) : []
  return [pieces.at(0), pieces.at(-1)].filter((piece) => piece !== undefined)
}

const between = (body: Part | null): string[] => (body ? piecesOf(body).slice(1, -1) : [])

const AND: Record<string, string> = { es: ' y ', en: ' and ', pt: ' e ' }

function separated({ text }: Part, { language }: Reading): string {
  const and = AND[language.split(/[_-]/)[0] ?? ''] ?? ', '
  return text.replace(/(?<=\{\{[a-z0-9_]+\}\})\s*(?=\{\{[a-z0-9_]+\}\})/g, and)
}

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu

const wordsOf = (body: Part): string[] =>
  piecesOf(body).flatMap(
    (piece) => piece.replace(/https?:\/\/\S+|www\.\S+|(?:[\w-]+\.)+[a-z]{2,}\/\S*/gi, ' url ').match(WORD) ?? [],
  )

/** n variables and w fixed words; the constants are observed, not published. */
const ratio = (body: Part | null) => ({ n: body ? keysOf(body).length : 0, w: body ? wordsOf(body).length : 0 })

const addWords = (n: number, w: number, needed: number): Sentence => ({
  es: `Hay ${w} palabras fijas para ${n} variables: agrega texto hasta unas ${needed}, o quita variables.`,
  en: `There are ${w} fixed words for ${n} variables: add text up to about ${needed}, or remove variables.`,
})

const COURTESY = new Set(
  'hola buenos buenas dias tardes noches estimado estimada saludos gracias adios hello hi dear good morning afternoon evening thanks thank you bye regards'.split(
    ' ',
  ),
)

/** Where variables stand in the body, and how much text carries them. */
export const variableRules = [
  rule(
    'VAR-09',
    'error',
    'c1',
    ({ body }) =>
      edges(body).some((edge) => edge.trim() === '') && {
        field: 'body',
        es: 'El cuerpo no puede empezar ni terminar con una variable: agrega texto.',
        en: 'The body cannot start or end with a variable: add text.',
      },
  ),

  rule(
    'VAR-10',
    'warning',
    'c4',
    ({ body }) =>
      edges(body).some((edge) => edge.trim() !== '' && !hasLetterOrDigit(edge)) && {
        field: 'body',
        es: 'Antes de la primera variable o después de la última solo hay signos: agrega alguna palabra.',
        en: 'There are only signs before the first or after the last variable: add a word.',
      },
  ),

  rule(
    'VAR-11',
    'error',
    'c1',
    (reading) =>
      reading.body &&
      between(reading.body).some((piece) => piece.trim() === '') && {
        field: 'body',
        es: 'Hay variables pegadas: pon texto entre ellas.',
        en: 'There are variables side by side: put text between them.',
        mend: { label: REPLACE, value: separated(reading.body, reading) },
      },
  ),

  rule(
    'VAR-12',
    'warning',
    'c4',
    ({ body }) =>
      between(body).some((piece) => piece.trim() !== '' && !hasLetterOrDigit(piece)) && {
        field: 'body',
        es: 'Entre dos variables solo hay signos: pon alguna palabra.',
        en: 'There are only signs between two variables: put a word.',
      },
  ),

  rule('VAR-13', 'error', 'c3', ({ body }) => {
    const { n, w } = ratio(body)
    return n > 0 && w < 2 * n + 1 && { field: 'body', ...addWords(n, w, 3 * n + 1) }
  }),

  rule('VAR-13', 'warning', 'c3', ({ body }) => {
    const { n, w } = ratio(body)
    return n > 0 && w >= 2 * n + 1 && w < 3 * n + 1 && { field: 'body', ...addWords(n, w, 3 * n + 1) }
  }),

  rule(
    'VAR-17',
    'advice',
    'c4',
    ({ body }) =>
      body &&
      keysOf(body).length > 10 && {
        field: 'body',
        es: 'Son más de 10 variables: reparte el mensaje en dos plantillas.',
        en: 'There are more than 10 variables: split the message into two templates.',
      },
  ),

  rule(
    'VAR-18',
    'warning',
    'c1',
    ({ body }) =>
      body &&
      body.tokens.length > 0 &&
      hasLetterOrDigit(piecesOf(body).join('')) &&
      wordsOf(body).every((word) => COURTESY.has(plain(word))) && {
        field: 'body',
        es: 'Las variables llevan todo el sentido: di en el texto fijo para qué escribes.',
        en: 'The variables carry all the meaning: say in the fixed text why you write.',
      },
  ),
]
