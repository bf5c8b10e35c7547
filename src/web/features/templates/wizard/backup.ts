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

const keyOf = (channelId: string, draftId: string | undefined) => `score.draft.${channelId}.${draftId ?? 'new'}`

/** Kept in this browser until the server has it: over a closed tab, a crash, hours without a connection. */
export function keepBackup(channelId: string, { content, draft }: Backup): void {
  try {
    localStorage.setItem(keyOf(channelId, draft?.id), JSON.stringify({ content, draft }))
  } catch {
    // A full or forbidden store: the server's draft is still there.
  }
}

export function forgetBackup(channelId: string, draftId: string | undefined): void {
  try {
    localStorage.removeItem(keyOf(channelId, draftId))
  } catch {
    // As above.
  }
}

export function findBackup(channelId: string, draftId: string | undefined): Backup | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(channelId, draftId)) ?? 'null') as Backup | null
  } catch {
    return null
  }
}
