import type { Outputs } from '../../api.ts'
import type { IconName } from '../../ui/icon.tsx'
import type { Tone } from '../../ui/status-badge.tsx'

export type RequestRow = Outputs['requests']['list']['items'][number]
export type RequestDetail = Outputs['requests']['get']

export const looks: Record<RequestRow['state'], { tone: Tone; icon: IconName }> = {
  sent: { tone: 'amber', icon: 'inbox' },
  taken: { tone: 'blue', icon: 'user' },
  correction: { tone: 'amber', icon: 'pencil' },
  connecting: { tone: 'violet', icon: 'link' },
  done: { tone: 'green', icon: 'check' },
  declined: { tone: 'red', icon: 'x' },
  withdrawn: { tone: 'grey', icon: 'x' },
}

/** What the list may be narrowed to; open ones without a choice. */
export const shown = ['open', 'mine', 'overdue', 'closed', 'all'] as const
export type Shown = (typeof shown)[number]
