import { useTranslation } from 'react-i18next'
import { explainRefusal, REFUSED_AT_ONCE } from '../../../rules/template-refusal.ts'
import { explainRejection } from '../../../rules/template-rejection.ts'
import type { Outputs } from '../../api.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { languageName } from './language-name.ts'

export type TemplateRow = Outputs['templates']['list']['items'][number]
export type TemplateDetail = Outputs['templates']['get']
export type Category = TemplateRow['category']

interface Told {
  statusWord: string
  reason: string | null
  /** What stands beside the reason. */
  detail?: string | null
  recommendation?: string | null
}

export const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const satisfies Category[]
export const STATUSES = ['pending', 'approved', 'rejected'] as const satisfies TemplateRow['status'][]

/** These mean exactly what the status beside them says. */
const SAID_BY_STATUS = new Set(['APPROVED', 'REJECTED'])
const REASON_OF_META = new Set(['REJECTED', 'FAILED'])
/** Of these the reason is what was and what is. */
const CHANGE = /^(\w+) → (\w+)$/

export const toldOf = ({ statusWord, reason, reasonDetail, recommendation }: TemplateRow): Told => ({
  statusWord,
  reason,
  detail: reasonDetail,
  recommendation,
})

/** What the provider's words mean, in the reader's language; a word unknown here shows as it came (TP-2). */
export function useTemplateWords() {
  const { t } = useTranslation('templates')
  const language = currentLanguage()
  const quality = (word: string) => t(`quality.${word}`, { defaultValue: word })
  const category = (word: string) => t(`category.${word}`, { defaultValue: word })
  const change = (reason: string | null, name: (word: string) => string) => {
    const [, from, to] = CHANGE.exec(reason ?? '') ?? []
    return from && to ? `${name(from)} → ${name(to)}` : reason
  }
  const pause = (reason: string) =>
    /^\w+$/.test(reason) ? t(`pause.${reason.toUpperCase()}`, { defaultValue: reason }) : null
  return {
    language: (code: string) => languageName(code, language),
    type: (type: string) => t(`type.${type}`, { defaultValue: type }),
    word: (word: string) => (SAID_BY_STATUS.has(word) ? null : t(`word.${word}`, { defaultValue: word })),
    quality: (word: string | null) => (word && word !== 'UNKNOWN' ? quality(word) : null),
    reason: ({ statusWord, reason, detail = null, recommendation = null }: Told): string | null => {
      if (REFUSED_AT_ONCE.has(statusWord)) return reason && explainRefusal(reason, language)
      if (statusWord === 'CATEGORY_CHANGED' || statusWord === 'CATEGORY_ALERT') return change(reason, category)
      if (statusWord === 'QUALITY_CHANGED') return change(reason, quality)
      if (REASON_OF_META.has(statusWord)) return explainRejection(reason, language, { detail, recommendation })
      if (!reason || reason === 'NONE') return null
      if (statusWord === 'PAUSED') return pause(reason)
      return explainRejection(reason, language, { detail, recommendation })
    },
  }
}
