import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { useMay } from '../../../app/session.ts'
import { useDates } from '../../../ui/dates.ts'
import type { View } from '../address.ts'
import { usePlace } from '../use-place.ts'
import styles from './list.module.css'

const counted = { mios: 'mine', espera: 'waiting', enviados: 'sent', todos: 'all' } as const satisfies Partial<
  Record<View, string>
>
const CAP = 1000

/** Míos, En cola, Enviados and, for supervisors, Todos, each with how many stand in it; and what is closed. */
export function Views() {
  const { t } = useTranslation('workspace')
  const { locale } = useDates()
  const may = useMay()
  const { view } = usePlace()
  const counts = useQuery(orpc.workspace.counts.queryOptions()).data
  const shown: View[] = [
    'mios',
    'espera',
    'enviados',
    ...(may('workspace.supervise') ? (['todos'] as const) : []),
    'cerrados',
  ]
  const say = (count: number | undefined) => {
    if (count === undefined) return '–'
    const text = new Intl.NumberFormat(locale, { useGrouping: 'always' }).format(Math.min(count, CAP))
    return count > CAP ? `${text}+` : text
  }

  return (
    <nav className={styles.views} aria-label={t('views.name')}>
      {shown.map((each) => (
        <Link
          key={each}
          to="/workspace"
          search={{ vista: each }}
          className={styles.view}
          aria-current={each === view ? 'page' : undefined}
        >
          <span>{t(`views.${each}`)}</span>
          {each !== 'cerrados' && <span className={styles.count}>{say(counts?.[counted[each]])}</span>}
        </Link>
      ))}
    </nav>
  )
}
