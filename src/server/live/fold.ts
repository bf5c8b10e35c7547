/** Ten a second in the long run. A screen asks one thing at a time, so one that is slower gathers by itself. */
const EACH_MS = 100
/** After a pause this much may be drawn in advance, so that what comes by ones and twos comes at once. */
const IN_ADVANCE_MS = 500
/** Neighbours of one moment travel together. */
const GAP_MS = 25

/** When one topic may be announced to one stream. */
export interface Pace {
  /** Milliseconds until it may be announced; 0 is now. */
  wait(now: number): number
  announced(now: number): void
}

export function openPace(): Pace {
  let paidUntil = 0
  let last = -Infinity
  return {
    wait: (now) => Math.max(0, paidUntil - IN_ADVANCE_MS - now, last + GAP_MS - now),
    announced(now) {
      paidUntil = Math.max(paidUntil, now) + EACH_MS
      last = now
    },
  }
}
