import {
  emojiMarks,
  hasEmoji,
  hasLineBreak,
  hasMarkup,
  lengthOf,
  markupMarks,
  marksOf,
  withoutEmoji,
  withoutLineBreaks,
  withoutMarkup,
} from '../characters.ts'
import { unixLines } from './reading.ts'
import { type Rule, SHORTEN, tooLong, where } from './rule.ts'

const BRACES = /(?<!\{)\{+[^{}]*\}+/g

export const footerRules: Rule[] = [
  {
    id: 'FTR-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Escribe el pie o quítalo.',
    en: 'Write the footer or remove it.',
    find: ({ footer }) => footer?.trim() === '' && 'footer',
  },
  {
    id: 'FTR-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    ...SHORTEN,
    find: ({ footer }) => footer !== null && tooLong('footer', lengthOf(unixLines(footer)), 60),
  },
  {
    id: 'FTR-02',
    severity: 'error',
    confidence: 'c2',
    sources: ['manager', 'codes'],
    es: 'El pie no admite variables: pásalas al cuerpo.',
    en: 'The footer cannot have variables: move them to the body.',
    find: ({ footer }) => footer !== null && footer.includes('{') && where('footer', marksOf(footer, BRACES)),
  },
  {
    id: 'FTR-03',
    severity: 'error',
    confidence: 'c2',
    sources: ['manager'],
    es: 'Escribe el pie en una sola línea.',
    en: 'Write the footer on one line.',
    find: ({ footer }) => footer !== null && hasLineBreak(footer) && 'footer',
    mend: ({ footer }) => footer && withoutLineBreaks(footer),
  },
  {
    id: 'FTR-04',
    severity: 'error',
    confidence: 'c2',
    sources: ['manager'],
    es: 'Quita los emojis del pie.',
    en: 'Remove the emojis from the footer.',
    find: ({ footer }) => footer !== null && hasEmoji(footer) && where('footer', emojiMarks(footer)),
    mend: ({ footer }) => footer && withoutEmoji(footer),
  },
  {
    id: 'FTR-05',
    severity: 'warning',
    confidence: 'c3',
    sources: ['provider'],
    es: 'Los signos * _ ~ ` no dan formato en el pie: quítalos, se verán tal cual.',
    en: 'The signs * _ ~ ` do not format the footer: remove them, they will show as they are.',
    find: ({ footer }) => {
      if (footer === null || !hasMarkup(footer)) return false
      const words = footer.replace(/https?:\S+|www\.\S+|(?<!\S)[^\s@]{1,64}@\S+/gi, (link) => 'x'.repeat(link.length))
      return where('footer', markupMarks(words.replace(BRACES, (token) => 'x'.repeat(token.length))))
    },
    mend: ({ footer }) => footer && withoutMarkup(footer),
  },
  {
    id: 'FTR-06',
    severity: 'error',
    confidence: 'c1',
    sources: ['authentication'],
    es: 'Quita el pie: en autenticación WhatsApp solo escribe los minutos de validez.',
    en: 'Remove the footer: in authentication WhatsApp only writes how many minutes the code is valid.',
    find: ({ footer, category }) => category === 'AUTHENTICATION' && footer !== null && 'footer',
  },
  {
    id: 'FTR-07',
    severity: 'error',
    confidence: 'c1',
    sources: ['formats'],
    es: 'Quita el pie: las ofertas por tiempo limitado no llevan ninguno.',
    en: 'Remove the footer: limited-time offers have none.',
    find: ({ footer, type }) => /^(?:LIMITED_TIME_OFFER|LTO)$/.test(type) && footer !== null && 'footer',
  },
]
