import { ActionIcon, Menu, Text, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import type { Asked, Campaign } from './campaign.ts'

interface Props {
  campaign: Campaign
  ask: (asked: Asked) => void
  last: boolean
}

/** Everything that can be done to a campaign; what cannot be done now says why. */
export function CampaignMenu({ campaign, ask, last }: Props) {
  const { t } = useTranslation('campaigns')
  const queries = useQueryClient()
  const { id, name, active, isDefault } = campaign
  const done = (words: string) => async () => {
    toastDone(words)
    await queries.invalidateQueries({ queryKey: orpc.campaigns.key() })
  }
  const switchOn = useMutation(
    orpc.campaigns.switchOn.mutationOptions({
      onSuccess: done(t('campaign.switchedOn', { name })),
      onError: toastProblem,
    }),
  )
  const makeDefault = useMutation(
    orpc.campaigns.update.mutationOptions({
      onSuccess: done(t('campaign.madeDefault', { name })),
      onError: toastProblem,
    }),
  )
  const why = last && (
    <Text size="xs" c="dimmed" maw={220}>
      {t('campaign.last')}
    </Text>
  )
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Tooltip label={t('campaign.actions')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('campaign.actionsOf', { name })}>
            <Icon name="more" size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={() => ask({ what: 'edit', campaign })}>
          {t('campaign.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="list" size={16} />} component={Link} to={`/campanas/${id}/tipificaciones`}>
          {t('dispositions.edit')}
        </Menu.Item>
        {!isDefault && active && (
          <Menu.Item
            leftSection={<Icon name="pin" size={16} />}
            onClick={() => makeDefault.mutate({ id, isDefault: true })}
          >
            {t('campaign.makeDefault')}
          </Menu.Item>
        )}
        {active ? (
          <Menu.Item
            leftSection={<Icon name="pause" size={16} />}
            disabled={last}
            onClick={() => ask({ what: 'end', campaign, how: 'off' })}
          >
            {t('campaign.switchOff')}
            {why}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<Icon name="play" size={16} />} onClick={() => switchOn.mutate({ id })}>
            {t('campaign.switchOn')}
          </Menu.Item>
        )}
        <Menu.Item
          color="red"
          leftSection={<Icon name="trash" size={16} />}
          disabled={last}
          onClick={() => ask({ what: 'end', campaign, how: 'delete' })}
        >
          {t('campaign.delete')}
          {why}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
