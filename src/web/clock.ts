/** How much the server's clock is ahead of this computer's, in milliseconds. What ends by the server's clock, like the window of
 *  24 hours, must not lie where a computer's is wrong. */
let ahead = 0
/** The header knows seconds; less than this is no difference. */
const NOTABLE_MS = 3_000

/** Learns from the header `date` of an answer that was asked for just now. */
export function learnClock(date: string | null, askedAt: number): void {
  const told = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(told)) return
  // The second of the header had begun half a second before, and the answer took half of its time to come back.
  const found = told + 500 - (askedAt + Date.now()) / 2
  ahead = Math.abs(found) < NOTABLE_MS ? 0 : found
}

/** The present by the server's clock, in milliseconds. */
export const serverNow = (): number => Date.now() + ahead
