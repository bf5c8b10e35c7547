import { Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { Icon } from '../../ui/icon.tsx'
import { judgeTemplate } from './judge-template.ts'
import type { TemplateDetail } from './template-words.ts'
import { Findings, severityLooks, textAt } from './wizard/findings.tsx'
import page from './template-page.module.css'
import styles from './wizard/wizard.module.css'

/** What was made elsewhere is judged too, by the platform's rules (TP-5, TP-8). */
export function ImportedFindings({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const lang = currentLanguage()
  const isImported = template.history.some(({ statusWord }) => statusWord === 'ADOPTED')
  const findings = useMemo(() => (isImported ? judgeTemplate(template, lang) : []), [isImported, template, lang])
  if (!isImported) return null
  return (
    <section aria-labelledby="rules">
      <Title order={2} id="rules" className={page.heading}>
        {t('rules.title')}
      </Title>
      {findings.length === 0 ? (
        <Text size="sm" data-tone="green" className={styles.finding}>
          <Icon name="check" size={16} />
          {t('rules.kept')}
        </Text>
      ) : (
        <ul className={styles.found}>
          {findings.map((finding) => (
            <li
              key={`${finding.rule} ${finding.field} ${finding.message}`}
              data-tone={severityLooks[finding.severity].tone}
            >
              <Findings findings={[finding]} text={textAt({ values: template }, finding.field)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
