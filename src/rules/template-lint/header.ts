import { hasEmoji, hasLineBreak, hasMarkup, lengthOf, withoutEmoji, withoutLineBreaks } from '../characters.ts'
import { outsideTokens, piecesOf } from './reading.ts'
import { REPLACE, rule, tooMany } from './rule.ts'

const FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION']

export const headerRules = [
  rule(
    'HDR-01',
    'error',
    'c1',
    ({ mediaHeader }) =>
      mediaHeader &&
      !FORMATS.includes(mediaHeader.format) && {
        field: 'header',
        es: 'El encabezado solo puede ser texto, imagen, video, documento o ubicación.',
        en: 'The header can only be text, image, video, document or location.',
      },
  ),

  rule('HDR-02', 'error', 'c1', ({ header }) => {
    if (header?.text.trim() === '')
      return { field: 'header', es: 'Escribe el encabezado o quítalo.', en: 'Write the header or remove it.' }
    return header && lengthOf(header.text) > 60 && { field: 'header', ...tooMany(lengthOf(header.text) - 60, 60) }
  }),

  rule(
    'HDR-03',
    'error',
    'c1',
    ({ header }) =>
      header &&
      header.tokens.length > 1 && {
        field: 'header',
        es: 'Deja una sola variable en el encabezado.',
        en: 'Keep only one variable in the header.',
      },
  ),

  rule(
    'HDR-04',
    'error',
    'c2',
    ({ header }) =>
      header &&
      hasLineBreak(header.text) && {
        field: 'header',
        es: 'Escribe el encabezado en una sola línea.',
        en: 'Write the header on one line.',
        mend: { label: REPLACE, value: withoutLineBreaks(header.text) },
      },
  ),

  rule(
    'HDR-05',
    'error',
    'c2',
    ({ header }) =>
      header &&
      hasEmoji(header.text) && {
        field: 'header',
        es: 'Quita los emojis del encabezado.',
        en: 'Remove the emojis from the header.',
        mend: { label: REPLACE, value: withoutEmoji(header.text) },
      },
  ),

  rule(
    'HDR-06',
    'error',
    'c1',
    ({ header }) =>
      header &&
      piecesOf(header).some(hasMarkup) && {
        field: 'header',
        es: 'Quita los signos de formato * _ ~ ` del encabezado.',
        en: 'Remove the formatting signs * _ ~ ` from the header.',
        mend: { label: REPLACE, value: outsideTokens(header, (piece) => piece.replace(/[*_~`]/g, '')) },
      },
  ),

  rule('HDR-07', 'warning', 'c4', ({ header }) => {
    const pieces = header && header.tokens.length > 0 ? piecesOf(header) : []
    return (
      [pieces.at(0), pieces.at(-1)].some((piece) => piece?.trim() === '') && {
        field: 'header',
        es: 'Pon alguna palabra antes y después de la variable del encabezado.',
        en: "Put a word before and after the header's variable.",
      }
    )
  }),
]
