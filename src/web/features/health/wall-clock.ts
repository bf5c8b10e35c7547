/** A moment as a clock on the wall of that time zone shows it, to the minute: `2026-03-01T09:30`. */
export function wallClock(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offset(at, timeZone)).toISOString().slice(0, 16)
}

/** The moment at which that clock shows this; of an hour that a change of clocks repeats, one of the two. */
export function momentOf(shown: string, timeZone: string): Date {
  const asUtc = Date.parse(`${shown}Z`)
  const near = asUtc - offset(new Date(asUtc), timeZone)
  return new Date(asUtc - offset(new Date(near), timeZone))
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offset(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours, minutes] =
    /GMT([+-])(\d\d):(\d\d)/.exec(parts.find((p) => p.type === 'timeZoneName')!.value) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
}
