import { renumberedApart } from './braces.ts'
import { atMost } from './buttons.ts'
import { overSize } from './media.ts'
import { keysOf } from './reading.ts'
import type { Rule } from './rule.ts'

const TYPES = ['TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO']
const KINDS: Record<string, string> = {
  URL: 'call to action',
  PHONE_NUMBER: 'call to action',
  QUICK_REPLY: 'quick reply',
}

/** What this product offers of all that WhatsApp allows; imported templates are not held to it (TP-5). */
export const productRules: Rule[] = [
  {
    id: 'PRD-01',
    severity: 'error',
    confidence: 'own',
    sources: ['product'],
    es: 'Hay {found} botones: deja {most} como máximo.',
    en: 'There are {found} buttons: keep {most} at most.',
    find: (reading) => reading.category !== 'AUTHENTICATION' && atMost(3)(reading),
  },
  {
    id: 'PRD-02',
    severity: 'error',
    confidence: 'own',
    sources: ['product'],
    es: 'Elige una sola clase de botones: llamada a la acción o respuesta rápida.',
    en: 'Choose one kind of buttons: call to action or quick reply.',
    find: ({ buttons, category }) => {
      const kinds = new Set(buttons.map((button) => KINDS[button.type] ?? 'not offered'))
      return category !== 'AUTHENTICATION' && (kinds.size > 1 || kinds.has('not offered')) && 'buttons'
    },
  },
  {
    id: 'PRD-03',
    severity: 'error',
    confidence: 'own',
    sources: ['product'],
    es: 'Elige español o inglés, o una de sus variantes.',
    en: 'Choose Spanish or English, or one of their variants.',
    find: ({ language }) => !/^(?:es|en)(?:[_-]|$)/i.test(language) && 'language',
  },
  {
    id: 'PRD-04',
    severity: 'error',
    confidence: 'own',
    sources: ['product'],
    es: 'Usa parámetros numerados, {{1}}, {{2}}…, y cada número una sola vez.',
    en: 'Use numbered parameters, {{1}}, {{2}}…, and each number only once.',
    find: ({ parts }) =>
      parts
        .filter((part) => part.tokens.some((token) => !token.positional) || keysOf(part).length < part.tokens.length)
        .map(({ field }) => field),
    mend: renumberedApart,
  },
  {
    id: 'PRD-05',
    severity: 'error',
    confidence: 'own',
    sources: ['product'],
    es: 'Elige texto, texto con imagen, texto con documento o texto con video.',
    en: 'Choose text, text with image, text with document or text with video.',
    find: ({ type, category }) => !TYPES.includes(type) && category !== 'AUTHENTICATION' && 'type',
  },
  {
    id: 'PRD-06',
    severity: 'error',
    confidence: 'own',
    sources: ['product'],
    es: 'Aquí se admiten hasta {most} MB para este tipo de archivo: usa uno más liviano.',
    en: 'Up to {most} MB are taken here for this kind of file: use a smaller one.',
    find: overSize,
  },
]
