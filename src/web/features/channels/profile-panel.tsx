import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { ChannelDetail } from './channel.ts'
import { ProfilePreview } from './profile-preview.tsx'
import styles from './profile-panel.module.css'

type FieldState = ChannelDetail['profile'][number]

const looks = {
  pending: { tone: 'amber', icon: 'clock' },
  confirmed: { tone: 'green', icon: 'check' },
  refused: { tone: 'red', icon: 'warning' },
} as const

/** The profile as customers see it, and what of it is still on its way to WhatsApp (CH-10). */
export function ProfilePanel({ channel }: { channel: ChannelDetail }) {
  const { businessName, identifier, request, website2, photoFileId, profile } = channel
  return (
    <div className={styles.profile}>
      <ProfilePreview name={businessName} identifier={identifier} profile={{ ...request, website2, photoFileId }} />
      {profile.length > 0 && (
        <ul className={styles.states}>
          {profile.map((state) => (
            <ProfileFieldLine key={state.field} state={state} />
          ))}
        </ul>
      )}
    </div>
  )
}

function ProfileFieldLine({ state: { field, state, reason } }: { state: FieldState }) {
  const { t } = useTranslation('channels')
  return (
    <li>
      <span className={styles.line}>
        {t(`profile.field.${field}`)}
        <StatusBadge {...looks[state]}>{t(`profile.state.${state}`)}</StatusBadge>
      </span>
      {reason && <span className={styles.reason}>{t('profile.reason', { reason })}</span>}
    </li>
  )
}
