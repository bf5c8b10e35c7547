import {
  hasEmoji,
  hasLineBreak,
  hasMarkup,
  lengthOf,
  withoutEmoji,
  withoutLineBreaks,
  withoutMarkup,
} from '../characters.ts'
import { REPLACE, rule, tooMany } from './rule.ts'

export const footerRules = [
  rule('FTR-01', 'error', 'c1', ({ footer }) => {
    if (footer?.trim() === '')
      return { field: 'footer', es: 'Escribe el pie o quítalo.', en: 'Write the footer or remove it.' }
    return footer && lengthOf(footer) > 60 && { field: 'footer', ...tooMany(lengthOf(footer) - 60, 60) }
  }),

  rule(
    'FTR-02',
    'error',
    'c2',
    ({ footer }) =>
      footer &&
      /\{\{[^{}]*\}\}/.test(footer) && {
        field: 'footer',
        es: 'El pie no admite variables: pásalas al cuerpo.',
        en: 'The footer cannot have variables: move them to the body.',
      },
  ),

  rule(
    'FTR-03',
    'error',
    'c2',
    ({ footer }) =>
      footer &&
      hasLineBreak(footer) && {
        field: 'footer',
        es: 'Escribe el pie en una sola línea.',
        en: 'Write the footer on one line.',
        mend: { label: REPLACE, value: withoutLineBreaks(footer) },
      },
  ),

  rule(
    'FTR-04',
    'error',
    'c2',
    ({ footer }) =>
      footer &&
      hasEmoji(footer) && {
        field: 'footer',
        es: 'Quita los emojis del pie.',
        en: 'Remove the emojis from the footer.',
        mend: { label: REPLACE, value: withoutEmoji(footer) },
      },
  ),

  rule(
    'FTR-05',
    'warning',
    'c3',
    ({ footer }) =>
      footer &&
      hasMarkup(footer.replace(/\{\{[^{}]*\}\}/g, '')) && {
        field: 'footer',
        es: 'Los signos * _ ~ ` no dan formato en el pie: se verán tal cual.',
        en: 'The signs * _ ~ ` do not format the footer: they will show as they are.',
        mend: { label: REPLACE, value: withoutMarkup(footer) },
      },
  ),
]
