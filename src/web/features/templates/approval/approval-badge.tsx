import { useTranslation } from 'react-i18next'
import type { ApprovalState } from '../../../../rules/template-approval.ts'
import type { IconName } from '../../../ui/icon.tsx'
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx'

const looks: Record<ApprovalState, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'grey', icon: 'pencil' },
  asked: { tone: 'amber', icon: 'clock' },
  approved: { tone: 'green', icon: 'check' },
  changes_wanted: { tone: 'red', icon: 'reply' },
}

export function ApprovalBadge({ state }: { state: ApprovalState }) {
  const { t } = useTranslation('template-approval')
  return <StatusBadge {...looks[state]}>{t(`state.${state}`)}</StatusBadge>
}
