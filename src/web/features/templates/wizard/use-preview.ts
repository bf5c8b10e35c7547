import { useTranslation } from 'react-i18next'
import { presetOf } from '../../../../rules/template-form.ts'
import { marksAt } from './findings.tsx'
import { asksForValue } from './steps.ts'
import type { Wizard } from './use-wizard.ts'
import { askedParameters, buttonsOf, formOf, isAuthentication } from './values.ts'
import { useSample } from './use-sample.ts'

/** What the preview shows of the request as it stands: what a choice has no place for is left out. */
export function usePreview(wizard: Wizard) {
  const { t } = useTranslation('templates')
  const { values } = wizard
  const { sampleFileId, ...form } = formOf(values, values.category ?? 'UTILITY')
  const sample = useSample(sampleFileId)
  const buttons = buttonsOf(values).map((button, at) => ({
    ...button,
    text: button.text || t('buttons.nth', { n: at + 1 }),
    ...(button.type === 'URL' && asksForValue(button.url) && { url: withExample(button.url, button.example) }),
  }))
  return {
    content: {
      ...form,
      category: values.category,
      parameters: isAuthentication(values)
        ? presetOf(values.language, values.auth).parameters
        : askedParameters(values),
      buttons,
    },
    file: sample,
    marks: marksAt(wizard, 'body'),
  }
}

const withExample = (url: string, example: string | null): string =>
  example === null ? url : url.replace(/\{\{[a-z0-9_]+\}\}$/, () => example)
