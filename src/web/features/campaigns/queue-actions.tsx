import { ActionIcon, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import type { Asked, Queue } from './campaign.ts'
import styles from './campaigns.module.css'

const look = { variant: 'subtle', color: 'gray', size: 32 } as const

/** On acts at once; off and away ask first, for tickets move. */
export function QueueActions({ queue, ask }: { queue: Queue; ask: (asked: Asked) => void }) {
  const { t } = useTranslation('campaigns')
  const queries = useQueryClient()
  const { id, name, active } = queue
  const switchOn = useMutation(
    orpc.campaigns.switchQueueOn.mutationOptions({
      onSuccess: async () => {
        toastDone(t('queue.switchedOn', { name }))
        await queries.invalidateQueries({ queryKey: orpc.campaigns.key() })
      },
      onError: toastProblem,
    }),
  )
  const button = (icon: IconName, words: string, onClick: () => void) => (
    <Tooltip label={words}>
      <ActionIcon {...look} aria-label={`${words}: ${name}`} onClick={onClick}>
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <span className={styles.actions}>
      <Tooltip label={t('queue.edit')}>
        <ActionIcon {...look} component={Link} to={`/campanas/colas/${id}`} aria-label={t('queue.editOf', { name })}>
          <Icon name="pencil" />
        </ActionIcon>
      </Tooltip>
      {active
        ? button('pause', t('queue.switchOff'), () => ask({ what: 'endQueue', queue, how: 'off' }))
        : button('play', t('queue.switchOn'), () => switchOn.mutate({ id }))}
      {button('trash', t('queue.delete'), () => ask({ what: 'endQueue', queue, how: 'delete' }))}
    </span>
  )
}
