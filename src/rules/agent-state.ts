/** WS-8: what an agent is doing. "Sin conexión" is none of them: it stands beside. */
export const agentStates = ['available', 'lunch', 'dinner', 'busy', 'restroom', 'training', 'unavailable'] as const
export type AgentState = (typeof agentStates)[number]

/** Nobody is given work before they have said that they are ready for it. */
export const FIRST_STATE: AgentState = 'unavailable'

/** Somebody is there as long as their live stream, or a heartbeat, was heard of within this time. */
export const PRESENCE_SECONDS = 90

/** A stretch of a person's time. What was said of the state itself (`since`, `by`, `reason`) goes on while one comes and goes. */
export interface Period {
  state: AgentState
  present: boolean
  beganAt: Date
  change: 'chosen' | 'forced' | 'came' | 'went'
  since: Date
  by: string | null
  reason: string | null
}

export type Change =
  | { kind: 'chosen' | 'forced'; state: AgentState; by: string; reason: string | null }
  | { kind: 'came' }
  /** `at`: when nothing was heard of them any more. */
  | { kind: 'went'; at: Date }

/** The period that begins with a change, right after the one before; null when nothing changes. */
export function nextPeriod(before: Period | null, change: Change, now: Date): Period | null {
  const stated = change.kind === 'chosen' || change.kind === 'forced'
  const beganAt = afterStart(before, change.kind === 'went' && change.at < now ? change.at : now)
  if (stated) {
    const { kind, state, by, reason } = change
    if (before !== null && before.state === state && before.reason === reason) return null
    return { state, present: before?.present ?? false, beganAt, change: kind, since: beganAt, by, reason }
  }
  const present = change.kind === 'came'
  if ((before?.present ?? false) === present) return null
  const { state, since, by, reason } = before ?? { state: FIRST_STATE, since: beganAt, by: null, reason: null }
  return { state, present, beganAt, change: change.kind, since, by, reason }
}

/** No period is empty, whatever the clocks say. */
const afterStart = (before: Period | null, at: Date): Date =>
  before === null || at > before.beganAt ? at : new Date(before.beganAt.getTime() + 1)

/** WS-6: tickets reach those who are *disponible*, and there. */
export const takesTickets = ({ state, present }: Pick<Period, 'state' | 'present'>): boolean =>
  state === 'available' && present

/** TK-12: a ticket goes back when whoever has it has been gone for that long, and had it for that long. At lunch, or in
 *  any other state, one keeps one's tickets. */
export const goesBack = (goneSince: Date, assignedAt: Date, minutes: number, now: Date): boolean =>
  now.getTime() - Math.max(goneSince.getTime(), assignedAt.getTime()) >= minutes * 60_000
