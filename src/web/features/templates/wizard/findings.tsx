import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Finding, Severity } from '../../../../rules/finding.ts'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import type { Tone } from '../../../ui/status-badge.tsx'
import styles from './wizard.module.css'
import { canBeOverruled } from './judge.ts'
import type { Wizard } from './use-wizard.ts'

export const severityLooks: Record<Severity, { icon: IconName; tone: Tone }> = {
  error: { icon: 'x', tone: 'red' },
  warning: { icon: 'warning', tone: 'amber' },
  advice: { icon: 'info', tone: 'blue' },
}

interface Props {
  findings: Finding[]
  /** Says of those that can be overruled that they can, later on. */
  inField?: boolean
  onMend: (finding: Finding) => void
}

/** Rule, what is wrong, how to mend it, and the mend itself where it is mechanical. Inline, since it stands in a `<p>`. */
export function Findings({ findings, inField = false, onMend }: Props) {
  const { t } = useTranslation('templates')
  return (
    <span className={styles.findings}>
      {findings.map((finding) => (
        <span
          key={`${finding.rule} ${finding.severity} ${finding.message}`}
          className={styles.finding}
          data-tone={severityLooks[finding.severity].tone}
        >
          <Icon name={severityLooks[finding.severity].icon} size={16} label={t(`severity.${finding.severity}`)} />
          <span>
            <b>{finding.rule}</b> {finding.message}
            {inField && canBeOverruled(finding) && ` ${t('wizard.canBeOverruled')}`}
            {finding.mend && (
              <>
                {' '}
                <Button size="compact-xs" variant="default" onClick={() => onMend(finding)}>
                  {finding.mend.label}
                </Button>
              </>
            )}
          </span>
        </span>
      ))}
    </span>
  )
}

/** What an input of Mantine is given so that it carries its findings: errors as its error, the rest beneath it. */
export function fieldProps(wizard: Wizard, field: string) {
  const found = wizard.at(field)
  const errors = found.filter(({ severity }) => severity === 'error')
  const others = found.filter(({ severity }) => severity !== 'error')
  return {
    error: errors.length > 0 && <Findings inField findings={errors} onMend={wizard.mend} />,
    description: others.length > 0 && <Findings inField findings={others} onMend={wizard.mend} />,
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[],
    size: 'md' as const,
    'data-field': field,
    'data-wrong': errors.length > 0 || undefined,
  }
}
