import { useState } from 'react'

interface Change {
  at: number
  times: number
}

/** Which rows have changed since the list is shown, and when; rows that were loaded have not. */
export function useChanged<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  isNews: (row: Row) => boolean,
): ReadonlyMap<string, Change> {
  const [seen, setSeen] = useState({ rows, changes: new Map<string, Change>() })
  if (rows === seen.rows) return seen.changes
  const before = new Map(seen.rows.map((row) => [idOf(row), row]))
  const changes = new Map(seen.changes)
  for (const row of rows) {
    const old = before.get(idOf(row))
    if (old === row || (old === undefined && !isNews(row))) continue
    changes.set(idOf(row), { at: Date.now(), times: (changes.get(idOf(row))?.times ?? 0) + 1 })
  }
  setSeen({ rows, changes })
  return changes
}
