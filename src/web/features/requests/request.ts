import type { Outputs } from '../../api.ts'
import type { IconName } from '../../ui/icon.tsx'
import type { Tone } from '../../ui/status-badge.tsx'

export type RequestRow = Outputs['channels']['requests'][number]
export type RequestDetail = Outputs['channels']['requestDetail']

export const looks: Record<RequestRow['state'], { tone: Tone; icon: IconName }> = {
  sent: { tone: 'amber', icon: 'inbox' },
  taken: { tone: 'blue', icon: 'user' },
  correction: { tone: 'amber', icon: 'pencil' },
  connecting: { tone: 'violet', icon: 'link' },
  done: { tone: 'green', icon: 'check' },
  declined: { tone: 'red', icon: 'x' },
  withdrawn: { tone: 'grey', icon: 'x' },
}
