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

/** Which of a day's spans ends before it begins, or begins before the one before it has ended; null when all is well. */
export function misplacedSpan(spans: readonly Span[]): number | null {
  const at = spans.findIndex(({ from, to }, n) => {
    const before = spans[n - 1]
    return minuteOf(to) <= minuteOf(from) || (before !== undefined && minuteOf(from) < minuteOf(before.to))
  })
  return at === -1 ? null : at
}
