/** The provider gives the first link and makes it anew at most 40 times (gupshup.md 2.2). */
const LINKS_AT_MOST = 41
/** A link lives this long. */
export const LINK_LIFE_MS = 5 * 86_400_000
/** Nobody needs another one sooner, and they are counted. */
const FRESH_MS = 5 * 60_000

export interface SignUpLink {
  /** How many were made already. */
  made: number
  /** When the one that stands expires; null without one. */
  expiresAt: Date | null
}

export const linksLeft = (made: number): number => Math.max(0, LINKS_AT_MOST - made)

/** CH-11: whether another link may be asked for. */
export function mayAskLink({ made, expiresAt }: SignUpLink, now: Date): true | 'links_used_up' | 'link_is_new' {
  if (linksLeft(made) === 0) return 'links_used_up'
  const age = expiresAt === null ? Infinity : now.getTime() - (expiresAt.getTime() - LINK_LIFE_MS)
  return age < FRESH_MS ? 'link_is_new' : true
}
