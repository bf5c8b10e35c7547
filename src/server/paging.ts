import { Refusal } from './refusal.ts'

/** Where a page ended: the value it is sorted by (as PostgreSQL writes it, so that no microsecond is lost) and the id. */
export interface Place {
  at: string
  id: string
}

export const encodeCursor = ({ at, id }: Place): string => Buffer.from(`${at}|${id}`).toString('base64url')

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/
const MOMENT = /^(\d{4}-\d\d-\d\d) (?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?[+-](?:0\d|1[0-5])(?::[0-5]\d)?$/

/** Whether PostgreSQL would read it: it knows no 30th of February and no year 0. */
function isMoment(text: string): boolean {
  const day = MOMENT.exec(text)?.[1]
  if (day === undefined || day.startsWith('0000')) return false
  const read = new Date(day)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day)
}

export function decodeCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [at, id, rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  if (rest !== undefined || !isMoment(at ?? '') || !UUID.test(id ?? ''))
    throw new Refusal('invalid', {}, [{ field: 'cursor', message: 'cursor' }])
  return { at: at!, id: id! }
}

/** Cuts the one row too many that was asked for, and says where the next page begins. */
export function page<R, T>(
  rows: R[],
  limit: number,
  cursorOf: (row: R) => Place,
  present: (row: R) => T,
): { items: T[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(present),
    next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  }
}
