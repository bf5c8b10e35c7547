import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import styles from './health.module.css'
import { RawText } from './raw-text.tsx'
import { ReplayAsideButton } from './replay-aside-button.tsx'
import type { ReplayAside } from './use-replay-aside.ts'

/** One event that could not be handled, as it came. */
export function SetAsideBody({ id, replay, onBack }: { id: string; replay: ReplayAside; onBack: () => void }) {
  const { t } = useTranslation('health')
  const aside = useQuery(orpc.health.setAsideBody.queryOptions({ input: { id } }))
  return (
    <div className={styles.asides}>
      <div>
        <Button variant="default" size="xs" leftSection={<Icon name="arrow-left" size={16} />} onClick={onBack}>
          {t('asides.back')}
        </Button>
      </div>
      {aside.error && <ErrorState error={aside.error} onRetry={() => void aside.refetch()} />}
      {aside.isPending && <LoadingState />}
      {aside.data && (
        <>
          <p className={styles.line}>{t(`asides.known.${aside.data.reason}`, { defaultValue: aside.data.reason })}</p>
          <RawText
            raw={aside.data.raw}
            label={t('asides.title')}
            actions={<ReplayAsideButton id={id} replay={replay} />}
          />
        </>
      )}
    </div>
  )
}
