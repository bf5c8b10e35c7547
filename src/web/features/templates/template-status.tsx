import { useTranslation } from 'react-i18next'
import { useDates } from '../../ui/dates.ts'
import type { IconName } from '../../ui/icon.tsx'
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx'
import { type TemplateRow, toldOf, useTemplateWords } from './template-words.ts'
import styles from './templates.module.css'

const looks: Record<TemplateRow['status'], { tone: Tone; icon: IconName }> = {
  pending: { tone: 'amber', icon: 'clock' },
  approved: { tone: 'green', icon: 'check' },
  rejected: { tone: 'red', icon: 'x' },
}

interface Props {
  row: TemplateRow
  /** Without the reason, where it stands elsewhere. */
  brief?: boolean
}

/** One of three, with the finer word, until when, and the reason in plain words under it (TP-2). */
export function TemplateStatus({ row, brief = false }: Props) {
  const { t } = useTranslation('templates')
  const dates = useDates()
  const words = useTemplateWords()
  const lines = [
    words.word(row.statusWord),
    row.pausedUntil && t('pausedUntil', { when: dates.moment(row.pausedUntil) }),
    brief ? null : words.reason(toldOf(row)),
  ].filter((line) => line !== null)
  return (
    <div className={styles.status}>
      <StatusBadge {...looks[row.status]}>{t(`status.${row.status}`)}</StatusBadge>
      {lines.map((line) => (
        <span key={line} className={styles.quiet} title={line}>
          {line}
        </span>
      ))}
    </div>
  )
}
