import { Anchor, Checkbox, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { authenticationText } from '../../../../rules/authentication-text.ts'
import type { Finding } from '../../../../rules/finding.ts'
import { Icon } from '../../../ui/icon.tsx'
import { LimitsNotice } from '../life/limits-notice.tsx'
import { useTemplateWords } from '../template-words.ts'
import { Findings, severityLooks, textAt } from './findings.tsx'
import { canBeOverruled, placeOf } from './judge.ts'
import { hasButtons, type Step, stepOf } from './steps.ts'
import type { Wizard } from './use-wizard.ts'
import { askedParameters, buttonsOf, isAuthentication, sampleOf, type Values } from './values.ts'
import styles from './wizard.module.css'

export const WARNINGS = 'warnings'

interface Props {
  wizard: Wizard
  /** What happens then. */
  what?: string
  /** Rules the person overrules, and WARNINGS when those were read. */
  confirmed: readonly string[]
  onConfirm: (what: string, yes: boolean) => void
  onGo: (step: Step) => void
  /** "Solicitar" was pressed: what is still to be confirmed is marked. */
  asked: boolean
}

/** What must be confirmed before it can be requested: each error to overrule, and the warnings together (TP-5). */
export function toConfirm(findings: readonly Finding[]): string[] {
  const overruled = findings.filter(canBeOverruled).map(({ rule }) => rule)
  return [...new Set(overruled), ...(findings.some(({ severity }) => severity === 'warning') ? [WARNINGS] : [])]
}

export function ConfirmStep({ wizard, what, confirmed, onConfirm, onGo, asked }: Props) {
  const { t } = useTranslation('templates')
  const { findings } = wizard
  const missing = (each: string) => asked && !confirmed.includes(each) && t('confirm.tick')
  const blocking = findings.filter(({ blocks }) => blocks)
  const overrulable = findings.filter(canBeOverruled)
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  const advice = findings.filter(({ severity }) => severity === 'advice')
  const list = (found: Finding[]) => <Found findings={found} wizard={wizard} onGo={onGo} />

  return (
    <Stack gap={24}>
      <Summary wizard={wizard} onGo={onGo} />
      {wizard.fixed.length === 0 && <LimitsNotice channelId={wizard.channelId} />}
      <section aria-labelledby="found">
        <Title order={3} id="found" fz={16} mb={8}>
          {t('confirm.findings')}
        </Title>
        {findings.length === 0 && (
          <Text size="sm" data-tone="green" className={styles.finding}>
            <Icon name="check" size={16} />
            {t('confirm.noFindings')}
          </Text>
        )}
        <Stack gap={16}>
          {blocking.length > 0 && list(blocking)}
          {overrulable.map((finding) => (
            <div key={`${finding.rule} ${finding.field}`} className={styles.decision}>
              {list([finding])}
              <Checkbox
                label={t('confirm.overrule')}
                description={t('confirm.overruleHelp')}
                checked={confirmed.includes(finding.rule)}
                error={missing(finding.rule)}
                aria-invalid={Boolean(missing(finding.rule))}
                onChange={({ currentTarget: { checked } }) => onConfirm(finding.rule, checked)}
              />
            </div>
          ))}
          {warnings.length > 0 && (
            <div className={styles.decision}>
              {list(warnings)}
              <Checkbox
                label={t('confirm.readWarnings')}
                checked={confirmed.includes(WARNINGS)}
                error={missing(WARNINGS)}
                aria-invalid={Boolean(missing(WARNINGS))}
                onChange={({ currentTarget: { checked } }) => onConfirm(WARNINGS, checked)}
              />
            </div>
          )}
          {advice.length > 0 && list(advice)}
        </Stack>
      </section>
      {what && (
        <Text size="sm" c="dimmed">
          {what}
        </Text>
      )}
    </Stack>
  )
}

/** Each with the way to the step where it is written. */
function Found({ findings, wizard, onGo }: { findings: Finding[]; wizard: Wizard; onGo: (step: Step) => void }) {
  const { t } = useTranslation('templates')
  return (
    <ul className={styles.found}>
      {findings.map((finding) => {
        const step = stepOf(placeOf(finding), wizard.values)
        return (
          <li
            key={`${finding.rule} ${finding.field} ${finding.message}`}
            data-tone={severityLooks[finding.severity].tone}
          >
            <Findings findings={[finding]} text={textAt(wizard, placeOf(finding))} onMend={wizard.mend} />
            <Anchor component="button" type="button" size="sm" onClick={() => onGo(step)}>
              {t('confirm.goTo', { step: t(`step.${step}`) })}
            </Anchor>
          </li>
        )
      })}
    </ul>
  )
}

/** Without a step it cannot be changed. */
type Fact = [name: string, value: string, step: Step | null]

const sampleFact = (values: Values, name: string, value: string): Fact[] =>
  values.type === 'TEXT' || isAuthentication(values) ? [] : [[name, value, 'content']]

function Summary({ wizard: { values, fixed }, onGo }: { wizard: Wizard; onGo: (step: Step) => void }) {
  const { t } = useTranslation('templates')
  const words = useTemplateWords()
  const parameters = askedParameters(values)
  const facts: Fact[] = [
    [t('names.display'), values.displayName, 'names'],
    [t('names.technical'), values.name, fixed.includes('name') ? null : 'names'],
    [
      t('column.language'),
      `${words.language(values.language)} (${values.language})`,
      fixed.includes('language') ? null : 'setup',
    ],
    [
      t('column.category'),
      values.category ? t(`category.${values.category}`) : '—',
      fixed.includes('category') ? null : 'setup',
    ],
    [t('setup.type'), t(`type.${isAuthentication(values) ? 'TEXT' : values.type}`), 'setup'],
    ...sampleFact(values, t('sample.title'), t(sampleOf(values) ? 'sample.own' : 'sample.builtIn')),
    ...(parameters.length > 0
      ? [
          [
            t('parameter.title'),
            parameters.map(({ n, name }) => `{{${n}}} ${name}`).join(', '),
            'parameters',
          ] satisfies [string, string, Step],
        ]
      : []),
    [
      t('setup.buttons'),
      (isAuthentication(values)
        ? authenticationText(values.language, values.auth).copy
        : buttonsOf(values)
            .map(({ text }) => text)
            .join(', ')) || t('setup.withoutButtons'),
      hasButtons(values) ? 'buttons' : 'setup',
    ],
  ]
  return (
    <dl className={styles.summary}>
      {facts.map(([name, value, step]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          <dd>
            {step && (
              <Anchor
                component="button"
                type="button"
                size="sm"
                aria-label={t('confirm.changeOf', { name })}
                onClick={() => onGo(step)}
              >
                {t('confirm.change')}
              </Anchor>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
