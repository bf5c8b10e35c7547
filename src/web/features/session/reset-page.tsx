import { Button, PasswordInput, Text } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authCall } from '../../auth.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Door } from './door.tsx'

/** Where the link of the reset mail leads. */
export function ResetPage() {
  const { t } = useTranslation('session')
  const { token } = useSearch({ from: '/restablecer' })
  const [done, setDone] = useState(false)
  const form = useContractForm({
    initialValues: { password: '' },
    also: ({ password }) => ({ password: password.length < 10 ? t('passwordRule') : undefined }),
  })

  if (!token) {
    return (
      <Door title={t('reset.badTitle')} sentence={t('reset.bad')}>
        <Button component={Link} to="/contrasena" fullWidth>
          {t('reset.again')}
        </Button>
      </Door>
    )
  }
  if (done) {
    return (
      <Door title={t('reset.doneTitle')}>
        <Text mb="md">{t('reset.done')}</Text>
        <Button component={Link} to="/entrar" fullWidth>
          {t('signIn.submit')}
        </Button>
      </Door>
    )
  }
  return (
    <Door title={t('reset.title')}>
      <Form
        form={form}
        submitLabel={t('reset.submit')}
        wide
        onSubmit={async ({ password }) => {
          await authCall('/reset-password', { newPassword: password, token })
          setDone(true)
        }}
      >
        <PasswordInput
          label={t('newPassword')}
          description={t('passwordRule')}
          autoComplete="new-password"
          size="md"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('password')}
        />
      </Form>
    </Door>
  )
}
