import { useEffect, useState } from 'react'

const FLASH_MS = 1500

/** Which rows have changed a moment ago, and how often in that moment; rows that were loaded have not. */
export function useChanged<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  isNews: (row: Row) => boolean,
): ReadonlyMap<string, number> {
  const [seen, setSeen] = useState({ rows, recent: new Map<string, number>() })
  if (rows !== seen.rows) {
    const before = new Map(seen.rows.map((row) => [idOf(row), row]))
    const recent = new Map(seen.recent)
    for (const row of rows) {
      const old = before.get(idOf(row))
      if (old !== row && (old !== undefined || isNews(row))) recent.set(idOf(row), (recent.get(idOf(row)) ?? 0) + 1)
    }
    setSeen({ rows, recent })
  }
  const { recent } = seen
  useEffect(() => {
    if (recent.size === 0) return
    const timer = setTimeout(() => setSeen((now) => ({ ...now, recent: new Map() })), FLASH_MS)
    return () => clearTimeout(timer)
  }, [recent])
  return recent
}
