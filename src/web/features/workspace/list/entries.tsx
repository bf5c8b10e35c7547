import { Button, Skeleton } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'
import type { Rows } from '../../../ui/rows.ts'
import { ErrorState } from '../../../ui/states.tsx'
import { useNow } from '../use-now.ts'
import { type Entry, EntryRow } from './entry-row.tsx'
import styles from './list.module.css'

interface Props<Row> {
  label: string
  list: Rows<Row>
  entryOf: (row: Row) => Entry
  selected: string | undefined
  empty: ReactNode
}

/** Rows to walk with the arrows and open with Enter; what arrives or changes flashes once. */
export function Entries<Row>({ label, list, entryOf, selected, empty }: Props<Row>) {
  const { t } = useTranslation('workspace')
  const { locale } = useDates()
  const now = useNow(30_000)
  const entries = list.rows?.map(entryOf)
  const [openedAt] = useState(Date.now)
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  if (entries?.length === 0) return <div className={styles.rows}>{empty}</div>
  const first = entries?.some(({ id }) => id === selected) ? selected : entries?.[0]?.id

  return (
    <div className={styles.rows} aria-busy={!entries}>
      {!entries && <Skeletons />}
      {entries && (
        <ul className={styles.list} aria-label={label} onKeyDown={walk}>
          {entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              selected={entry.id === selected}
              reached={entry.id === first}
              since={openedAt}
              now={now}
              locale={locale}
            />
          ))}
        </ul>
      )}
      {list.more && (
        <div className={styles.more}>
          <Button variant="default" size="xs" onClick={list.more.load} loading={list.more.loading}>
            {t('ui:more')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Skeletons() {
  return Array.from({ length: 8 }, (_, row) => (
    <div key={row} className={styles.skeleton}>
      <Skeleton height={13} width="55%" />
      <Skeleton height={11} width="85%" />
      <Skeleton height={10} width="65%" />
    </div>
  ))
}

/** Up, down, first, last; Enter is the link's own. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const at = rows.indexOf(event.target as HTMLElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (next === undefined) return
  event.preventDefault()
  rows[next]?.focus()
}
