import { Anchor, PasswordInput, TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authCall } from '../../auth.ts'
import { sessionChanged } from '../../live.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Door } from './door.tsx'
import { enter } from './enter.ts'
import { SecondStep } from './second-step.tsx'

export function SignInPage() {
  const { t } = useTranslation('session')
  const { volver } = useSearch({ from: '/entrar' })
  const [secondStep, setSecondStep] = useState(false)
  const required = (value: string) => (value.trim() ? undefined : t('ui:form.required'))
  const form = useContractForm({
    initialValues: { email: '', password: '' },
    also: ({ email, password }) => ({ email: required(email), password: required(password) }),
  })
  const arrive = () => {
    sessionChanged()
    enter(volver)
  }

  if (secondStep) return <SecondStep onDone={arrive} onBack={() => setSecondStep(false)} />
  return (
    <Door title={t('signIn.title')} sentence={t('signIn.sentence')}>
      <Form
        form={form}
        submitLabel={t('signIn.submit')}
        wide
        onSubmit={async ({ email, password }) => {
          const answer = await authCall<{ twoFactorRedirect?: boolean }>('/sign-in/email', {
            email: email.trim(),
            password,
          })
          if (answer.twoFactorRedirect) setSecondStep(true)
          else arrive()
        }}
      >
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          size="md"
          autoFocus
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('password')}
        />
        <Anchor component={Link} to="/contrasena" size="sm">
          {t('signIn.forgotten')}
        </Anchor>
      </Form>
    </Door>
  )
}
