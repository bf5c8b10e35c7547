import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api.ts'
import { MoreButton } from '../../ui/more-button.tsx'
import { pagedRows } from '../../ui/rows.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { ExchangeItem } from './exchange-item.tsx'
import styles from './exchanges.module.css'

export type ExchangeQuery = UseInfiniteQueryResult<InfiniteData<Outputs['exchanges']['ofChannel']>>

/** Calls to the provider and its answers, newest first. A single one is open already. */
export function ExchangeList({ query }: { query: ExchangeQuery }) {
  const { t } = useTranslation('exchanges')
  const { rows, error, retry, more } = pagedRows(query)
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!rows) return <LoadingState />
  if (rows.length === 0) return <EmptyState>{t('empty')}</EmptyState>
  return (
    <div className={styles.list}>
      {rows.map((exchange) => (
        <ExchangeItem key={exchange.id} exchange={exchange} opened={rows.length === 1} />
      ))}
      {more && <MoreButton more={more} />}
    </div>
  )
}
