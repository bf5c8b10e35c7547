import { useEffect, useState } from 'react'
import { calm } from './calm.ts'

interface Order<Row> {
  rows: { row: Row; gone: boolean }[]
  /** New ones that wait for a calm moment. */
  waiting: number
  /** Shows them now. */
  letIn: () => void
}

/** The rows as they are shown: as they are, and while somebody points at them in the order in which they stood. */
export function useOrder<Row>(rows: readonly Row[], idOf: (row: Row) => string, pointing: boolean): Order<Row> {
  const [shown, setShown] = useState({ ids: rows.map(idOf), known: new Map(rows.map((row) => [idOf(row), row])) })
  const now = new Map(rows.map((row) => [idOf(row), row]))
  const ids = [...now.keys()]
  const { order, waiting } = pointing ? calm(shown.ids, ids) : { order: ids, waiting: 0 }
  const standing = order.flatMap((id) => {
    const row = now.get(id) ?? shown.known.get(id)
    return row === undefined ? [] : [{ row, gone: !now.has(id) }]
  })
  const key = order.join()
  useEffect(() => {
    setShown({ ids: order.slice(), known: new Map(standing.map(({ row }) => [idOf(row), row])) })
    // The order and the rows themselves are all that matters.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, rows])
  return { rows: standing, waiting, letIn: () => setShown({ ids, known: now }) }
}
