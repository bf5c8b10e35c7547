import type { AgentState } from '../../../rules/agent-state.ts'
import type { IconName } from '../../ui/icon.tsx'
import type { Tone } from '../../ui/status-badge.tsx'

/** Each state with its own drawing; green alone is for who takes tickets. */
export const stateLooks: Record<AgentState | 'absent', { tone: Tone; icon: IconName }> = {
  available: { tone: 'green', icon: 'check' },
  lunch: { tone: 'amber', icon: 'sun' },
  dinner: { tone: 'amber', icon: 'moon' },
  busy: { tone: 'violet', icon: 'call' },
  restroom: { tone: 'amber', icon: 'clock' },
  training: { tone: 'blue', icon: 'template' },
  unavailable: { tone: 'grey', icon: 'pause' },
  absent: { tone: 'grey', icon: 'power' },
}
