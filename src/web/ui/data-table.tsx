import { Button, Skeleton } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './data-table.module.css'
import type { Rows } from './rows.ts'
import { ErrorState } from './states.tsx'

export interface Column<Row> {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'end'
  /** On a phone: the card's first line, a line with its name (default), the actions at its foot, or left out. */
  card?: 'title' | 'line' | 'actions' | 'none'
}

interface Props<Row> {
  /** What the table lists, for screen readers. */
  label: string
  columns: Column<Row>[]
  list: Rows<Row>
  rowKey: (row: Row) => string
  /** A click or Enter on a row. */
  onOpen?: (row: Row) => void
  /** Shown instead of an empty table; an `EmptyState`. */
  empty: ReactNode
}

/** A list: skeleton at first, old rows while refetching, arrows and Enter, cards on a phone, more by keyset. */
export function DataTable<Row>({ label, columns, list, rowKey, onOpen, empty }: Props<Row>) {
  const { t } = useTranslation('ui')
  const { rows, more } = list
  const changed = useChanged(rows, rowKey)
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  if (rows?.length === 0) return empty

  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label} aria-busy={!rows} role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, header, align }) => (
              <th key={key} scope="col" role="columnheader" data-align={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {!rows && <SkeletonRows columns={columns.length} />}
          {rows?.map((row, index) => (
            <tr
              key={rowKey(row)}
              role="row"
              tabIndex={onOpen ? (index === 0 ? 0 : -1) : undefined}
              data-opens={onOpen ? true : undefined}
              data-changed={changed.has(rowKey(row)) || undefined}
              onKeyDown={onOpen && ((event) => walk(event, () => onOpen(row)))}
              onClick={
                onOpen &&
                (({ target }) => {
                  if (!isControl(target)) onOpen(row)
                })
              }
            >
              {columns.map(({ key, header, cell, align, card = 'line' }) => (
                <td key={key} role="cell" data-align={align} data-card={card} data-label={header}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <div className={styles.more}>
          <Button variant="default" onClick={more.load} loading={more.loading}>
            {t('more')}
          </Button>
        </div>
      )}
    </div>
  )
}

function SkeletonRows({ columns }: { columns: number }) {
  return Array.from({ length: 6 }, (_, row) => (
    <tr key={row} role="row">
      {Array.from({ length: columns }, (_, column) => (
        <td key={column} role="cell">
          <Skeleton height={14} width={column === 0 ? '70%' : '45%'} my={4} />
        </td>
      ))}
    </tr>
  ))
}

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, label, [role="switch"], [role="menuitem"]') !== null

/** Arrows walk the rows, Enter opens the one with the focus. */
function walk(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return
  const row = event.currentTarget
  const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key]
  if (next instanceof HTMLElement) next.focus()
  else if (event.key === 'Enter') open()
  else return
  event.preventDefault()
}

/** Rows that a refetch changed: unchanged ones keep their identity, so a new object under an old key is news. */
function useChanged<Row>(rows: Row[] | undefined, rowKey: (row: Row) => string): Set<string> {
  const before = useRef(new Map<string, Row>())
  const changed = new Set<string>()
  for (const row of rows ?? []) {
    const old = before.current.get(rowKey(row))
    if (old !== undefined && old !== row) changed.add(rowKey(row))
  }
  useEffect(() => {
    before.current = new Map(rows?.map((row) => [rowKey(row), row]))
  }, [rows, rowKey])
  return changed
}
