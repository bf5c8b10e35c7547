import type { ReactNode } from 'react'
import { MoreButton } from '../../ui/more-button.tsx'
import type { Rows } from '../../ui/rows.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import styles from './reach.module.css'

interface Props<Row> {
  label: string
  list: Rows<Row>
  rowKey: (row: Row) => string
  cell: (row: Row) => ReactNode
  empty: string
}

/** Lines within a dialog, more of them by keyset. */
export function SeenList<Row>({ label, list, rowKey, cell, empty }: Props<Row>) {
  const { rows, more } = list
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  if (!rows) return <LoadingState />
  if (rows.length === 0) return <EmptyState>{empty}</EmptyState>
  return (
    <>
      <ul className={styles.lines} aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)}>{cell(row)}</li>
        ))}
      </ul>
      {more && <MoreButton more={more} />}
    </>
  )
}
