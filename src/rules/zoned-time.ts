/** What a clock on the wall shows. `day` counts from 1970-01-01, `minute` from midnight. */
export interface Wall {
  day: number
  minute: number
}

const MINUTE = 60_000
export const DAY_MS = 86_400_000
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    const two = '2-digit'
    const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const
    clock = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', calendar: 'gregory', ...parts })
    clocks.set(timeZone, clock)
  }
  return clock
}

/** By how many ms the clocks there are ahead of UTC at that moment. */
function offsetAt(timeZone: string, at: number): number {
  const read: Record<string, number> = {}
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) read[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

export function wallAt(timeZone: string, at: Date): Wall {
  const local = at.getTime() + offsetAt(timeZone, at.getTime())
  const day = Math.floor(local / DAY_MS)
  return { day, minute: Math.floor((local - day * DAY_MS) / MINUTE) }
}

/** The moment at which a clock there shows this. Of an hour that comes twice, its first time; for one that is left out, the
 *  moment at which the clocks are put forward. */
export function momentOf(timeZone: string, { day, minute }: Wall): number {
  const local = day * DAY_MS + minute * MINUTE
  const [before, after] = [offsetAt(timeZone, local - DAY_MS), offsetAt(timeZone, local + DAY_MS)]
  const [early, late] = [local - Math.max(before, after), local - Math.min(before, after)]
  if (early === late) return early
  if (early + offsetAt(timeZone, early) === local) return early
  if (late + offsetAt(timeZone, late) === local) return late
  return changeBetween(timeZone, early, late)
}

/** When the clocks are changed, to the second; at `from` they are as before. */
function changeBetween(timeZone: string, from: number, to: number): number {
  const before = offsetAt(timeZone, from)
  let [low, high] = [from, to]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetAt(timeZone, middle) === before) low = middle
    else high = middle
  }
  return high
}
