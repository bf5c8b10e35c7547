import { Input, Radio, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { StateBadge } from '../../agents/state-badge.tsx'
import { fitting, type Target } from './targets.ts'
import styles from './transfer.module.css'

interface Props {
  targets: readonly Target[]
  ownCampaignId: string
  value: string | null
  onChange: (key: string) => void
}

/** With fewer one sees them all at once. */
const SEARCHED_FROM = 8

/** Campaigns as headings, their queues and agents to choose from, with how busy they are. */
export function TargetPicker({ targets, ownCampaignId, value, onChange }: Props) {
  const { t } = useTranslation('tickets')
  const [text, setText] = useState('')
  const shown = fitting(targets, text)
  if (targets.every(({ here }) => here)) return <Text size="sm">{t('transfer.noTargets')}</Text>
  return (
    <Input.Wrapper label={t('transfer.to')} withAsterisk labelElement="div">
      {targets.length >= SEARCHED_FROM && (
        <TextInput
          type="search"
          size="sm"
          mt={6}
          aria-label={t('transfer.search')}
          placeholder={t('transfer.search')}
          leftSection={<Icon name="search" size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
      )}
      <Radio.Group aria-label={t('transfer.to')} value={value ?? ''} onChange={onChange}>
        <div className={styles.targets} tabIndex={-1}>
          {[...Map.groupBy(shown, ({ campaign }) => campaign.id).values()].map((own) => (
            <div key={own[0]!.campaign.id} role="group" aria-label={own[0]!.campaign.name}>
              <div className={styles.campaign}>
                {own[0]!.campaign.id === ownCampaignId
                  ? t('transfer.thisCampaign', { campaign: own[0]!.campaign.name })
                  : own[0]!.campaign.name}
              </div>
              {own.map((target) => (
                <Radio
                  key={target.key}
                  className={target.agent ? styles.agent : styles.queue}
                  value={target.key}
                  disabled={target.here}
                  label={target.agent?.name ?? target.queue.name}
                  description={<Load target={target} />}
                />
              ))}
            </div>
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('transfer.nothingFound')}
            </Text>
          )}
        </div>
      </Radio.Group>
    </Input.Wrapper>
  )
}

/** Whether work reaches them now (WS-8), and how much they have. */
function Load({ target }: { target: Target }) {
  const { agent } = target
  const load = useLoad(target)
  if (!agent) return load
  return (
    <span className={styles.load}>
      <StateBadge state={agent.state} present={agent.present} />
      {load}
    </span>
  )
}

function useLoad({ queue, agent, here }: Target): string {
  const { t } = useTranslation('tickets')
  const waiting = queue.waiting === 0 ? t('transfer.nobodyWaits') : t('transfer.waiting', { count: queue.waiting })
  return [
    agent ? t('transfer.open', { count: agent.open }) : waiting,
    !agent && !queue.hasChannel && t('transfer.withoutChannel'),
    here && t('transfer.here'),
  ]
    .filter(Boolean)
    .join(' · ')
}
