import { Anchor, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Finding, Severity } from '../../../../rules/finding.ts'
import { rulePath } from '../../../../rules/template-lint/catalog.ts'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import type { Tone } from '../../../ui/status-badge.tsx'
import styles from './wizard.module.css'
import type { Mark } from '../../../ui/formatted-text.tsx'
import { canBeOverruled, isOfRulebook } from './judge.ts'
import type { Wizard } from './use-wizard.ts'

export const severityLooks: Record<Severity, { icon: IconName; tone: Tone }> = {
  error: { icon: 'x', tone: 'red' },
  warning: { icon: 'warning', tone: 'amber' },
  advice: { icon: 'info', tone: 'blue' },
}

interface Props {
  findings: Finding[]
  /** What they judge, to name the words that cause them. */
  text?: string | undefined
  /** Says of those that can be overruled that they can, later on. */
  inField?: boolean
  /** Without it none is offered. */
  onMend?: (finding: Finding) => void
}

/** Rule, what is wrong, how to mend it, and the mend itself where it is mechanical. Inline, since it stands in a `<p>`. */
export function Findings({ findings, text, inField = false, onMend }: Props) {
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
            <RuleId finding={finding} /> {finding.message}
            {wordsOf(finding, text) && ` ${t('wizard.words', { words: wordsOf(finding, text) })}`}
            {inField && canBeOverruled(finding) && ` ${t('wizard.canBeOverruled')}`}
            {onMend && finding.mend && (
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

/** Which rule, and where it stands in the rulebook the way to it. */
function RuleId({ finding }: { finding: Finding }) {
  return isOfRulebook(finding) ? <RuleLink rule={finding.rule} /> : <b>{finding.rule}</b>
}

/** The way to what a rule says and why. */
export function RuleLink({ rule }: { rule: string }) {
  const { t } = useTranslation('templates')
  return (
    <Anchor
      href={rulePath(rule)}
      target="_blank"
      inherit
      fw={700}
      c="inherit"
      underline="hover"
      aria-label={t('wizard.ruleHelp', { rule })}
    >
      {rule}
    </Anchor>
  )
}

const MOST_WORDS = 5

/** The words that cause it, as they are written, each once, unless its sentence names them. */
export function wordsOf({ marks = [], message }: Finding, text = ''): string {
  const words = marks
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((word) => word !== '' && !message.toLowerCase().includes(word.toLowerCase()))
  return [...new Set(words)]
    .slice(0, MOST_WORDS)
    .map((word) => `«${word.length > 40 ? `${word.slice(0, 40)}…` : word}»`)
    .join(', ')
}

/** Where in a field's text something is found, to be coloured. */
export const marksAt = (wizard: Wizard, field: string): Mark[] =>
  wizard.at(field).flatMap(({ marks = [], severity }) => marks.map((mark) => ({ ...mark, tone: severity })))

/** What an input of Mantine is given so that it carries its findings: errors as its error, the rest beneath it. */
export function fieldProps(wizard: Wizard, field: string) {
  const found = wizard.at(field)
  const errors = found.filter(({ severity }) => severity === 'error')
  const others = found.filter(({ severity }) => severity !== 'error')
  const text = textAt(wizard, field)
  return {
    error: errors.length > 0 && <Findings inField text={text} findings={errors} onMend={wizard.mend} />,
    description: others.length > 0 && <Findings inField text={text} findings={others} onMend={wizard.mend} />,
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[],
    size: 'md' as const,
    'data-field': field,
    'data-wrong': errors.length > 0 || undefined,
  }
}

interface Texts {
  values: Record<'header' | 'body' | 'footer', string | null>
}

export const textAt = ({ values }: Texts, field: string): string | undefined =>
  field === 'header' || field === 'body' || field === 'footer' ? (values[field] ?? undefined) : undefined
