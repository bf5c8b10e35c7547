import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { ActiveSwitch } from './active-switch.tsx'
import { Places } from './places.tsx'
import { TemplateStatus } from './template-status.tsx'
import { type TemplateDetail, useTemplateWords } from './template-words.ts'
import styles from './template-page.module.css'

export function TemplateFacts({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const words = useTemplateWords()
  const facts: [name: string, value: ReactNode][] = [
    [t('column.status'), <TemplateStatus key="status" row={template} brief={template.status === 'rejected'} />],
    [t('confirmed'), template.confirmedAt ? <RelativeTime at={template.confirmedAt} /> : t('notYet')],
    [t('column.active'), <ActiveSwitch key="active" template={template} labelled />],
    [t('column.places'), <Places key="places" row={template} />],
    [t('column.category'), t(`category.${template.category}`)],
    [t('column.language'), `${words.language(template.language)} (${template.language})`],
    [t('column.type'), words.type(template.type)],
    [t('column.quality'), words.quality(template.quality) ?? '—'],
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
