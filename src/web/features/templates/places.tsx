import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { WhoButton } from '../reach/who-button.tsx'
import type { TemplateRow } from './template-words.ts'
import styles from './templates.module.css'

interface Props {
  row: Pick<TemplateRow, 'id' | 'displayName' | 'campaigns' | 'queues'>
  /** With the way to "¿Quién la ve?", where it does not stand elsewhere. */
  channelId?: string
}

/** Where a template is assigned; to nothing means that no agent will ever see it (AS-2). */
export function Places({ row, channelId }: Props) {
  const { t } = useTranslation('templates')
  const names = [...row.campaigns.map((name) => t('wholeCampaign', { name })), ...row.queues]
  return (
    <div className={styles.status}>
      {names.length === 0 ? (
        <>
          <StatusBadge tone="amber" icon="warning">
            {t('unassigned')}
          </StatusBadge>
          <span className={styles.quiet}>{t('unassignedWhy')}</span>
        </>
      ) : (
        <span title={names.join('\n')}>
          {names.slice(0, 2).join(', ')}
          {names.length > 2 && ` ${t('andMore', { count: names.length - 2 })}`}
        </span>
      )}
      {channelId && <WhoButton template={row} channelId={channelId} quiet />}
    </div>
  )
}
