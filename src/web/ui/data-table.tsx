import { Button, Skeleton } from '@mantine/core'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './data-table.module.css'
import { MoreButton } from './more-button.tsx'
import type { Pager, Rows } from './rows.ts'
import { ErrorState } from './states.tsx'

export interface Column<Row> {
  key: string
  header: string
  /** A `HelpHint` beside the header. */
  help?: ReactNode
  cell: (row: Row) => ReactNode
  align?: 'end'
  /** On a phone: first line, a line with its name (default), actions at the foot, one button in the corner, left out. */
  card?: 'title' | 'line' | 'actions' | 'corner' | 'none'
}

interface Props<Row> {
  /** What the table lists, for screen readers. */
  label: string
  columns: Column<Row>[]
  list: Rows<Row>
  rowKey: (row: Row) => string
  /** A click or Enter on a row. */
  onOpen?: (row: Row) => void
  /** Space on a row. */
  onChoose?: (row: Row) => void
  /** Shown instead of an empty table; an `EmptyState`. */
  empty: ReactNode
}

/** A list: skeleton at first, old rows while refetching, arrows and Enter, cards on a phone, more by keyset. */
export function DataTable<Row>({ label, columns, list, rowKey, onOpen, onChoose, empty }: Props<Row>) {
  const { rows, more, pager } = list
  const place = useRef<HTMLDivElement>(null)
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  if (rows?.length === 0) return empty

  return (
    <div className={styles.place} ref={place}>
      <div className={styles.frame}>
        <table className={styles.table} aria-label={label} aria-busy={!rows} role="table">
          <thead role="rowgroup">
            <tr role="row">
              {columns.map(({ key, header, help, align }) => (
                <th key={key} scope="col" role="columnheader" data-align={align}>
                  {header}
                  {help}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {!rows && <SkeletonRows columns={columns.length} />}
            {rows?.map((row, index) => (
              <TableRow
                key={rowKey(row)}
                row={row}
                columns={columns}
                onOpen={onOpen}
                onChoose={onChoose}
                first={index === 0}
              />
            ))}
          </tbody>
        </table>
        {pager && (pager.previous || pager.next) && (
          <Pages {...pager} onGo={() => place.current?.scrollIntoView({ block: 'start' })} />
        )}
        {more && (
          <div className={styles.more}>
            <MoreButton more={more} />
          </div>
        )}
      </div>
    </div>
  )
}

function Pages({ number, previous, next, loading, onGo }: Pager & { onGo: () => void }) {
  const { t } = useTranslation('ui')
  // Never disabled, neither while a page is on its way nor at an end: the focus would be lost.
  const to = (there: (() => void) | undefined) => ({
    'aria-disabled': !there,
    'data-disabled': !there,
    onClick: () => {
      if (loading || !there) return
      there()
      onGo()
    },
  })
  return (
    <nav className={styles.more} aria-label={t('pages')}>
      <Button variant="default" size="xs" {...to(previous)}>
        {t('previousPage')}
      </Button>
      <span role="status">{t('page', { number })}</span>
      <Button variant="default" size="xs" {...to(next)}>
        {t('nextPage')}
      </Button>
    </nav>
  )
}

interface RowProps<Row> {
  row: Row
  columns: Column<Row>[]
  onOpen: ((row: Row) => void) | undefined
  onChoose: ((row: Row) => void) | undefined
  first: boolean
}

function TableRow<Row>({ row, columns, onOpen, onChoose, first }: RowProps<Row>) {
  const changes = useChanges(row)
  const opens = onOpen && {
    tabIndex: first ? 0 : -1,
    'data-opens': true,
    onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) =>
      walk(event, { Enter: () => onOpen(row), ...(onChoose && { ' ': () => onChoose(row) }) }),
    onClick: ({ target, currentTarget }: MouseEvent<HTMLTableRowElement>) => {
      // A dialog opened from the row bubbles to it, though it stands elsewhere in the document.
      if (target instanceof Node && currentTarget.contains(target) && !isControl(target)) onOpen(row)
    },
  }
  return (
    <tr role="row" data-changed={changes === 0 ? undefined : changes % 2 ? 'odd' : 'even'} {...opens}>
      {columns.map(({ key, header, cell, align, card = 'line' }) => (
        <td key={key} role="cell" data-align={align} data-card={card} data-label={header}>
          {cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** How often what the row says has changed under our eyes; each time it flashes once. */
function useChanges(row: unknown): number {
  const [seen, setSeen] = useState({ row, changes: 0 })
  if (row !== seen.row) {
    const changed = JSON.stringify(row) !== JSON.stringify(seen.row)
    setSeen({ row, changes: seen.changes + (changed ? 1 : 0) })
  }
  return seen.changes
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

/** Arrows walk the rows, Enter opens the one with the focus, Space chooses it where one can. */
function walk(event: KeyboardEvent<HTMLTableRowElement>, does: Record<string, () => void>): void {
  if (event.target !== event.currentTarget) return
  const row = event.currentTarget
  const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key]
  if (next instanceof HTMLElement) next.focus()
  else if (does[event.key]) does[event.key]!()
  else return
  event.preventDefault()
}
