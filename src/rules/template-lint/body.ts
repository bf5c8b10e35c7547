import { emojisIn, hasLetterOrDigit, lengthOf } from '../characters.ts'
import { type Part, piecesOf } from './reading.ts'
import { REPLACE, rule, tooMany } from './rule.ts'

const isMarketing = (category: string) => category === 'MARKETING'
const emojiCount = (body: Part | null) => emojisIn(body?.text ?? '').length
const isOver550 = (body: Part | null) => body !== null && lengthOf(body.text) > 550 && lengthOf(body.text) <= 1024

/** How long a body may be and what it may not be made of. */
export const bodyRules = [
  rule(
    'BODY-07',
    'error',
    'c2',
    ({ body }) =>
      body &&
      body.tokens.length > 0 &&
      !hasLetterOrDigit(piecesOf(body).join(' ')) && {
        field: 'body',
        es: 'El cuerpo no puede tener solo variables: agrega texto.',
        en: 'The body cannot be made of variables only: add text.',
      },
  ),

  rule(
    'BODY-01',
    'error',
    'c1',
    ({ body }) => body && lengthOf(body.text) > 1024 && { field: 'body', ...tooMany(lengthOf(body.text) - 1024, 1024) },
  ),

  rule(
    'BODY-02',
    'warning',
    'c3',
    ({ body, category }) =>
      isMarketing(category) &&
      isOver550(body) && {
        field: 'body',
        es: 'En marketing, Meta puede rechazar más de 550 caracteres: acorta el texto si puedes.',
        en: 'In marketing, Meta may refuse more than 550 characters: shorten the text if you can.',
      },
  ),

  rule(
    'BODY-03',
    'advice',
    'c4',
    ({ body, category }) =>
      category === 'UTILITY' &&
      isOver550(body) && {
        field: 'body',
        es: 'Es largo: con menos de 550 caracteres evitas un posible rechazo.',
        en: 'It is long: under 550 characters you avoid a possible refusal.',
      },
  ),

  rule(
    'BODY-06',
    'error',
    'c2',
    ({ body }) =>
      body &&
      body.text.includes('\n\n\n') && {
        field: 'body',
        es: 'Deja como máximo una línea en blanco entre párrafos.',
        en: 'Leave at most one blank line between paragraphs.',
        mend: { label: REPLACE, value: body.text.replace(/\n{3,}/g, '\n\n') },
      },
  ),

  rule(
    'BODY-04',
    'error',
    'c2',
    ({ body, category }) =>
      isMarketing(category) &&
      emojiCount(body) > 10 && {
        field: 'body',
        es: 'Deja 10 emojis como máximo.',
        en: 'Keep 10 emojis at most.',
      },
  ),

  rule(
    'BODY-05',
    'error',
    'c2',
    ({ body, category }) =>
      category === 'UTILITY' &&
      emojiCount(body) > 10 && {
        field: 'body',
        es: 'Deja 10 emojis como máximo; en Utility conviene no pasar de 6.',
        en: 'Keep 10 emojis at most; in Utility 6 is safer.',
      },
  ),

  rule(
    'BODY-05',
    'warning',
    'c2',
    ({ body, category }) =>
      category === 'UTILITY' &&
      emojiCount(body) > 6 &&
      emojiCount(body) <= 10 && {
        field: 'body',
        es: 'En Utility Meta puede rechazar más de 6 emojis: quita algunos.',
        en: 'In Utility Meta may refuse more than 6 emojis: remove some.',
      },
  ),
]
