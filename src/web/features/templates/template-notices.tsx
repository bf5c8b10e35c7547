import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../ui/dates.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Tone } from '../../ui/status-badge.tsx'
import type { TemplateDetail } from './template-words.ts'
import styles from './template-page.module.css'

/** What it means that it is so, and what comes next (rulebook, section 5). */
const TONES: Partial<Record<string, Tone>> = {
  PAUSED: 'amber',
  FLAGGED: 'amber',
  LOCKED: 'amber',
  ARCHIVED: 'amber',
  DISABLED: 'red',
  DELETED: 'red',
  IN_APPEAL: 'blue',
}

/** Only of these a low quality is still news. */
const SENT = new Set(['APPROVED', 'FLAGGED', 'REINSTATED'])

/** A review of the category may be asked for this long. */
const REVIEWABLE_MS = 60 * 86_400_000

/** What people should know of it now: its state, its category, its quality (TP-2, TP-7). */
export function TemplateNotices({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const dates = useDates()
  const [opened] = useState(() => Date.now())
  const { statusWord, pausedUntil, category, previousCategory, recategorisedAt, quality } = template
  const { correctCategory, categoryAlertAt, categoryDueAt } = template
  const tone = TONES[statusWord]
  const end = pausedUntil && t('pausedUntil', { when: dates.moment(pausedUntil) })
  const isFresh = recategorisedAt !== null && opened - Date.parse(recategorisedAt) < REVIEWABLE_MS
  return (
    <div className={styles.notices}>
      {tone && (
        <Notice tone={tone} title={[t(`word.${statusWord}`), end].filter(Boolean).join(' · ')}>
          {t(`wordHelp.${statusWord}`)}
        </Notice>
      )}
      {correctCategory && (
        <Notice tone="amber" title={t('alert.title', { correct: t(`category.${correctCategory}`) })}>
          {categoryAlertAt && `${t('alert.told', { when: dates.moment(categoryAlertAt) })} `}
          {categoryDueAt ? t('alert.due', { when: dates.moment(categoryDueAt) }) : t('alert.soon')} {t('alert.review')}
        </Notice>
      )}
      {isFresh && previousCategory && previousCategory !== category && (
        <Notice
          tone="amber"
          title={t('recategorised.title', {
            from: t(`category.${previousCategory}`),
            to: t(`category.${category}`),
          })}
        >
          {t('recategorised.what', { when: dates.moment(recategorisedAt), category: t(`category.${category}`) })}
        </Notice>
      )}
      {SENT.has(statusWord) && (quality === 'RED' || quality === 'LOW') && (
        <Notice tone="red">{t('qualityHelp.RED')}</Notice>
      )}
    </div>
  )
}
