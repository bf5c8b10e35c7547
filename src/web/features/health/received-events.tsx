import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { HelpHint } from '../../ui/help-hint.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MoreButton } from '../../ui/more-button.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import exchanges from '../exchanges/exchanges.module.css'
import { EventItem, type ReceivedEvent } from './event-item.tsx'
import styles from './health.module.css'
import { ReplaySpanButton } from './replay-span.tsx'

const AT_FIRST = 8
const MORE = 30

/** RE-3: the webhook events of a number as they came, newest first. */
export function ReceivedEvents({ channelId }: { channelId: string }) {
  const { t } = useTranslation('health')
  const may = useMay()
  const events = useInfiniteQuery(
    orpc.events.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: channelId, cursor, limit: cursor === undefined ? AT_FIRST : MORE }),
      ...byKeyset,
    }),
  )
  return (
    <section className={styles.part} aria-labelledby="events">
      <div className={styles.head}>
        <h3 id="events">
          {t('events.title')}{' '}
          <HelpHint about={t('events.title')} example={t('events.example')}>
            {t('events.help')}
          </HelpHint>
        </h3>
        <div className={styles.row}>
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="refresh" size={16} />}
            loading={events.isRefetching && !events.isFetchingNextPage}
            onClick={() => void events.refetch()}
          >
            {t('events.refresh')}
          </Button>
          {may('channels.write') && <ReplaySpanButton channelId={channelId} />}
        </div>
      </div>
      <EventList channelId={channelId} list={pagedRows(events)} />
    </section>
  )
}

function EventList({ channelId, list }: { channelId: string; list: ReturnType<typeof pagedRows<ReceivedEvent>> }) {
  const { t } = useTranslation('health')
  const { rows, error, retry, more } = list
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!rows) return <LoadingState />
  if (rows.length === 0) return <EmptyState>{t('events.none')}</EmptyState>
  return (
    <div className={exchanges.list}>
      {once(rows).map((event) => (
        <EventItem key={keyOf(event)} channelId={channelId} event={event} />
      ))}
      {more && <MoreButton more={more} />}
    </div>
  )
}

const keyOf = ({ receivedAt, seq }: ReceivedEvent) => `${receivedAt} ${seq}`

/** What comes while somebody pages pushes the older ones onto the next page too. */
const once = (rows: ReceivedEvent[]) => [...new Map(rows.map((event) => [keyOf(event), event])).values()]
