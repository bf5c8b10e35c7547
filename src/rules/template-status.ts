import type { ChannelState } from './channel-state.ts'
import type { Lang, Sentence } from './template.ts'

export type TemplateStatus = 'pending' | 'approved' | 'rejected'

/** TP-2: the finer words of the provider under the three that the screen knows. SENDING and NOT_ACCEPTED are ours. */
const STATUS_OF: Record<string, TemplateStatus> = {
  SENDING: 'pending',
  PENDING: 'pending',
  IN_REVIEW: 'pending',
  SUBMITTED: 'pending',
  IN_APPEAL: 'pending',
  APPROVED: 'approved',
  FLAGGED: 'approved',
  REINSTATED: 'approved',
  PAUSED: 'approved',
  LOCKED: 'approved',
  ARCHIVED: 'approved',
  REJECTED: 'rejected',
  FAILED: 'rejected',
  NOT_ACCEPTED: 'rejected',
  DISABLED: 'rejected',
  DELETED: 'rejected',
}

const OTHER_SPELLINGS: Record<string, string> = {
  APPEALED: 'IN_APPEAL',
  DEACTIVATED: 'DISABLED',
  DESACTIVATED: 'DISABLED',
  PENDING_DELETION: 'DELETED',
}

const SENDABLE = new Set(['APPROVED', 'FLAGGED', 'REINSTATED'])

/** One judge for webhook, schedule and "Actualizar" (TP-7). An unknown word keeps the last status and shows as it came. */
export function judgeStatus(
  raw: string,
  previous: { status: TemplateStatus; word: string } | null,
): { status: TemplateStatus; word: string; known: boolean } {
  const upper = raw
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
  const word = OTHER_SPELLINGS[upper] ?? upper
  const status = Object.hasOwn(STATUS_OF, word) ? STATUS_OF[word] : undefined
  if (status) return { status, word, known: true }
  return { status: previous?.status ?? 'pending', word: raw.trim(), known: false }
}

/** TP-3: asked when the template is chosen and again when the message leaves. */
export const isSendable = (word: string, active: boolean, channelState: ChannelState): boolean =>
  SENDABLE.has(word) && active && channelState === 'active'

const CATEGORY: Sentence = {
  es: 'El contenido no corresponde a la categoría elegida.',
  en: 'The content does not fit the chosen category.',
}

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

/** Plain words for a review's reason; `detail` is what `rejection_info` adds. An unknown reason is shown as it came (8.3). */
export function explainRejection(
  reason: string | null,
  lang: Lang,
  detail: { reason?: string; recommendation?: string } = {},
): string {
  const word = (reason?.trim() || 'NONE')
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
    .replace('INAVLID', 'INVALID')
  const known = Object.hasOwn(REASONS, word) ? REASONS[word] : undefined
  const sentence = known?.[lang] ?? { es: `Motivo de Meta: ${reason}.`, en: `Meta's reason: ${reason}.` }[lang]
  const hint = detail.recommendation && `${{ es: 'Sugerencia', en: 'Hint' }[lang]}: ${detail.recommendation}`
  return [sentence, detail.reason, hint].filter(Boolean).join(' ')
}
