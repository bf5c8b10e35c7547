const HOUR_MS = 3_600_000

/** A message that waits: when it was made, and when the last interruption of its channel ended; null for none. */
export type Waiting = { madeAt: Date; interruptionEndedAt: Date | null }

/** CH-13: held by an interruption for longer than anyone would expect it to arrive. A message that no interruption held
 *  may wait however long; `hours` is the setting HELD_HOURS. */
export function heldTooLong({ madeAt, interruptionEndedAt }: Waiting, now: Date, hours: number): boolean {
  return wasHeld({ madeAt, interruptionEndedAt }) && now.getTime() - madeAt.getTime() > hours * HOUR_MS
}

/** CH-13: an interruption ended while it waited; if it cannot leave now, its sender is told. */
export const wasHeld = ({ madeAt, interruptionEndedAt }: Waiting): boolean =>
  interruptionEndedAt !== null && interruptionEndedAt > madeAt
