/** What has become of a template's messages, by the day on which they left. */
export interface HealthFigures {
  sent: number
  delivered: number
  read: number
  failed: number
  taps: number
}

/** Of fewer sends no share is told: one reader more or less would move it too much. */
export const FEW_SENDS = 30

/** Shares of what was sent, 0 to 1; null while there are too few to say. Never above 1: what never left has
 *  failed too. */
export function sharesOf({
  sent,
  delivered,
  read,
  failed,
  taps,
}: HealthFigures): Record<'delivered' | 'read' | 'failed' | 'taps', number> | null {
  if (sent < FEW_SENDS) return null
  const of = (n: number, all: number) => (all === 0 ? 0 : Math.min(1, Math.max(0, n / all)))
  return {
    delivered: of(delivered, sent),
    read: of(read, sent),
    failed: of(failed, sent),
    taps: of(taps, sent),
  }
}

/** What kind of no a failure was, where that is told: the person's, WhatsApp's on the person's behalf, its answer to blocks
 *  and reports, the number's, ours. */
export type FailureGroup = 'opted_out' | 'blocked' | 'protected' | 'unreachable' | 'ours' | 'overtaken' | 'other'

const GROUPS: Record<string, FailureGroup> = {
  '131050': 'opted_out',
  opted_out: 'opted_out',
  '131048': 'blocked',
  '131049': 'protected',
  '130472': 'protected',
  '131026': 'unreachable',
  overtaken: 'overtaken',
  template_not_sendable: 'ours',
  held_too_long: 'ours',
  gave_up: 'ours',
}

export const failureGroup = (code: string): FailureGroup => GROUPS[code] ?? 'other'

/** Each group with its codes, most first; what arrived after all is taken off and stands last. */
export function groupFailures(
  failures: readonly { code: string; count: number }[],
): { group: FailureGroup; count: number; codes: { code: string; count: number }[] }[] {
  const groups = Map.groupBy(
    failures.filter(({ count }) => count !== 0),
    ({ code }) => failureGroup(code),
  )
  return [...groups]
    .map(([group, codes]) => ({
      group,
      count: codes.reduce((sum, { count }) => sum + count, 0),
      codes: codes.toSorted((a, b) => b.count - a.count),
    }))
    .toSorted((a, b) => b.count - a.count)
}
