import { useTranslation } from 'react-i18next'
import { ActionButton } from './action-button.tsx'
import type { ChannelRow } from './channel.ts'
import { ChannelBin } from './channel-bin.tsx'
import { ChannelSwitch } from './channel-switch.tsx'
import styles from './channels.module.css'
import { useHindrance } from './use-hindrance.ts'

/** Column "Acciones" (CH-7): what cannot be done now stays in its place and says why. */
export function ChannelActions({ channel }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  const why = useHindrance(channel)
  const { id, alias } = channel
  return (
    <span className={styles.actions}>
      <ChannelSwitch channel={channel} />
      {channel.state === 'pending' && (
        <ActionButton
          icon="eye"
          name={t('viewRequest')}
          of={alias}
          hindered={why('view_request')}
          to={`/canales/${id}`}
          hash="solicitud"
        />
      )}
      <ActionButton
        icon="pencil"
        name={t('edit.verb')}
        of={alias}
        hindered={why('edit')}
        to={`/canales/${id}/editar`}
      />
      <ChannelBin channel={channel} />
      <ActionButton
        icon="doc-plus"
        name={t('addTemplate')}
        of={alias}
        hindered={why('add_template')}
        to={`/canales/${id}/plantillas`}
      />
    </span>
  )
}
