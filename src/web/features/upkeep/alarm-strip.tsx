import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Notice } from '../../ui/notice.tsx'
import { useAlarmWords } from './alarm-words.ts'
import styles from './alarms.module.css'

/** In the operators' console: what is not well right now, if anything. */
export function AlarmStrip() {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  const alarms = useQuery(orpc.alarms.list.queryOptions({ refetchInterval: 60_000 }))
  const open = alarms.data?.filter(({ closedAt }) => closedAt === null) ?? []
  if (open.length === 0) return null
  return (
    <div className={styles.strip}>
      <Notice tone="red" title={t('open', { count: open.length })}>
        {[...new Set(open.map((alarm) => words.title(alarm)))].join(' · ')}{' '}
        <Anchor component={Link} to="/alarmas" inherit underline="always">
          {t('see')}
        </Anchor>
      </Notice>
    </div>
  )
}
