import { type BusinessHours, openSeconds } from '../../../../rules/business-hours.ts'

export interface Promised {
  serviceLevelSeconds: number
  hours: BusinessHours['days']
  holidays: BusinessHours['holidays']
}

export interface ServiceLevel {
  state: 'fine' | 'near' | 'past'
  /** Milliseconds of open time: what is left, or by how much it is past. */
  amount: number
}

/** From here on it is near its end. */
const NEAR = 0.75

/** HR-3: how a ticket that nobody has answered stands to what its queue promises, counted while the queue is open. */
export function serviceLevelOf(queue: Promised, timeZone: string, openedAt: Date, now: Date): ServiceLevel {
  const hours = { days: queue.hours, holidays: queue.holidays }
  // Long past is past: nobody counts the open hours of a month.
  const from = new Date(Math.max(openedAt.getTime(), now.getTime() - 35 * 86_400_000))
  const waited = openSeconds(hours, timeZone, from, now)
  const left = queue.serviceLevelSeconds - waited
  const state = left < 0 ? 'past' : waited >= queue.serviceLevelSeconds * NEAR ? 'near' : 'fine'
  return { state, amount: Math.abs(left) * 1000 }
}
