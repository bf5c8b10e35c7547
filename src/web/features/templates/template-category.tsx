import { useTranslation } from 'react-i18next'
import { useDates } from '../../ui/dates.ts'
import type { TemplateRow } from './template-words.ts'
import styles from './templates.module.css'

/** Its category, and under it what WhatsApp made of it: changed, or about to (TP-7). */
export function TemplateCategory({ row }: { row: TemplateRow }) {
  const { t } = useTranslation('templates')
  const dates = useDates()
  const { category, previousCategory, recategorisedAt, correctCategory, categoryDueAt } = row
  const due = categoryDueAt && dates.date(categoryDueAt)
  return (
    <div className={styles.status}>
      <span>{t(`category.${category}`)}</span>
      {previousCategory && previousCategory !== category && (
        <span className={styles.quiet} title={recategorisedAt ? dates.full(recategorisedAt) : undefined}>
          {t('recategorised.brief', { from: t(`category.${previousCategory}`) })}
        </span>
      )}
      {correctCategory && (
        <span className={styles.quiet}>
          {[t('alert.brief', { correct: t(`category.${correctCategory}`) }), due].filter(Boolean).join(' · ')}
        </span>
      )}
    </div>
  )
}
