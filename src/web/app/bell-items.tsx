import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../api.ts'
import { currentLanguage } from '../i18n/language.ts'
import { Icon } from '../ui/icon.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import styles from './bell.module.css'
import { useAbout } from './session.ts'
import { leadsTo, lookOf, saidOf, wordsOf } from './notification-words.ts'

type Bell = Outputs['notifications']['list']

export function BellItems({ bell, onLeave }: { bell: UseQueryResult<Bell>; onLeave: () => void }) {
  const { t } = useTranslation('ui')
  if (!bell.data) {
    return bell.error ? <ErrorState error={bell.error} onRetry={() => void bell.refetch()} /> : <LoadingState />
  }
  if (bell.data.items.length === 0) return <EmptyState>{t('bell.empty')}</EmptyState>
  return (
    <ul className={styles.items}>
      {bell.data.items.map((item) => (
        <Item key={item.id} item={item} onLeave={onLeave} />
      ))}
    </ul>
  )
}

function Item({ item, onLeave }: { item: Bell['items'][number]; onLeave: () => void }) {
  const { t } = useTranslation('ui')
  const { tone, icon } = lookOf(item)
  const words = wordsOf(item)
  const about = useAbout()
  const { cause } = item.data
  const said = saidOf(item, currentLanguage())
  const what =
    typeof cause === 'string' ? t(`channels:cause.${cause}.what`, { providerName: about?.providerName ?? '' }) : ''
  const to = leadsTo(item)
  const content = (
    <>
      <span className={styles.sign} data-tone={tone}>
        <Icon name={icon} size={16} />
      </span>
      <span className={styles.words}>
        <span>{t(words, { ...item.data, what })}</span>
        {said && <span className={styles.reason}>{said}</span>}
        <span className={styles.when}>
          <RelativeTime at={item.createdAt} />
        </span>
      </span>
      {!item.read && <span className={styles.new} role="img" aria-label={t('bell.new')} />}
    </>
  )
  return (
    <li>
      {to ? (
        <Link className={styles.item} to={to} onClick={onLeave}>
          {content}
        </Link>
      ) : (
        <div className={styles.item}>{content}</div>
      )}
    </li>
  )
}
