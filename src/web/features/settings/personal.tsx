import { Input, SegmentedControl, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { changeLanguage } from '../../app/change-language.ts'
import { sessionQuery, useSession } from '../../app/session.ts'
import { authCall } from '../../auth.ts'
import { currentLanguage, type Language } from '../../i18n/language.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { Section } from './section.tsx'

export function Personal() {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const form = useContractForm({
    initialValues: { name: useSession().person.name },
    also: ({ name }) => ({ name: name.trim() ? undefined : t('ui:form.required') }),
  })
  return (
    <Section id="datos" title={t('personal.title')}>
      <Form
        form={form}
        submitLabel={t('ui:save')}
        onSubmit={async ({ name }) => {
          await authCall('/update-user', { name: name.trim() })
          await queries.invalidateQueries(sessionQuery)
          toastDone(t('ui:saved'))
        }}
      >
        <TextInput label={t('personal.name')} autoComplete="name" size="md" {...form.getInputProps('name')} />
        <Input.Wrapper label={t('ui:account.language')} size="md" labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t('ui:account.language')}
            value={currentLanguage()}
            onChange={(language: string) => void changeLanguage(language as Language).catch(toastProblem)}
            data={[
              { value: 'es', label: 'Español' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Input.Wrapper>
      </Form>
    </Section>
  )
}
