import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { TemplateRow } from './template-words.ts'
import styles from './templates.module.css'

/** Where a template is assigned; to nothing means that no agent will ever see it (AS-2). */
export function Places({ row: { campaigns, queues } }: { row: Pick<TemplateRow, 'campaigns' | 'queues'> }) {
  const { t } = useTranslation('templates')
  const names = [...campaigns.map((name) => t('wholeCampaign', { name })), ...queues]
  if (names.length === 0) {
    return (
      <div className={styles.status}>
        <StatusBadge tone="amber" icon="warning">
          {t('unassigned')}
        </StatusBadge>
        <span className={styles.quiet}>{t('unassignedWhy')}</span>
      </div>
    )
  }
  return (
    <span title={names.join('\n')}>
      {names.slice(0, 2).join(', ')}
      {names.length > 2 && ` ${t('andMore', { count: names.length - 2 })}`}
    </span>
  )
}
