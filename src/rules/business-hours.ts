import { DAY_MS, momentOf, wallAt } from './zoned-time.ts'

/** From and to as a clock shows them, `09:00` to `18:00`; a day ends at `24:00`. */
export interface Span {
  from: string
  to: string
}

export interface Holiday {
  /** `2026-12-25`. */
  date: string
  name: string
}

/** HR-2. Days from Monday; none at all (null) is always open, holidays excepted. */
export interface BusinessHours {
  days: readonly (readonly Span[])[] | null
  holidays: readonly Holiday[]
}

/** Beyond this nobody looks for an opening: a queue with empty days never opens. */
const FURTHEST_DAYS = 400
const WHOLE_DAY: readonly Span[] = [{ from: '00:00', to: '24:00' }]

/** Minutes since midnight. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)

function spansOf({ days, holidays }: BusinessHours, day: number): readonly Span[] {
  if (holidays.length > 0) {
    const date = dateOf(day)
    if (holidays.some((holiday) => holiday.date === date)) return []
  }
  return days === null ? WHOLE_DAY : (days[weekdayOf(day)] ?? [])
}

/** Moments in ms, `to` excluded. */
type Opening = { from: number; to: number }

function* openingsFrom(hours: BusinessHours, timeZone: string, day: number, days: number): Generator<Opening> {
  for (let n = 0; n < days; n++) {
    for (const { from, to } of spansOf(hours, day + n)) {
      const opening = {
        from: momentOf(timeZone, { day: day + n, minute: minuteOf(from) }),
        to: momentOf(timeZone, { day: day + n, minute: minuteOf(to) }),
      }
      if (opening.from < opening.to) yield opening
    }
  }
}

/** HR-2: whether the queue is open at that moment. Of an hour that the clocks show twice, the opening's end is the first. */
export function isOpen(hours: BusinessHours, timeZone: string, at: Date): boolean {
  const { day } = wallAt(timeZone, at)
  for (const { from, to } of openingsFrom(hours, timeZone, day, 1)) {
    if (from <= at.getTime() && at.getTime() < to) return true
  }
  return false
}

/** The first moment from `at` on at which it is open, `at` itself if it is open then; null when it stays closed for over a year. */
export function nextOpening(hours: BusinessHours, timeZone: string, at: Date): Date | null {
  const { day } = wallAt(timeZone, at)
  for (const { from, to } of openingsFrom(hours, timeZone, day, FURTHEST_DAYS)) {
    if (at.getTime() < to) return new Date(Math.max(from, at.getTime()))
  }
  return null
}

/** Its open hours between two moments. */
export function openingsBetween(
  hours: BusinessHours,
  timeZone: string,
  from: Date,
  to: Date,
): { from: Date; to: Date }[] {
  const [first, last] = [wallAt(timeZone, from).day, wallAt(timeZone, to).day]
  return [...openingsFrom(hours, timeZone, first, last - first + 1)]
    .map((opening) => ({
      from: new Date(Math.max(opening.from, from.getTime())),
      to: new Date(Math.min(opening.to, to.getTime())),
    }))
    .filter((opening) => opening.from < opening.to)
}

/** Seconds of open time between two moments: in these the service level is counted (HR-3). */
export function openSeconds(hours: BusinessHours, timeZone: string, from: Date, to: Date): number {
  const openings = openingsBetween(hours, timeZone, from, to)
  return openings.reduce((sum, opening) => sum + opening.to.getTime() - opening.from.getTime(), 0) / 1000
}

/** For whoever comes at or after `from` and before `to` (ms): the promise ends `ahead` ms after one came, or for all of
 *  them at one moment, `until`. */
export type Promised = { from: number; to: number } & ({ ahead: number } | { until: number })

/** When a promise of so many seconds of open time ends (HR-3), for whoever comes between two moments: one stretch of time
 *  after the other, without gap. Where it does not open again, so late that nobody asks. */
export function promisesBetween(
  hours: BusinessHours,
  timeZone: string,
  seconds: number,
  from: Date,
  to: Date,
): Promised[] {
  const [first, last, promised] = [from.getTime(), to.getTime(), seconds * 1000]
  if (hours.days === null && hours.holidays.length === 0) return [{ from: first, to: last, ahead: promised }]
  const openings = () => openingsFrom(hours, timeZone, wallAt(timeZone, from).day, FURTHEST_DAYS)
  const endAt = clockOf(openings(), first, last + FURTHEST_DAYS * DAY_MS)
  const found: Promised[] = []
  // How far it is, and how much of that was open.
  let [at, open] = [first, 0]
  for (const opening of openings()) {
    if (opening.to <= first) continue
    if (at >= last) break
    if (at < opening.from) {
      const { end } = endAt(open + promised, true)
      found.push({ from: at, to: Math.min(opening.from, last), until: end })
      at = opening.from
    }
    while (at < Math.min(opening.to, last)) {
      const { end, room } = endAt(open + promised, false)
      const to = Math.min(at + room, opening.to, last)
      found.push({ from: at, to, ahead: end - at })
      open += to - at
      at = to
    }
  }
  if (at < last) found.push({ from: at, to: last, until: endAt(open + promised, true).end })
  return found
}

/** Tells when so many ms of open time have passed since `first`, and how many more there are until it closes after that; at
 *  the very end of an opening, whether then or when it opens again. To be asked for ever more. */
function clockOf(openings: Iterator<Opening>, first: number, never: number) {
  let passed = 0
  const next = (): Opening | undefined => {
    const { value, done } = openings.next()
    if (done) return undefined
    return value.to <= first ? next() : { from: Math.max(value.from, first), to: value.to }
  }
  let opening = next()
  return (ms: number, atItsEnd: boolean): { end: number; room: number } => {
    while (opening) {
      const room = passed + opening.to - opening.from - ms
      if (room > 0 || (room === 0 && atItsEnd)) return { end: opening.to - room, room }
      passed += opening.to - opening.from
      opening = next()
    }
    return { end: never, room: Infinity }
  }
}

/** Which of a day's spans ends before it begins, or begins before the one before it has ended; null when all is well. */
export function misplacedSpan(spans: readonly Span[]): number | null {
  const at = spans.findIndex(({ from, to }, n) => {
    const before = spans[n - 1]
    return minuteOf(to) <= minuteOf(from) || (before !== undefined && minuteOf(from) < minuteOf(before.to))
  })
  return at === -1 ? null : at
}
