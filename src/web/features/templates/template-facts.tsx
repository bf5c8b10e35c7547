import type { TFunction } from 'i18next'
import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { HelpHint } from '../../ui/help-hint.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { ActiveSwitch } from './active-switch.tsx'
import { Places } from './places.tsx'
import { TemplateCategory } from './template-category.tsx'
import { TemplateQuality } from './template-quality.tsx'
import { TemplateStatus } from './template-status.tsx'
import { type TemplateDetail, useTemplateWords } from './template-words.ts'
import styles from './template-page.module.css'
import listStyles from './templates.module.css'

/** What only some kinds have: a sample, a code's choices, buttons. */
function kindFacts(template: TemplateDetail, t: TFunction<'templates'>): [name: string, value: ReactNode][] {
  const { type, sampleFileId, auth, buttons } = template
  return [
    ...(type === 'TEXT' ? [] : [factOf(t('sample.title'), t(sampleFileId ? 'sample.own' : 'sample.builtIn'))]),
    ...(auth
      ? [factOf(t('code.note'), t(auth.securityNote ? 'yes' : 'no')), factOf(t('code.valid'), auth.codeMinutes ?? '—')]
      : []),
    ...(buttons.length > 0 ? [factOf(t('setup.buttons'), <ButtonList key="buttons" buttons={buttons} />)] : []),
  ]
}

const factOf = (name: string, value: ReactNode): [name: string, value: ReactNode] => [name, value]

function ButtonList({ buttons }: Pick<TemplateDetail, 'buttons'>) {
  const { t } = useTranslation('templates')
  return (
    <ul className={styles.buttons}>
      {buttons.map((button, at) => (
        <li key={`${at} ${button.text}`}>
          {button.text}
          {button.type === 'URL' && <span>{button.url}</span>}
          {button.type === 'PHONE_NUMBER' && <span>{prettyPhone(button.phoneNumber)}</span>}
          {button.type === 'QUICK_REPLY' && button.optOut && <span>{t('buttons.optsOut')}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Its colour, and what the colours mean. */
function Quality({ quality }: { quality: string | null }) {
  const { t } = useTranslation('templates')
  const words = useTemplateWords()
  return (
    <Group gap={4}>
      <TemplateQuality quality={quality} />
      <HelpHint about={t('column.quality')}>
        {(['GREEN', 'YELLOW', 'RED'] as const).map((each) => (
          <span key={each} className={listStyles.definition}>
            <b>{words.quality(each)}:</b> {t(`qualityHelp.${each}`)}
          </span>
        ))}
        <span className={listStyles.definition}>{t('qualityHelp.UNKNOWN')}</span>
      </HelpHint>
    </Group>
  )
}

export function TemplateFacts({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const words = useTemplateWords()
  const facts: [name: string, value: ReactNode][] = [
    [t('column.status'), <TemplateStatus key="status" row={template} brief={template.status === 'rejected'} />],
    [t('confirmed'), template.confirmedAt ? <RelativeTime at={template.confirmedAt} /> : t('notYet')],
    [t('column.active'), <ActiveSwitch key="active" template={template} labelled />],
    [t('column.places'), <Places key="places" row={template} />],
    [t('column.category'), <TemplateCategory key="category" row={template} />],
    [t('column.language'), `${words.language(template.language)} (${template.language})`],
    [t('column.type'), words.type(template.type)],
    ...kindFacts(template, t),
    [t('column.quality'), <Quality key="quality" quality={template.quality} />],
    [t('column.updated'), <RelativeTime key="updated" at={template.updatedAt} />],
  ]
  return (
    <dl className={styles.list}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
