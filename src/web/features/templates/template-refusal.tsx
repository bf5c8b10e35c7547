import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { likelyCauses } from '../../../rules/rejection-causes.ts'
import { judgedContent } from '../../../rules/template-form.ts'
import { rulePath } from '../../../rules/template-lint/catalog.ts'
import { lintTemplate } from '../../../rules/template-lint/lint-template.ts'
import { useMay } from '../../app/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { type TemplateDetail, toldOf, useTemplateWords } from './template-words.ts'
import styles from './template-page.module.css'

/** What is there no more has nothing to mend. */
const BEYOND_MENDING = new Set(['DELETED', 'DISABLED'])

/** Why it was refused, which rules most likely caused it, and the way on (TP-2, TP-6). */
export function TemplateRefusal({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const may = useMay()
  const reason = useTemplateWords().reason(toldOf(template))
  if (template.status !== 'rejected' || BEYOND_MENDING.has(template.statusWord) || reason === null) return null
  return (
    <div className={styles.refusal}>
      <Notice tone="red" title={t('whyRejected')}>
        <p>{reason}</p>
        <Causes template={template} />
        {may('templates.write') && <MendButton template={template} />}
      </Notice>
    </div>
  )
}

function Causes({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const lang = currentLanguage()
  const causes = useMemo(() => causesOf(template, lang), [template, lang])
  if (causes.length === 0) return <p>{t('causes.none')}</p>
  return (
    <>
      <p className={styles.causesTitle}>{t('causes.title')}</p>
      <ul className={styles.causes}>
        {causes.map(({ rule, field, message }) => (
          <li key={`${rule} ${field}`}>
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
            </Anchor>{' '}
            {message}
          </li>
        ))}
      </ul>
    </>
  )
}

/** By Meta's rules alone: what this product adds is none of its reasons. */
function causesOf(template: TemplateDetail, lang: 'es' | 'en') {
  const { statusWord: word, reason, reasonDetail } = template
  const findings = lintTemplate(judgedContent({ ...template, ...textOf(template) }), { lang, product: true })
  const platform = findings.filter(({ rule }) => !rule.startsWith('PRD-'))
  return likelyCauses({ word, reason: reason ?? reasonDetail }, platform)
}

/** The text of Authentication is WhatsApp's: it is not judged. */
const textOf = ({ auth, buttons }: TemplateDetail) =>
  auth === null ? { buttons } : { body: '', buttons: [], footer: null }

function MendButton({ template: { id, channelId, statusWord } }: { template: TemplateDetail }) {
  const { t } = useTranslation(['templates', 'template-life'])
  return (
    <Button
      mt={12}
      variant="default"
      renderRoot={(props) =>
        statusWord === 'NOT_ACCEPTED' ? (
          <Link to="/canales/$channelId/plantillas/nueva" params={{ channelId }} search={{ desde: id }} {...props} />
        ) : (
          <Link to="/plantillas/$templateId/editar" params={{ templateId: id }} {...props} />
        )
      }
    >
      {statusWord === 'NOT_ACCEPTED' ? t('mendAndRequest') : t('template-life:mendRejected')}
    </Button>
  )
}
