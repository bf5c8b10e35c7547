import { useTranslation } from 'react-i18next'
import { allowedActions, type ChannelAction } from '../../../rules/channel-state.ts'
import { useSession } from '../../app/session.ts'
import type { ChannelRow } from './channel.ts'

/** CH-7: why an action is not offered now, in words; null when it is. */
export function useHindrance(channel: ChannelRow): (action: ChannelAction) => string | null {
  const { t } = useTranslation('channels')
  const { active } = useSession()
  const allowed = allowedActions(channel.state, active?.role ?? 'agent', channel.requestState === 'connecting')
  return (action) => (allowed[action] === true ? null : t(`hindrance.${allowed[action]}`))
}
