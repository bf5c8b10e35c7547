import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Assignment, coveredQueues, toggleCampaign, toggleQueue } from '../../../rules/assignment.ts'
import { plain } from '../../../rules/characters.ts'
import type { Outputs } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './assign.module.css'

type Campaign = Outputs['campaigns']['list'][number]
type Queue = Campaign['queues'][number]

interface Props {
  campaigns: Campaign[]
  search: string
  channelId: string
  ticks: Assignment[]
  onChange: (ticks: Assignment[]) => void
}

/** Campaigns with their queues; a ticked campaign covers and locks its queues, later ones too (AS-1). */
export function AssignTree({ campaigns, search, channelId, ticks, onChange }: Props) {
  const { t } = useTranslation('templates')
  const found = matching(campaigns, search)
  if (campaigns.length === 0) return <EmptyState>{t('assign.noCampaigns')}</EmptyState>
  if (found.length === 0) return <EmptyState>{t('assign.noneFound')}</EmptyState>
  return (
    <ul className={styles.campaigns} aria-label={t('assign.title')}>
      {found.map((campaign) => (
        <li key={campaign.id}>
          <CampaignTicks campaign={campaign} channelId={channelId} ticks={ticks} onChange={onChange} />
        </li>
      ))}
    </ul>
  )
}

type CampaignProps = Pick<Props, 'channelId' | 'ticks' | 'onChange'> & { campaign: Campaign }

function CampaignTicks({ campaign: { id, name, active, queues }, channelId, ticks, onChange }: CampaignProps) {
  const { t } = useTranslation('templates')
  const ticked = ticks.some((tick) => tick.campaignId === id && tick.queueId === null)
  const covered = coveredQueues(
    ticks,
    queues.map((queue) => ({ campaignId: id, id: queue.id })),
  )
  const isTicked = (queue: Queue) => ticks.some((tick) => tick.queueId === queue.id)
  return (
    <>
      <Checkbox
        label={<b>{active ? name : t('assign.off', { name })}</b>}
        description={ticked ? t('assign.covers') : undefined}
        checked={ticked}
        indeterminate={!ticked && queues.some(isTicked)}
        onChange={() => onChange(toggleCampaign(ticks, id))}
      />
      <ul className={styles.queues} aria-label={t('assign.queuesOf', { name })}>
        {queues.map((queue) => {
          const locked = covered.some((each) => each.id === queue.id)
          return (
            <li key={queue.id}>
              <Checkbox
                label={queue.active ? queue.name : t('assign.off', { name: queue.name })}
                description={<QueueHint queue={queue} channelId={channelId} locked={locked} />}
                checked={locked || isTicked(queue)}
                disabled={locked}
                onChange={() => onChange(toggleQueue(ticks, id, queue.id))}
              />
            </li>
          )
        })}
      </ul>
    </>
  )
}

function QueueHint({ queue, channelId, locked }: { queue: Queue; channelId: string; locked: boolean }) {
  const { t } = useTranslation('templates')
  const lacks = !queue.channels.some((channel) => channel.id === channelId)
  if (!locked && !lacks) return null
  return (
    <span className={styles.hints}>
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
