import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ReplayAside } from './use-replay-aside.ts'

export function ReplayAsideButton({ id, replay: { start, pendingId } }: { id: string; replay: ReplayAside }) {
  const { t } = useTranslation('health')
  if (!start) return null
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Icon name="refresh" size={16} />}
      loading={pendingId === id}
      onClick={() => start(id)}
    >
      {t('replay')}
    </Button>
  )
}

/** Why it was not taken; the reasons that have words of ours, in those. */
export function ReplayRefusal({ error }: { error: unknown }) {
  const { t } = useTranslation('health')
  const { code, title, data } = problemOf(error)
  if (code !== 'not_replayable') return <Notice tone="red" alert title={title} />
  const { reason = '' } = data as { reason?: string }
  return (
    <Notice tone="red" alert title={t('asides.refused.title')}>
      {t('asides.refused.words', { reason: t(`asides.known.${reason}`, { defaultValue: reason }) })}
    </Notice>
  )
}
