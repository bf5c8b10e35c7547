import { useTranslation } from 'react-i18next'
import { leavesNames } from '../../../../rules/template-life.ts'
import type { Outputs } from '../../../api.ts'
import { useDates } from '../../../ui/dates.ts'

export type Life = Outputs['templates']['life']

/** Why it cannot be edited or deleted just now, and until when; null: it can. */
export function useBarrier() {
  const { t } = useTranslation('template-life')
  const dates = useDates()
  return {
    edit: ({ edit: { barrier, nextAt } }: Life): string | null =>
      barrier &&
      [t(`barrier.${barrier}`), nextAt && t('nextAt', { when: dates.full(nextAt) })].filter(Boolean).join(' '),
    /** What only agents see can be changed nevertheless; what was made elsewhere this wizard cannot write. */
    leavesNames: ({ edit: { barrier } }: Life): boolean =>
      barrier !== null && barrier !== 'made_elsewhere' && leavesNames(barrier),
    remove: ({ remove: { barrier } }: Life): string | null => barrier && t(`removeBarrier.${barrier}`),
  }
}
