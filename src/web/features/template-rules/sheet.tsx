import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../rules/finding.ts'
import { CONFIDENCES, rulePath, type RuleSheet } from '../../../rules/template-lint/catalog.ts'
import { currentLanguage } from '../../i18n/language.ts'
import type { IconName } from '../../ui/icon.tsx'
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx'
import styles from './template-rules.module.css'

const looks: Record<Severity, { icon: IconName; tone: Tone }> = {
  error: { icon: 'x', tone: 'red' },
  warning: { icon: 'warning', tone: 'amber' },
  advice: { icon: 'info', tone: 'blue' },
}

/** One rule: what it says, how grave and how certain that is, where it comes from. */
export function Sheet({ sheet, wanted }: { sheet: RuleSheet; wanted: boolean }) {
  const { t } = useTranslation('template-rules')
  const language = currentLanguage()
  return (
    <li id={sheet.id} className={styles.sheet} data-wanted={wanted || undefined}>
      <Anchor href={rulePath(sheet.id)} fw={600} aria-current={wanted ? 'location' : undefined}>
        {sheet.id}
      </Anchor>
      {sheet.degrees.map(({ severity, confidence, says }) => (
        <div key={severity + says.es} className={styles.degree}>
          <StatusBadge {...looks[severity]}>{t(`severity.${severity}`)}</StatusBadge>
          <p className={styles.says}>{says[language]}</p>
          <p className={styles.quiet}>
            {CONFIDENCES[confidence][language]}
            {severity === 'error' && (confidence === 'c3' || confidence === 'c4') && ` · ${t('canBeOverruled')}`}
          </p>
        </div>
      ))}
      <p className={styles.quiet}>
        {t('sources', { sources: sheet.sources.map((source) => source[language]).join('; ') })}
        {sheet.mends && ` · ${t('mends')}`}
      </p>
    </li>
  )
}
