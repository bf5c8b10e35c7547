import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { TemplateQuality } from '../template-quality.tsx'
import type { Health } from './health.ts'
import styles from './health.module.css'

/** How its quality changed in that time, where WhatsApp said so. */
export function QualityChanges({ health: { quality } }: { health: Health }) {
  const { t } = useTranslation('template-health')
  if (quality.length === 0) return null
  return (
    <div>
      <h3 className={styles.heading}>{t('quality')}</h3>
      <ul className={styles.changes}>
        {quality.map(({ at, from, to }) => (
          <li key={at}>
            <RelativeTime at={at} />
            <TemplateQuality quality={from} />
            <Icon name="arrow-right" size={14} label={t('became')} />
            <TemplateQuality quality={to} />
          </li>
        ))}
      </ul>
    </div>
  )
}
