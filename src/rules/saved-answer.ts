/** What fills a blank of a saved answer by itself when it is inserted. */
export const ANSWER_SOURCES = ['contact', 'firstName', 'phone', 'agent', 'ticket', 'company'] as const
export type AnswerSource = (typeof ANSWER_SOURCES)[number]

/** How each is written between braces, in Spanish and in English; the first is what the button writes. */
const NAMES: Readonly<Record<AnswerSource, { es: string; en: string }>> = {
  contact: { es: 'contacto', en: 'contact' },
  firstName: { es: 'nombre', en: 'first name' },
  phone: { es: 'teléfono', en: 'phone' },
  agent: { es: 'agente', en: 'agent' },
  ticket: { es: 'ticket', en: 'ticket' },
  company: { es: 'empresa', en: 'company' },
}

const plain = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()

const SOURCES = new Map(
  ANSWER_SOURCES.flatMap((source) => Object.values(NAMES[source]).map((name) => [plain(name), source] as const)),
)
const BLANK = /\{([^{}\n]{1,40})\}/gu

export const blankOf = (source: AnswerSource, lang: 'es' | 'en'): string => `{${NAMES[source][lang]}}`

export interface AnswerBlank {
  /** As it stands between the braces. */
  name: string
  /** Null: whoever inserts it is asked. */
  source: AnswerSource | null
}

/** The blanks of a text in their order, each name once; `{nombre}` and `{Nombre}` are one. */
export function answerBlanks(text: string): AnswerBlank[] {
  const found = new Map<string, AnswerBlank>()
  for (const [, name = ''] of text.matchAll(BLANK)) {
    const key = plain(name)
    if (key !== '' && !found.has(key)) found.set(key, { name: name.trim(), source: SOURCES.get(key) ?? null })
  }
  return [...found.values()]
}

/** What is known where it is inserted; empty where it is not. */
export type KnownValues = Readonly<Record<AnswerSource, string>>

/** The blanks that nothing fills: their values have to be asked for. */
export const missingIn = (text: string, known: KnownValues): AnswerBlank[] =>
  answerBlanks(text).filter(({ source }) => source === null || known[source].trim() === '')

/** The text with its values: what was given for a blank by its name, else what is known; what neither fills stays as it is.
 *  A value is put in as it is, whatever braces it has. */
export function fillAnswer(text: string, known: KnownValues, given: Readonly<Record<string, string>> = {}): string {
  const typed = new Map(Object.entries(given).map(([name, value]) => [plain(name), value]))
  return text.replaceAll(BLANK, (whole, name: string) => {
    const key = plain(name)
    const source = SOURCES.get(key)
    const value = typed.get(key) ?? (source ? known[source] : '')
    return value.trim() === '' ? whole : value
  })
}
