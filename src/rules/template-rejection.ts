import type { Lang, Sentence } from './template.ts'

const CATEGORY: Sentence = {
  es: 'El contenido no corresponde a la categoría elegida.',
  en: 'The content does not fit the chosen category.',
}

/** Reasons of review (rulebook 8.3). */
const REASONS: Record<string, Sentence> = {
  INVALID_FORMAT: { es: 'El formato tiene un error.', en: 'The format has an error.' },
  INCORRECT_CATEGORY: CATEGORY,
  TAG_CONTENT_MISMATCH: CATEGORY,
  CATEGORY_NOT_AVAILABLE: {
    es: 'Esa categoría ya no existe. Elige otra y vuelve a solicitarla.',
    en: 'That category no longer exists. Choose another and request it again.',
  },
  ABUSIVE_CONTENT: {
    es: 'Meta vio contenido agresivo o que incumple sus políticas.',
    en: 'Meta saw abusive content or a policy breach.',
  },
  SCAM: {
    es: 'El texto se parece a una estafa. Aclara quién eres y para qué escribes.',
    en: 'The text looks like a scam. Say who you are and why you write.',
  },
  PROMOTIONAL: {
    es: 'Tiene contenido promocional que no corresponde.',
    en: 'It has promotional content that is not allowed here.',
  },
  NONE: {
    es: 'Meta no dio un motivo. Revisa formato, categoría y duplicados; después apela con un ejemplo.',
    en: 'Meta gave no reason. Check format, category and duplicates; then appeal with a sample.',
  },
}

const HINT: Sentence = { es: 'Sugerencia', en: 'Hint' }

/** In one spelling: case, blanks, hyphens and what was seen misspelt (reference 3.6) make no difference. */
export const rejectionWord = (reason: string | null): string =>
  (reason?.trim() || 'NONE')
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
    .replace('INAVLID', 'INVALID')

/** Plain words for a review's reason; `beside` is what stands with it. An unknown reason is shown as it came (8.3). */
export function explainRejection(
  reason: string | null,
  lang: Lang,
  beside: { detail?: string | null; recommendation?: string | null } = {},
): string {
  const word = rejectionWord(reason)
  const known = Object.hasOwn(REASONS, word) ? REASONS[word] : undefined
  const sentence = known?.[lang] ?? { es: `Motivo de Meta: ${reason}.`, en: `Meta's reason: ${reason}.` }[lang]
  const detail = plain(beside.detail)
  const hint = plain(beside.recommendation)
  const whole = detail && detail !== plain(reason) ? `${sentence.replace(/\.$/, '')}: ${detail}.` : sentence
  return hint ? `${whole} ${HINT[lang]}: ${hint}.` : whole
}

const plain = (text: string | null | undefined) => text?.trim().replace(/[.\s]+$/, '') ?? ''
