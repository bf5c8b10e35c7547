import { whose } from '../../../kept.ts'
import type { Content } from './values.ts'

export interface Draft {
  id: string
  version: number
}

/** What had not reached the server yet, and which version of which draft it grew out of. */
export interface Backup {
  content: Content
  draft: Draft | null
}

/** `place`: the channel of a request, the template of an edit. Each person's own: a browser may be shared. */
const keyOf = (place: string, draftId: string | undefined) => `score.draft.${whose()}.${place}.${draftId ?? 'new'}`

/** Kept in this browser until the server has it: over a closed tab, a crash, hours without a connection. */
export function keepBackup(place: string, { content, draft }: Backup): void {
  try {
    localStorage.setItem(keyOf(place, draft?.id), JSON.stringify({ content, draft }))
  } catch {
    // A full or forbidden store: the server's draft is still there.
  }
}

export function forgetBackup(place: string, draftId: string | undefined): void {
  try {
    localStorage.removeItem(keyOf(place, draftId))
  } catch {
    // As above.
  }
}

export function findBackup(place: string, draftId: string | undefined): Backup | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(place, draftId)) ?? 'null') as Backup | null
  } catch {
    return null
  }
}
