import { ActionIcon, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import type { ChannelRow } from './channel.ts'
import { ChannelSwitch } from './channel-switch.tsx'
import styles from './channels.module.css'
import { useHindrance } from './use-hindrance.ts'

/** Column "Acciones" (CH-7): what cannot be done now stays in its place and says why. */
export function ChannelActions({ channel }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  const hindered = useHindrance(channel)('add_template')
  const look = { variant: 'subtle', color: 'gray', size: 32 } as const
  return (
    <span className={styles.actions}>
      <ChannelSwitch channel={channel} />
      <Tooltip label={t('viewRequest')}>
        <ActionIcon
          {...look}
          component={Link}
          to={`/canales/${channel.id}`}
          hash="solicitud"
          aria-label={t('viewRequestOf', { alias: channel.alias })}
        >
          <Icon name="eye" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={hindered ? `${t('addTemplate')}: ${hindered}` : t('addTemplate')} multiline maw={260}>
        {hindered ? (
          <ActionIcon {...look} className={styles.faded} aria-disabled aria-label={`${t('addTemplate')}: ${hindered}`}>
            <Icon name="doc-plus" />
          </ActionIcon>
        ) : (
          <ActionIcon {...look} component={Link} to={`/canales/${channel.id}/plantillas`} aria-label={t('addTemplate')}>
            <Icon name="doc-plus" />
          </ActionIcon>
        )}
      </Tooltip>
    </span>
  )
}
