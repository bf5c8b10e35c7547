import { useTranslation } from 'react-i18next'
import { useTemplateWords } from '../template-words.ts'

const CODED = /^(?:category|type|language|sampleFileId|securityNote|codeMinutes)$|\.(?:type|source|optOut)$/

/** How a field of a template and what stands in it are called. Null where what stands in it are its own words. */
export function useFieldWords() {
  const { t } = useTranslation(['template-approval', 'templates'])
  const words = useTemplateWords()
  const own: Record<string, string> = {
    displayName: t('templates:names.display'),
    name: t('templates:names.technical'),
    language: t('templates:column.language'),
    category: t('templates:column.category'),
    type: t('templates:setup.type'),
    sampleFileId: t('templates:sample.title'),
    body: t('templates:content.body'),
  }
  return {
    label: (field: string): string => {
      const [first = '', n = '', part = ''] = field.split('.')
      const named = t(`field.part.${part}`, { defaultValue: part })
      if (first === 'parameters') return t('field.parameter', { token: `{{${n}}}`, part: named })
      if (first === 'buttons') return t('field.button', { n, part: named })
      return own[first] ?? t(`field.${first}`)
    },
    value: (field: string, value: string): string | null => {
      if (!CODED.test(field)) return null
      if (field === 'language') return words.language(value)
      if (field === 'category') return t(`templates:category.${value}`)
      if (field === 'type') return words.type(value)
      if (field === 'sampleFileId') return t('templates:sample.own')
      if (field.startsWith('parameters') && field.endsWith('type')) return t(`templates:parameter.types.${value}`)
      if (field.endsWith('source')) return t(`templates:parameter.sources.${value}`)
      return t(`value.${value}`, { defaultValue: value })
    },
  }
}
