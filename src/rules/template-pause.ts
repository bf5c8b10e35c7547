const HOUR = 3_600_000
/** First and second pause (rulebook, section 5); both end by themselves. */
const BY_TITLE: Readonly<Record<string, number>> = { FIRST_PAUSE: 3, SECOND_PAUSE: 6 }
const A_DAY = 24 * HOUR

/**
 * When a pause ends, from what was told beside it: a date («until Apr 25 at 8:07 AM UTC», or with its year), a number of
 * hours, or which pause it is. Null where none of it is told, and for a pause that somebody must lift by hand.
 */
export function pauseEnd(words: readonly (string | null | undefined)[], at: Date): Date | null {
  const told = words.filter((each) => typeof each === 'string')
  for (const each of told) {
    const end = dated(each, at) ?? counted(each, at)
    if (end) return end
  }
  const hours = told.map((each) => BY_TITLE[each.trim().toUpperCase()]).find((each) => each !== undefined)
  return hours === undefined ? null : new Date(at.getTime() + hours * HOUR)
}

function counted(text: string, at: Date): Date | undefined {
  const hours = Number(/\b(\d{1,3})\s*(?:hours?|hrs?|h)\b/i.exec(text)?.[1] ?? 0)
  return hours > 0 ? new Date(at.getTime() + hours * HOUR) : undefined
}

/** Without its year it is the one that lies nearest. */
function dated(text: string, at: Date): Date | undefined {
  const until = /\buntil\s+(.{6,40}?(?:UTC|GMT|Z))\b/i.exec(text)?.[1]
  if (until === undefined) return undefined
  const written = until.replace(/\s+at\s+/i, ' ')
  if (/\b\d{4}\b/.test(written)) return valid(new Date(written))
  const [, day, time] = /^([a-z]+\.?\s+\d{1,2}),?\s+(.*)$/i.exec(written) ?? []
  if (day === undefined) return undefined
  const year = at.getUTCFullYear()
  const ends = [year - 1, year, year + 1].map((each) => valid(new Date(`${day}, ${each} ${time}`)))
  return ends.find((end) => end !== undefined && Math.abs(end.getTime() - at.getTime()) < 30 * A_DAY)
}

const valid = (date: Date) => (Number.isNaN(date.getTime()) ? undefined : date)
