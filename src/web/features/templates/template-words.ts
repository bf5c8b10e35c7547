import { useTranslation } from 'react-i18next'
import { explainRejection } from '../../../rules/template-status.ts'
import type { Outputs } from '../../api.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { languageName } from './language-name.ts'

export type TemplateRow = Outputs['templates']['list']['items'][number]
export type TemplateDetail = Outputs['templates']['get']
export type Category = TemplateRow['category']
type Told = Pick<TemplateRow, 'statusWord' | 'reason'>

export const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const satisfies Category[]
export const STATUSES = ['pending', 'approved', 'rejected'] as const satisfies TemplateRow['status'][]

/** These mean exactly what the status beside them says. */
const SAID_BY_STATUS = new Set(['APPROVED', 'REJECTED'])
const REASON_OF_META = new Set(['REJECTED', 'FAILED'])

/** What the provider's words mean, in the reader's language; a word unknown here shows as it came (TP-2). */
export function useTemplateWords() {
  const { t } = useTranslation('templates')
  const language = currentLanguage()
  return {
    language: (code: string) => languageName(code, language),
    type: (type: string) => t(`type.${type}`, { defaultValue: type }),
    word: (word: string) => (SAID_BY_STATUS.has(word) ? null : t(`word.${word}`, { defaultValue: word })),
    quality: (quality: string | null) =>
      quality && quality !== 'UNKNOWN' ? t(`quality.${quality}`, { defaultValue: quality }) : null,
    reason: ({ statusWord, reason }: Told): string | null => {
      if (statusWord === 'NOT_ACCEPTED') return reason && t('notAccepted', { reason })
      if (statusWord === 'CATEGORY_CHANGED') return reason
      if (REASON_OF_META.has(statusWord)) return explainRejection(reason, language)
      if (!reason || reason === 'NONE' || (statusWord === 'PAUSED' && reason === 'LOW_QUALITY')) return null
      return explainRejection(reason, language)
    },
  }
}
