import type { Rule } from './rule.ts'

const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION']
const MEDIA_TYPES = ['IMAGE', 'VIDEO', 'DOCUMENT']

/** What a template is made of. */
export const structureRules: Rule[] = [
  {
    id: 'STR-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Escribe el cuerpo: toda plantilla lo necesita.',
    en: 'Write the body: every template needs one.',
    find: ({ category, body }) => category !== 'AUTHENTICATION' && (body?.text ?? '').trim() === '' && 'body',
  },
  {
    id: 'STR-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Deja un solo texto aquí; los botones van todos en una lista.',
    en: 'Keep one single text here; all buttons stand in one list.',
    find: ({ odd }) => odd,
  },
  {
    id: 'STR-03',
    severity: 'error',
    confidence: 'c1',
    sources: ['overview'],
    es: 'Usa variables numeradas o con nombre, pero la misma forma en encabezado y cuerpo.',
    en: 'Use numbered or named variables, but the same form in header and body.',
    find: ({ header, body }) => {
      const first = [header, body].flatMap((part) => part?.tokens.slice(0, 1) ?? [])
      return first[0]?.positional !== first.at(-1)?.positional && 'header'
    },
  },
  {
    id: 'STR-04',
    severity: 'error',
    confidence: 'c1',
    sources: ['components', 'changes'],
    es: 'Falta el ejemplo que pide la revisión: un archivo para el encabezado, un texto para cada variable.',
    en: 'The sample that review asks for is missing: a file for the header, a text for each variable.',
    find: ({ type, media, header, parts, hasExamples, sampled, builtIn }) => {
      const needsFile = MEDIA_TYPES.includes(media?.format ?? '') || (MEDIA_TYPES.includes(type) && !media && !header)
      const noTexts = parts.some((part) => part.tokens.length > 0) && !hasExamples
      return [
        ...(needsFile && !media?.handle && !sampled && !builtIn ? ['header'] : []),
        ...(noTexts && !sampled ? ['examples'] : []),
      ]
    },
  },
  {
    id: 'STR-05',
    severity: 'error',
    confidence: 'c1',
    sources: ['management'],
    es: 'Elige la categoría: Marketing, Utility o Authentication.',
    en: 'Choose the category: Marketing, Utility or Authentication.',
    find: ({ category }) => !CATEGORIES.includes(category) && 'category',
  },
]
