import { ActionIcon, Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Assignment } from '../../../rules/assignment.ts'
import { plain } from '../../../rules/characters.ts'
import type { Outputs } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './assign.module.css'
import { walkTree } from './tree-keys.ts'

type Campaign = Outputs['campaigns']['list'][number]
type Queue = Campaign['queues'][number]

interface Props {
  campaigns: Campaign[]
  search: string
  channelId: string
  /** How a campaign or queue stands: ticked, ticked in part, or covered by its campaign and locked. */
  markOf: (place: Assignment) => Mark
  onToggle: (place: Assignment) => void
}

export interface Mark {
  state: 'all' | 'some' | 'none' | 'covered'
  /** In words, where a tick does not say it all. */
  note?: string | undefined
}

/** So many queues are shown at once; of more, those that matter to the ticks. */
const MANY = 40

/** Campaigns with their queues; a ticked campaign covers and locks its queues, later ones too (AS-1). */
export function AssignTree({ campaigns, search, channelId, markOf, onToggle }: Props) {
  const { t } = useTranslation('templates')
  const [opened, setOpened] = useState<Record<string, boolean>>({})
  const [stop, setStop] = useState<string | null>(null)
  const found = matching(campaigns, search)
  if (campaigns.length === 0) return <EmptyState>{t('assign.noCampaigns')}</EmptyState>
  if (found.length === 0) return <EmptyState>{t('assign.noneFound')}</EmptyState>
  const isMany = campaigns.reduce((sum, campaign) => sum + campaign.queues.length, 0) > MANY
  const isOpen = ({ id, queues }: Campaign) =>
    search !== '' ||
    (opened[id] ??
      (!isMany ||
        queues.some((queue) => ['all', 'some'].includes(markOf({ campaignId: id, queueId: queue.id }).state))))
  const onOpen = (id: string, open: boolean) => setOpened({ ...opened, [id]: open })
  // One stop for the tab key, as in every tree: where one was last, if that is still on show.
  const onShow = found.flatMap((campaign) => [
    campaign.id,
    ...(isOpen(campaign) ? campaign.queues.map((q) => q.id) : []),
  ])
  const focusable = stop !== null && onShow.includes(stop) ? stop : onShow[0]!
  return (
    <ul
      className={styles.campaigns}
      aria-label={t('assign.title')}
      data-tree
      onKeyDown={(event) => walkTree(event, onOpen)}
      onFocus={({ target }) => setStop(target.dataset['place'] ?? stop)}
    >
      {found.map((campaign) => (
        <li key={campaign.id} data-campaign={campaign.id}>
          <CampaignTicks
            campaign={campaign}
            all={campaigns.find((each) => each.id === campaign.id)?.queues ?? []}
            channelId={channelId}
            markOf={markOf}
            onToggle={onToggle}
            isOpen={isOpen(campaign)}
            onOpen={(open) => onOpen(campaign.id, open)}
            tabIndexOf={(id) => (id === focusable ? 0 : -1)}
          />
        </li>
      ))}
    </ul>
  )
}

interface CampaignProps extends Pick<Props, 'channelId' | 'markOf' | 'onToggle'> {
  campaign: Campaign
  /** Its queues, also those that the search left out. */
  all: Queue[]
  isOpen: boolean
  onOpen: (open: boolean) => void
  tabIndexOf: (placeId: string) => number
}

function CampaignTicks({ campaign, all, channelId, markOf, onToggle, isOpen, onOpen, tabIndexOf }: CampaignProps) {
  const { t } = useTranslation('templates')
  const { id, name, active, queues } = campaign
  const whole = { campaignId: id, queueId: null }
  const { state, note } = markOf(whole)
  const placeOf = (queue: Queue) => ({ campaignId: id, queueId: queue.id })
  const own = all.filter((queue) => ['all', 'some'].includes(markOf(placeOf(queue)).state)).length
  const count = own > 0 && !isOpen ? t('assign.someQueues', { count: own, total: all.length }) : undefined
  return (
    <>
      <div className={styles.campaign}>
        <Checkbox
          label={<b>{active ? name : t('assign.off', { name })}</b>}
          description={[state === 'all' && t('assign.covers'), note, state !== 'all' && count]
            .filter(Boolean)
            .join(' ')}
          checked={state === 'all'}
          indeterminate={state === 'some' || (state === 'none' && own > 0)}
          tabIndex={tabIndexOf(id)}
          data-place={id}
          onChange={() => onToggle(whole)}
        />
        {all.length > 0 ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            tabIndex={-1}
            aria-expanded={isOpen}
            aria-label={t('assign.queuesOf', { name })}
            onClick={() => onOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={16} />
          </ActionIcon>
        ) : (
          <Text size="sm" c="dimmed">
            {t('assign.noQueues')}
          </Text>
        )}
      </div>
      {isOpen && queues.length > 0 && (
        <ul className={styles.queues} aria-label={t('assign.queuesOf', { name })} data-queues>
          {queues.map((queue) => {
            const mark = markOf(placeOf(queue))
            const locked = mark.state === 'covered'
            return (
              <li key={queue.id}>
                <Checkbox
                  label={queue.active ? queue.name : t('assign.off', { name: queue.name })}
                  description={<QueueHint queue={queue} channelId={channelId} mark={mark} />}
                  checked={locked || mark.state === 'all'}
                  indeterminate={mark.state === 'some'}
                  disabled={locked}
                  tabIndex={tabIndexOf(queue.id)}
                  data-place={queue.id}
                  onChange={() => onToggle(placeOf(queue))}
                />
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

function QueueHint({ queue, channelId, mark }: { queue: Queue; channelId: string; mark: Mark }) {
  const { t } = useTranslation('templates')
  const lacks = !queue.channels.some((channel) => channel.id === channelId)
  const locked = mark.state === 'covered'
  if (!locked && !lacks && mark.note === undefined) return null
  return (
    <span className={styles.hints}>
      {mark.note !== undefined && <span>{mark.note}</span>}
      {locked && (
        <span>
          <Icon name="lock" size={14} />
          {t('assign.locked')}
        </span>
      )}
      {lacks && (
        <span>
          <Icon name="info" size={14} />
          {t('assign.lacks')}
        </span>
      )}
    </span>
  )
}

/** A campaign that fits shows all its queues, another only those that fit. */
function matching(campaigns: Campaign[], search: string): Campaign[] {
  const fits = ({ name }: { name: string }) => plain(name).includes(plain(search))
  return campaigns
    .map((campaign) => (fits(campaign) ? campaign : { ...campaign, queues: campaign.queues.filter(fits) }))
    .filter((campaign) => fits(campaign) || campaign.queues.length > 0)
}
