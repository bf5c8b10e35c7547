import type { ChannelState } from './channel-state.ts'

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

/** Of the approved, those that WhatsApp lets leave. */
export const SENDABLE_WORDS: readonly string[] = ['APPROVED', 'FLAGGED', 'REINSTATED']
export const isSendableWord = (word: string): boolean => SENDABLE_WORDS.includes(word)

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
  isSendableWord(word) && active && channelState === 'active'
