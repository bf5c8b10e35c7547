import { Refusal } from './refusal.ts'

/** Where a page ended: the value it is sorted by (as PostgreSQL writes it, so that no microsecond is lost) and the id. */
export interface Place {
  at: string
  id: string
}

export const encodeCursor = ({ at, id }: Place): string => Buffer.from(`${at}|${id}`).toString('base64url')

export function decodeCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [at, id, rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const valid = rest === undefined && /^\d{4}-\d\d-\d\d [\d:.+-]+$/.test(at ?? '') && /^[0-9a-f-]{36}$/.test(id ?? '')
  if (!valid) throw new Refusal('invalid', {}, [{ field: 'cursor', message: 'cursor' }])
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
