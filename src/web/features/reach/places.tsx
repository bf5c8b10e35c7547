import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import type { Place } from './use-bars.ts'
import styles from './reach.module.css'

const SHOWN_AT_FIRST = 6

/** The queues that the assignments reach, by campaign; what hides one of them, and what is only a hint. */
export function Places({ places }: { places: Place[] }) {
  const { t } = useTranslation('reach')
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? places : places.slice(0, SHOWN_AT_FIRST)
  const campaigns = [...Map.groupBy(shown, (place) => place.campaignId)]
  return (
    <section>
      <h3 className={styles.heading}>{t('who.places')}</h3>
      <ul className={styles.campaigns}>
        {campaigns.map(([id, queues]) => (
          <li key={id}>
            <span className={styles.name}>{queues[0]!.campaignName}</span>
            {queues[0]!.whole && <span className={styles.quiet}> · {t('who.whole')}</span>}
            <ul className={styles.queues}>
              {queues.map((queue) => (
                <Queue key={queue.id} queue={queue} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {shown.length < places.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
          {t('who.allPlaces', { count: places.length })}
        </Button>
      )}
    </section>
  )
}

function Queue({ queue: { name, bar, lacksChannel } }: { queue: Place }) {
  const { t } = useTranslation('reach')
  return (
    <li>
      {name}
      {bar && (
        <span className={styles.hint} data-bars>
          <Icon name="pause" size={14} />
          {t(`bar.${bar}`)}
        </span>
      )}
      {lacksChannel && (
        <span className={styles.hint}>
          <Icon name="info" size={14} />
          {t('who.lacks')}
        </span>
      )}
    </li>
  )
}
