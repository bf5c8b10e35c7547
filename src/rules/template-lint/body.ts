import { emojiMarks, hasLetterOrDigit, lengthOf, marksOf } from '../characters.ts'
import { piecesOf, type Reading, unixLines } from './reading.ts'
import { type Rule, SHORTEN, tooLong } from './rule.ts'

const MOST = 1024
/** Special forms hold less. */
const MOST_OF: Record<string, number> = { LIMITED_TIME_OFFER: 600, LTO: 600, PRODUCT: 160, SPM: 160 }
const mostOf = ({ type }: Reading) => (Object.hasOwn(MOST_OF, type) ? (MOST_OF[type] ?? MOST) : MOST)

const lengthOfBody = ({ body }: Reading) => (body ? lengthOf(unixLines(body.text)) : 0)
const isLong = (reading: Reading) => {
  const length = lengthOfBody(reading)
  return length > reading.settings.bodyLength && length <= mostOf(reading)
}

/** Emojis beyond `most`, which are those to take out. */
function emojisBeyond({ body }: Reading, most: number) {
  const marks = body ? emojiMarks(body.text) : []
  return { count: marks.length, beyond: marks.slice(most) }
}

/** The body without the emojis beyond `most`. */
const fewerEmojis = (most: number) => (reading: Reading) => {
  const text = reading.body?.text ?? ''
  const { beyond } = emojisBeyond(reading, most)
  const kept = [...beyond, { start: text.length }].map(({ start }, at) => text.slice(beyond[at - 1]?.end ?? 0, start))
  return kept
    .join('')
    .replace(/ {2}(?! )/g, ' ')
    .trim()
}

const MOST_EMOJIS = 10
const TOO_MANY_LINES = /(?:\r\n|\n|\r(?!\n)){3,}/g

/** How long a body may be and what it may be made of. */
export const bodyRules: Rule[] = [
  {
    id: 'BODY-07',
    severity: 'error',
    confidence: 'c2',
    sources: ['answers'],
    es: 'El cuerpo no puede tener solo variables: agrega texto.',
    en: 'The body cannot be made of variables only: add text.',
    find: ({ body }) => body && body.tokens.length > 0 && !hasLetterOrDigit(piecesOf(body).join(' ')) && 'body',
  },
  {
    id: 'BODY-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'El cuerpo está vacío: escribe al menos una frase.',
    en: 'The body is empty: write one sentence at least.',
    find: ({ body }) => body?.text.trim() === '' && 'body',
  },
  {
    id: 'BODY-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['components', 'codes', 'formats'],
    ...SHORTEN,
    find: (reading) => tooLong('body', lengthOfBody(reading), mostOf(reading)),
  },
  {
    id: 'BODY-02',
    severity: 'warning',
    confidence: 'c3',
    sources: ['changes', 'providers'],
    es: 'En marketing, Meta puede rechazar más de {most} caracteres: acorta el texto si puedes.',
    en: 'In marketing, Meta may refuse more than {most} characters: shorten the text if you can.',
    find: (reading) =>
      reading.category === 'MARKETING' &&
      isLong(reading) && { field: 'body', fill: { most: reading.settings.bodyLength } },
  },
  {
    id: 'BODY-03',
    severity: 'advice',
    confidence: 'c4',
    sources: ['provider'],
    es: 'Es largo: con menos de {most} caracteres evitas un posible rechazo.',
    en: 'It is long: under {most} characters you avoid a possible refusal.',
    find: (reading) =>
      reading.category === 'UTILITY' &&
      isLong(reading) && { field: 'body', fill: { most: reading.settings.bodyLength } },
  },
  {
    id: 'BODY-06',
    severity: 'error',
    confidence: 'c2',
    sources: ['answers', 'manager'],
    es: 'Deja como máximo una línea en blanco entre párrafos.',
    en: 'Leave at most one blank line between paragraphs.',
    find: ({ body }) => {
      const marks = body ? marksOf(body.text, TOO_MANY_LINES) : []
      return marks.length > 0 && { field: 'body', marks }
    },
    mend: ({ body }) => body?.text.replace(TOO_MANY_LINES, '\n\n'),
  },
  {
    id: 'BODY-04',
    severity: 'error',
    confidence: 'c2',
    sources: ['answers', 'manager', 'changes'],
    es: 'Hay {count} emojis: deja 10 como máximo.',
    en: 'There are {count} emojis: keep 10 at most.',
    find: (reading) => {
      const { count, beyond } = emojisBeyond(reading, MOST_EMOJIS)
      return reading.category === 'MARKETING' && beyond.length > 0 && { field: 'body', marks: beyond, fill: { count } }
    },
    mend: fewerEmojis(MOST_EMOJIS),
  },
  {
    id: 'BODY-05',
    severity: 'error',
    confidence: 'c2',
    sources: ['answers', 'manager'],
    es: 'Hay {count} emojis: deja 10 como máximo; en Utility conviene no pasar de {most}.',
    en: 'There are {count} emojis: keep 10 at most; in Utility {most} are safer.',
    find: (reading) => {
      const { count, beyond } = emojisBeyond(reading, MOST_EMOJIS)
      const fill = { count, most: reading.settings.utilityEmojis }
      return reading.category === 'UTILITY' && beyond.length > 0 && { field: 'body', marks: beyond, fill }
    },
    mend: (reading) => fewerEmojis(Math.min(MOST_EMOJIS, reading.settings.utilityEmojis))(reading),
  },
  {
    id: 'BODY-05',
    severity: 'warning',
    confidence: 'c2',
    sources: ['manager'],
    es: 'Hay {count} emojis y en Utility Meta puede rechazar más de {most}: quita algunos.',
    en: 'There are {count} emojis, and in Utility Meta may refuse more than {most}: remove some.',
    find: (reading) => {
      const most = reading.settings.utilityEmojis
      const { count, beyond } = emojisBeyond(reading, most)
      const milder = reading.category === 'UTILITY' && beyond.length > 0 && count <= MOST_EMOJIS
      return milder && { field: 'body', marks: beyond, fill: { count, most } }
    },
    mend: (reading) => fewerEmojis(reading.settings.utilityEmojis)(reading),
  },
]
