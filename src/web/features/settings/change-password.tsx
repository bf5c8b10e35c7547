import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { authCall } from '../../auth.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { Section } from './section.tsx'

export function ChangePassword() {
  const { t } = useTranslation('settings')
  const form = useContractForm({
    initialValues: { current: '', next: '' },
    also: ({ current, next }) => ({
      current: current ? undefined : t('ui:form.required'),
      next: next.length < 10 ? t('session:passwordRule') : undefined,
    }),
  })
  const toggle = { 'aria-label': t('session:showPassword') }
  return (
    <Section id="contrasena" title={t('password.title')} sentence={t('password.sentence')}>
      <Form
        form={form}
        submitLabel={t('password.submit')}
        onSubmit={async ({ current, next }) => {
          await authCall('/change-password', {
            currentPassword: current,
            newPassword: next,
            revokeOtherSessions: true,
          })
          form.reset()
          toastDone(t('password.done'))
        }}
      >
        <PasswordInput
          label={t('session:currentPassword')}
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label={t('session:newPassword')}
          description={t('session:passwordRule')}
          autoComplete="new-password"
          size="md"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('next')}
        />
      </Form>
    </Section>
  )
}
