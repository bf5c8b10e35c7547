import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
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
  const { t } = useTranslation('ui')
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
      {more && (
        <Button variant="default" onClick={more.load} loading={more.loading} className={styles.more}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
