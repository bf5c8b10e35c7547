/** Why a template cannot be edited or deleted just now. */
export type Barrier =
  | 'sending'
  | 'in_review'
  | 'edit_under_way'
  | 'once_a_day'
  | 'ten_in_30_days'
  | 'locked'
  | 'archived'
  | 'disabled'
  | 'deleted'
  | 'made_elsewhere'
  | 'unknown_status'

/** LIM-04: what an approved template may be edited. */
export const EDITS = { inDay: 1, in30Days: 10 } as const

export const DAY_MS = 24 * 3_600_000
/** NAME-05 */
export const RESERVED_MS = 30 * DAY_MS

const APPROVED = new Set(['APPROVED', 'FLAGGED', 'REINSTATED'])
const FREE = new Set(['REJECTED', 'FAILED', 'PAUSED'])
const BARRED: Record<string, Barrier> = {
  SENDING: 'sending',
  PENDING: 'in_review',
  IN_REVIEW: 'in_review',
  SUBMITTED: 'in_review',
  IN_APPEAL: 'in_review',
  LOCKED: 'locked',
  ARCHIVED: 'archived',
  DISABLED: 'disabled',
  DELETED: 'deleted',
}

export interface Life {
  statusWord: string
  /** It is of a kind that cannot be written here. */
  foreign: boolean
  /** An edit of it has not been settled. */
  underWay: boolean
  /** When those of its edits that count began (LIM-04). */
  edits: readonly Date[]
}

export interface Editing {
  barrier: Barrier | null
  /** What Gupshup did not accept was never at WhatsApp: it is asked for again under its name (TP-6). */
  again: boolean
  /** Counts towards LIM-04, and the category stays (LIM-03). */
  counts: boolean
  leftIn30Days: number
  /** When it may be edited again, where only time stands in between. */
  nextAt: Date | null
}

/** LIM-03, LIM-04: whether and how a template can be edited now. */
export function editing({ statusWord, foreign, underWay, edits }: Life, now: Date): Editing {
  const recent = edits.filter((at) => now.getTime() - at.getTime() < 30 * DAY_MS).toSorted((a, b) => +a - +b)
  const counts = APPROVED.has(statusWord)
  const leftIn30Days = Math.max(0, EDITS.in30Days - recent.length)
  const plain = { again: statusWord === 'NOT_ACCEPTED', counts, leftIn30Days, nextAt: null }
  if (foreign) return { ...plain, barrier: 'made_elsewhere' }
  if (underWay) return { ...plain, barrier: 'edit_under_way' }
  if (plain.again || FREE.has(statusWord)) return { ...plain, barrier: null }
  if (!counts) return { ...plain, barrier: BARRED[statusWord] ?? 'unknown_status' }
  const full = recent.at(-EDITS.in30Days)
  if (full) return { ...plain, barrier: 'ten_in_30_days', nextAt: new Date(full.getTime() + 30 * DAY_MS) }
  const last = recent.at(-1)
  if (last && now.getTime() - last.getTime() < DAY_MS) {
    return { ...plain, barrier: 'once_a_day', nextAt: new Date(last.getTime() + DAY_MS) }
  }
  return { ...plain, barrier: null }
}

/** TP-8: what only agents see can be corrected all the same; not in what is gone, nor where an edit on its way would undo it. */
export const leavesNames = (barrier: Barrier): boolean => !['edit_under_way', 'disabled', 'deleted'].includes(barrier)

/** NAME-07; and what is on its way to the provider has to arrive first. */
export function deleting({ statusWord, underWay }: Pick<Life, 'statusWord' | 'underWay'>): Barrier | null {
  if (statusWord === 'SENDING') return 'sending'
  if (statusWord === 'DISABLED') return 'disabled'
  return underWay ? 'edit_under_way' : null
}

/** NAME-05: until when WhatsApp holds its name back; null for one that was never approved, whose name is soon free. */
export const reservedUntil = (everApproved: boolean, deletedAt: Date): Date | null =>
  everApproved ? new Date(deletedAt.getTime() + RESERVED_MS) : null
