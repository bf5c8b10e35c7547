import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Assignment } from '../../../rules/assignment.ts'
import type { Outputs } from '../../api.ts'
import { Notice } from '../../ui/notice.tsx'
import type { useTicks } from './use-ticks.ts'
import styles from './assign.module.css'

interface Props {
  conflict: NonNullable<ReturnType<typeof useTicks>['conflict']>
  campaigns: Outputs['campaigns']['list']
}

/** Somebody else saved while one was ticking: what they changed, and the three ways on. Nothing ticked is lost (AS-1). */
export function AssignConflict({ conflict: { added, removed, join, keepMine, takeTheirs }, campaigns }: Props) {
  const { t } = useTranslation('templates')
  const nameOf = ({ campaignId, queueId }: Assignment) => {
    const campaign = campaigns.find((each) => each.id === campaignId)
    const queue = campaign?.queues.find((each) => each.id === queueId)
    if (!campaign || (queueId !== null && !queue)) return t('assign.gone')
    return queue ? `${campaign.name} › ${queue.name}` : t('wholeCampaign', { name: campaign.name })
  }
  const listed = (ticks: Assignment[]) => ticks.map(nameOf).join(', ')
  return (
    <Notice tone="amber" title={t('assign.conflict')} alert>
      <ul className={styles.changes}>
        {added.length > 0 && <li>{t('assign.theyAdded', { places: listed(added) })}</li>}
        {removed.length > 0 && <li>{t('assign.theyRemoved', { places: listed(removed) })}</li>}
      </ul>
      <Group gap={8} mt={8}>
        <Button size="xs" onClick={join}>
          {t('assign.join')}
        </Button>
        <Button size="xs" variant="default" onClick={keepMine}>
          {t('assign.keepMine')}
        </Button>
        <Button size="xs" variant="default" onClick={takeTheirs}>
          {t('assign.takeTheirs')}
        </Button>
      </Group>
    </Notice>
  )
}
