import {
  emojiMarks,
  hasEmoji,
  hasLineBreak,
  hasMarkup,
  lengthOf,
  marksOf,
  withoutEmoji,
  withoutLineBreaks,
} from '../characters.ts'
import { gapsOf, outsideTokens, piecesOf, unixLines } from './reading.ts'
import { type Rule, SHORTEN, tooLong, where } from './rule.ts'

const FORMATS = ['IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION']
const UPLOADED = ['IMAGE', 'VIDEO', 'DOCUMENT']
const SAMPLE_TYPES = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4']

export const headerRules: Rule[] = [
  {
    id: 'HDR-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'El encabezado solo puede ser texto, imagen, video, documento o ubicación.',
    en: 'The header can only be text, image, video, document or location.',
    find: ({ media }) => media && !FORMATS.includes(media.format) && 'header',
  },
  {
    id: 'HDR-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Escribe el encabezado o quítalo.',
    en: 'Write the header or remove it.',
    find: ({ header }) => header?.text.trim() === '' && 'header',
  },
  {
    id: 'HDR-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    ...SHORTEN,
    find: ({ header }) => header && tooLong('header', lengthOf(unixLines(header.text)), 60),
  },
  {
    id: 'HDR-03',
    severity: 'error',
    confidence: 'c1',
    sources: ['components', 'manager'],
    es: 'Deja una sola variable en el encabezado.',
    en: 'Keep only one variable in the header.',
    find: ({ header }) => header && where('header', header.tokens.slice(1)),
  },
  {
    id: 'HDR-04',
    severity: 'error',
    confidence: 'c2',
    sources: ['manager', 'observed'],
    es: 'Escribe el encabezado en una sola línea.',
    en: 'Write the header on one line.',
    find: ({ header }) => header && hasLineBreak(header.text) && 'header',
    mend: ({ header }) => header && withoutLineBreaks(header.text),
  },
  {
    id: 'HDR-05',
    severity: 'error',
    confidence: 'c2',
    sources: ['manager', 'observed'],
    es: 'Quita los emojis del encabezado.',
    en: 'Remove the emojis from the header.',
    find: ({ header }) => header && hasEmoji(header.text) && where('header', emojiMarks(header.text)),
    mend: ({ header }) => header && withoutEmoji(header.text),
  },
  {
    id: 'HDR-06',
    severity: 'error',
    confidence: 'c1',
    sources: ['components', 'manager', 'codes'],
    es: 'Quita los signos de formato * _ ~ ` del encabezado.',
    en: 'Remove the formatting signs * _ ~ ` from the header.',
    find: ({ header }) =>
      header &&
      piecesOf(header).some(hasMarkup) && {
        field: 'header',
        marks: gapsOf(header).flatMap((gap) =>
          marksOf(gap.text, /[*_~`]/g).map(({ start, end }) => ({ start: gap.start + start, end: gap.start + end })),
        ),
      },
    mend: ({ header }) => header && outsideTokens(header, (piece) => piece.replace(/[*_~`]/g, '')),
  },
  {
    id: 'HDR-07',
    severity: 'warning',
    confidence: 'c4',
    sources: ['provider'],
    es: 'Pon alguna palabra antes y después de la variable del encabezado.',
    en: "Put a word before and after the header's variable.",
    find: ({ header }) => {
      const pieces = header && header.tokens.length > 0 ? piecesOf(header) : []
      return [pieces.at(0), pieces.at(-1)].some((piece) => piece?.trim() === '') && 'header'
    },
  },
  {
    id: 'HDR-08',
    severity: 'error',
    confidence: 'c1',
    sources: ['components', 'upload'],
    es: 'El ejemplo del encabezado es un archivo PDF, JPG, PNG o MP4 subido a Meta, no un enlace.',
    en: "The header's sample is a PDF, JPG, PNG or MP4 file uploaded to Meta, not a link.",
    find: ({ media, sampled, builtIn }) => {
      if (!media || !UPLOADED.includes(media.format)) return false
      const given = media.handle !== '' || (!sampled && !builtIn)
      const isHandle = /^\d+::?\S/.test(media.handle)
      return ((given && !isHandle) || (media.mime !== '' && !SAMPLE_TYPES.includes(media.mime))) && 'header'
    },
  },
  {
    id: 'HDR-09',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'La ubicación solo va en Marketing y Utility: quítala.',
    en: 'A location goes only with Marketing and Utility: remove it.',
    find: ({ media, category }) => media?.format === 'LOCATION' && category === 'AUTHENTICATION' && 'header',
  },
  {
    id: 'HDR-10',
    severity: 'error',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Quita el encabezado: las plantillas de autenticación no llevan ninguno.',
    en: 'Remove the header: authentication templates have none.',
    find: ({ media, header, category }) => category === 'AUTHENTICATION' && (media || header) && 'header',
  },
  {
    id: 'HDR-11',
    severity: 'error',
    confidence: 'c3',
    sources: ['provider', 'observed'],
    es: 'El encabezado es de otra clase que el tipo de la plantilla, y esa clase ya no cambia después: haz que coincidan.',
    en: 'The header is of another kind than the type of the template, and the kind never changes later: make them agree.',
    find: ({ media, type }) => media && FORMATS.includes(type) && media.format !== type && 'header',
  },
]
