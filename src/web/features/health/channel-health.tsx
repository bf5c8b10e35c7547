import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { Icon } from '../../ui/icon.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { ExchangesButton } from '../exchanges/exchanges-button.tsx'
import styles from './health.module.css'
import { HealthFigures } from './health-panel.tsx'
import { HookPart } from './hook.tsx'
import { ReceivedEvents } from './received-events.tsx'
import { SetAsideDialog } from './set-aside-dialog.tsx'

/** How one of the company's numbers does, for its owner and admins. */
export function ChannelHealth({ channelId }: { channelId: string }) {
  const { t } = useTranslation('health')
  const may = useMay()
  const queries = useQueryClient()
  const [asides, showAsides] = useDisclosure()
  const health = useQuery(orpc.health.ofChannel.queryOptions({ input: { id: channelId }, refetchInterval: 15_000 }))
  if (!health.data) {
    return health.error ? <ErrorState error={health.error} onRetry={() => void health.refetch()} /> : <LoadingState />
  }
  const renew = async () => {
    await client.health.renewHook({ id: channelId })
    await queries.invalidateQueries({ queryKey: orpc.health.key() })
  }
  return (
    <>
      <HealthFigures health={health.data} />
      <div className={styles.row}>
        {health.data.setAside > 0 && (
          <Button variant="default" size="xs" leftSection={<Icon name="inbox" size={16} />} onClick={showAsides.open}>
            {t('asides.see')}
          </Button>
        )}
        <ExchangesButton of="channel" id={channelId} />
      </div>
      <HookPart hook={health.data.hook} renewal={health.data.renewal} {...(may('channels.write') ? { renew } : {})} />
      <ReceivedEvents channelId={channelId} />
      <SetAsideDialog channelId={channelId} opened={asides} onClose={showAsides.close} />
    </>
  )
}
