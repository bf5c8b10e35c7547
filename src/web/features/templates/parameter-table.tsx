import { Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAttributes } from '../contacts/use-contact.ts'
import type { TemplateDetail } from './template-words.ts'
import styles from './template-page.module.css'

export function ParameterTable({ template: { parameters } }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const attributes = useAttributes().data
  if (parameters.length === 0) return null
  const sourceOf = (source: (typeof parameters)[number]['source']) => {
    const key = /^attribute\.(.+)$/.exec(source ?? '')?.[1]
    if (key === undefined) return t(`parameter.sources.${source ?? 'hand'}`)
    return t('parameter.attribute', { label: attributes?.find((a) => a.key === key)?.label ?? key })
  }
  return (
    <section aria-labelledby="parameters">
      <Title order={2} id="parameters" className={styles.heading}>
        {t('parameter.title')}
      </Title>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('parameter.number')}</th>
            <th scope="col">{t('parameter.name')}</th>
            <th scope="col">{t('parameter.sample')}</th>
            <th scope="col">{t('parameter.type')}</th>
            <th scope="col">{t('parameter.source')}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ n, name, sample, type, source }) => (
            <tr key={n}>
              <td>{`{{${n}}}`}</td>
              <td>{name}</td>
              <td>{sample}</td>
              <td>{t(`parameter.types.${type}`)}</td>
              <td>{sourceOf(source)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
