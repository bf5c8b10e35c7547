import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { MoreButton } from '../../ui/more-button.tsx'
import { Page } from '../../ui/page.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Panel } from './panel.tsx'
import { RequestFacts } from './request-facts.tsx'

type Previous = Outputs['channelRequests']['previous']['items'][number]

/** "Solicitudes anteriores": what was declined or withdrawn, with its data at hand (CH-11). */
export function PreviousPage() {
  const { t } = useTranslation('channels')
  const requests = useInfiniteQuery(
    orpc.channelRequests.previous.infiniteOptions({ input: (cursor: string | undefined) => ({ cursor }), ...byKeyset }),
  )
  const { rows, error, retry, more } = pagedRows(requests)
  return (
    <Page
      narrow
      title={t('previous.title')}
      sentence={t('previous.sentence')}
      back={{ to: '/canales', label: t('title') }}
    >
      {error !== null && <ErrorState error={error} onRetry={retry} />}
      {!rows && error === null && <LoadingState />}
      {rows?.length === 0 && <EmptyState>{t('previous.none')}</EmptyState>}
      {rows?.map((request) => (
        <PreviousRequest key={request.id} request={request} />
      ))}
      {more && <MoreButton more={more} />}
    </Page>
  )
}

function PreviousRequest({ request: { id, state, request, reason, requestedAt, decidedAt } }: { request: Previous }) {
  const { t } = useTranslation('channels')
  const declined = state === 'declined'
  const mayAsk = useMay()('channels.write')
  return (
    <Panel id={id} title={request.businessName}>
      <Group gap={12} justify="space-between">
        <Group gap={8}>
          <StatusBadge tone={declined ? 'red' : 'grey'} icon={declined ? 'x' : 'reply'}>
            {t(declined ? 'previous.declined' : 'previous.withdrawn')}
          </StatusBadge>
          <Text size="sm" c="dimmed">
            {decidedAt && <RelativeTime at={decidedAt} />} · {t('data.requested')} <RelativeTime at={requestedAt} />
          </Text>
        </Group>
        {mayAsk && (
          <Button variant="default" component={Link} to={`/canales/solicitar?de=${id}`}>
            {t('previous.useData')}
          </Button>
        )}
      </Group>
      {reason && (
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          <strong>{t('previous.reason')}</strong> {reason}
        </Text>
      )}
      <details>
        <summary>{t('previous.seeData')}</summary>
        <RequestFacts request={request} />
      </details>
    </Panel>
  )
}
