import { useTranslation } from 'react-i18next'
import type { AgentState } from '../../../rules/agent-state.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { stateLooks } from './state-words.ts'

/** A state, and "sin conexión" beside it for who is not there. */
export function StateBadge({ state, present }: { state: AgentState; present: boolean }) {
  const { t } = useTranslation('agents')
  const { tone, icon } = stateLooks[state]
  return (
    <>
      {/* Green says that tickets reach them. */}
      <StatusBadge tone={present ? tone : 'grey'} icon={icon}>
        {t(`state.${state}`)}
      </StatusBadge>
      {!present && (
        <StatusBadge tone={stateLooks.absent.tone} icon={stateLooks.absent.icon}>
          {t('absent')}
        </StatusBadge>
      )}
    </>
  )
}
