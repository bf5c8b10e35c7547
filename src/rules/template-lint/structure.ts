import { keysOf } from './reading.ts'
import { rule } from './rule.ts'

const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION']

/** STR-02 (one of each component) holds by the template's shape; STR-04 stands with the samples, as VAR-14. */
export const structureRules = [
  rule(
    'STR-01',
    'error',
    'c1',
    ({ category, body }) =>
      category !== 'AUTHENTICATION' &&
      (body?.text ?? '').trim() === '' && {
        field: 'body',
        es: 'Escribe el cuerpo: toda plantilla lo necesita.',
        en: 'Write the body: every template needs one.',
      },
  ),

  rule('STR-03', 'error', 'c1', ({ header, body }) => {
    const formats = [header, body].flatMap((part) => part?.tokens.slice(0, 1) ?? []).map((token) => token.positional)
    return (
      new Set(formats).size > 1 && {
        field: 'header',
        es: 'Usa variables numeradas o con nombre, pero la misma forma en encabezado y cuerpo.',
        en: 'Use numbered or named variables, but the same form in header and body.',
      }
    )
  }),

  rule(
    'STR-05',
    'error',
    'c1',
    ({ category }) =>
      !CATEGORIES.includes(category) && {
        field: 'category',
        es: 'Elige la categoría: Marketing, Utility o Authentication.',
        en: 'Choose the category: Marketing, Utility or Authentication.',
      },
  ),
]

const TYPES = ['TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO']

/** What this product offers of all that WhatsApp allows; imported templates are not held to it. PRD-06 goes with media. */
export const productStructureRules = [
  rule(
    'PRD-03',
    'error',
    'own',
    ({ language }) =>
      !/^(?:es|en)(?:[_-]|$)/i.test(language) && {
        field: 'language',
        es: 'Elige español o inglés, o una de sus variantes.',
        en: 'Choose Spanish or English, or one of their variants.',
      },
  ),

  rule('PRD-04', 'error', 'own', ({ parts }) =>
    parts
      .filter((part) => part.tokens.some((token) => !token.positional) || keysOf(part).length < part.tokens.length)
      .map((part) => ({
        field: part.field,
        es: 'Usa parámetros numerados, {{1}}, {{2}}…, y cada número una sola vez.',
        en: 'Use numbered parameters, {{1}}, {{2}}…, and each number only once.',
      })),
  ),

  rule(
    'PRD-05',
    'error',
    'own',
    ({ type, category }) =>
      !TYPES.includes(type) &&
      category !== 'AUTHENTICATION' && {
        field: 'type',
        es: 'Elige texto, texto con imagen, texto con documento o texto con video.',
        en: 'Choose text, text with image, text with document or text with video.',
      },
  ),
]
