import * as z from 'zod'
import type { Sight } from '../../../rules/template-reach.ts'
import { Refusal } from '../../refusal.ts'
import type { After, ReachQueue } from './store.ts'

export interface Sought {
  cursor?: string | undefined
  limit: number
  search?: string | undefined
  sees?: boolean | undefined
}

type Judged<Row> = { row: Row; sight: Sight<ReachQueue> }

/** All are judged, so that the counts are exact; what is given away is one page of those sought. */
export function pageOf<Row extends { is_later: boolean }>(
  judged: readonly Judged<Row>[],
  { limit, sees }: Sought,
  placeOf: (row: Row) => After,
) {
  const sought = judged.filter(({ row, sight }) => row.is_later && (sees === undefined || sight.sees === sees))
  const shown = sought.slice(0, limit)
  const last = shown.at(-1)
  return {
    shown,
    next: last && sought.length > shown.length ? writeCursor(placeOf(last.row)) : null,
    seeing: judged.filter(({ sight }) => sight.sees).length,
    total: judged.length,
  }
}

const Cursor = z.tuple([z.string().refine((name) => !name.includes('\0')), z.uuid()])

const writeCursor = ({ name, id }: After) => Buffer.from(JSON.stringify([name, id])).toString('base64url')

export function readCursor(cursor: string | undefined): After | null {
  if (cursor === undefined) return null
  try {
    const [name, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { name, id }
  } catch {
    throw new Refusal('invalid', {}, [{ field: 'cursor', message: 'This is no cursor of this list.' }])
  }
}
