const MINUTE_MS = 60_000
/** What the provider still had on its way under the old key has come by then. */
export const QUIET_MS = 10 * MINUTE_MS
export const AT_LATEST_MS = 24 * 60 * MINUTE_MS

export interface HookRenewal {
  /** When the provider confirmed the new address; null until then, and nothing ends without it. */
  subscribedAt: Date | null
  newUsedAt: Date | null
  oldUsedAt: Date | null
}

/** The old key ends when the provider was seen to use the new one and has left the old one alone for ten minutes, or 24
 *  hours after it confirmed the new one. */
export function oldKeyEnds({ subscribedAt, newUsedAt, oldUsedAt }: HookRenewal, now: Date): boolean {
  if (subscribedAt === null) return false
  if (now.getTime() - subscribedAt.getTime() >= AT_LATEST_MS) return true
  const quietSince = Math.max(subscribedAt.getTime(), oldUsedAt?.getTime() ?? 0)
  return newUsedAt !== null && now.getTime() - quietSince >= QUIET_MS
}
