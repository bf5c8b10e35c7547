import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plain } from '../../../rules/characters.ts'
import { orpc } from '../../api.ts'
import { type Filters, useFilters } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import type { Asked, Campaign } from './campaign.ts'
import { CampaignDialog } from './campaign-dialog.tsx'
import { CampaignSection } from './campaign-section.tsx'
import styles from './campaigns.module.css'
import { CampaignEndDialog, QueueEndDialog } from './end-dialogs.tsx'

type Key = 'campaign' | 'state'

/** Campañas y colas (AS-4). */
export function CampaignsPage() {
  const { t } = useTranslation('campaigns')
  const campaigns = useQuery({ ...orpc.campaigns.list.queryOptions(), refetchInterval: 60_000 })
  const filters = useFilters<Key>(['campaign', 'state'])
  const [asked, ask] = useState<Asked | null>(null)
  const close = () => ask(null)
  const create = useMay()('campaigns.write') && (
    <Button leftSection={<Icon name="plus" />} onClick={() => ask({ what: 'edit', campaign: null })}>
      {t('campaign.create')}
    </Button>
  )
  const all = campaigns.data ?? []
  const shown = fitting(all, filters)
  const queues = shown.reduce((sum, campaign) => sum + campaign.queues.length, 0)
  const count = campaigns.data && `${t('count', { count: shown.length })} · ${t('queues', { count: queues })}`

  return (
    <Page
      title={t('title')}
      sentence={count}
      action={
        <Group gap={8}>
          <Button
            variant="default"
            leftSection={<Icon name="bookmark" size={16} />}
            renderRoot={(props) => <Link to="/campanas/respuestas" {...props} />}
          >
            {t('answers:title')}
          </Button>
          {create}
        </Group>
      }
    >
      <FilterBar
        filters={filters}
        searchLabel={t('search')}
        choices={[
          {
            key: 'campaign',
            label: t('filter.campaign'),
            options: all.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: 'state',
            label: t('filter.state'),
            options: (['on', 'off'] as const).map((value) => ({ value, label: t(`filter.${value}`) })),
          },
        ]}
      />
      {campaigns.data ? (
        <div className={styles.campaigns}>
          {shown.length === 0 &&
            (filters.any ? (
              <EmptyState
                action={
                  <Button variant="default" onClick={filters.clear}>
                    {t('ui:filters.clear')}
                  </Button>
                }
              >
                {t('noneFits')}
              </EmptyState>
            ) : (
              <EmptyState action={create}>{t('empty')}</EmptyState>
            ))}
          {shown.map((campaign) => (
            <CampaignSection key={campaign.id} campaign={campaign} ask={ask} last={isLast(all, campaign)} />
          ))}
        </div>
      ) : campaigns.error ? (
        <ErrorState error={campaigns.error} onRetry={() => void campaigns.refetch()} />
      ) : (
        <LoadingState />
      )}
      {asked?.what === 'edit' && <CampaignDialog campaign={asked.campaign} onClose={close} />}
      {asked?.what === 'end' && <CampaignEndDialog campaign={asked.campaign} how={asked.how} onClose={close} />}
      {asked?.what === 'endQueue' && <QueueEndDialog queue={asked.queue} how={asked.how} onClose={close} />}
    </Page>
  )
}

/** A company keeps one active campaign. */
const isLast = (all: readonly Campaign[], { id, active }: Campaign) =>
  active && !all.some((other) => other.id !== id && other.active)

/** Campaigns by name, or with those of their queues that fit; a queue is on while its campaign is, too. */
function fitting(all: readonly Campaign[], { q, chosen }: Filters<Key>): Campaign[] {
  const looked = plain(q)
  return all.flatMap((campaign) => {
    if (chosen.campaign.length > 0 && !chosen.campaign.includes(campaign.id)) return []
    const named = plain(campaign.name).includes(looked)
    const stateOf = (active: boolean) => (active && campaign.active ? 'on' : 'off')
    const queues = campaign.queues.filter(
      (queue) =>
        (named || plain(queue.name).includes(looked)) &&
        (chosen.state.length === 0 || chosen.state.includes(stateOf(queue.active))),
    )
    const own = named && (chosen.state.length === 0 || chosen.state.includes(stateOf(true)))
    return queues.length > 0 || own ? [{ ...campaign, queues }] : []
  })
}
