import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx'
import { useTemplateWords } from '../template-words.ts'
import { severityLooks } from '../wizard/findings.tsx'
import styles from './bulk.module.css'
import type { Line, Outcome } from './use-import.ts'

const looks: Record<Outcome, { tone: Tone; icon: IconName }> = {
  ready: { tone: 'green', icon: 'check' },
  overridable: { tone: 'amber', icon: 'warning' },
  refused: { tone: 'red', icon: 'x' },
  exists: { tone: 'grey', icon: 'info' },
  drafted: { tone: 'violet', icon: 'pencil' },
  asked: { tone: 'violet', icon: 'clock' },
  requested: { tone: 'green', icon: 'send' },
}

/** What was said of each line, and what became of it. */
export function LineTable({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation('template-bulk')
  const words = useTemplateWords()
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={t('lines')}>
        <thead>
          <tr>
            <th scope="col">{t('column.line')}</th>
            <th scope="col">{t('column.template')}</th>
            <th scope="col">{t('column.outcome')}</th>
            <th scope="col">{t('column.findings')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td className={styles.number}>
                <span className={styles.onPhone}>{t('column.line')} </span>
                {line.line}
              </td>
              <td>
                <div className={styles.name}>{line.displayName || '—'}</div>
                <div className={styles.quiet}>
                  {[line.name, line.language && words.language(line.language)].filter(Boolean).join(' · ')}
                </div>
              </td>
              <td>
                <StatusBadge {...looks[line.outcome]}>{t(`outcome.${line.outcome}`)}</StatusBadge>
                {line.submittedAt && <Later at={line.submittedAt} />}
              </td>
              <td>
                <Findings line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Later({ at }: { at: string }) {
  const { t } = useTranslation('template-bulk')
  const { time, full } = useDates()
  return (
    <div className={styles.quiet} title={full(at)}>
      {t('later', { time: time(at) })}
    </div>
  )
}

function Findings({ line }: { line: Line }) {
  const { t } = useTranslation('template-bulk')
  const serious = line.findings.filter(({ severity }) => severity !== 'advice')
  const advice = line.findings.filter(({ severity }) => severity === 'advice')
  return (
    <>
      <FindingList findings={serious} />
      {advice.length > 0 && (
        <details className={styles.advice}>
          <summary>{t('advice', { count: advice.length })}</summary>
          <FindingList findings={advice} />
        </details>
      )}
    </>
  )
}

function FindingList({ findings }: { findings: Line['findings'] }) {
  const { t } = useTranslation('templates')
  if (findings.length === 0) return null
  return (
    <ul className={styles.findings}>
      {findings.map(({ rule, severity, column, message }) => (
        <li key={`${rule} ${column} ${message}`} data-tone={severityLooks[severity].tone}>
          <Icon name={severityLooks[severity].icon} size={16} label={t(`severity.${severity}`)} />
          <span>
            <b>{rule}</b> {column && <code>{column}</code>} {message}
          </span>
        </li>
      ))}
    </ul>
  )
}
