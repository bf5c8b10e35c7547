import { Anchor, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authCall } from '../../auth.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Door } from './door.tsx'

export function ForgottenPage() {
  const { t } = useTranslation('session')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useContractForm({
    initialValues: { email: '' },
    also: ({ email }) => ({ email: email.includes('@') ? undefined : t('ui:form.email') }),
  })
  const back = (
    <Anchor component={Link} to="/entrar" size="sm">
      {t('backToSignIn')}
    </Anchor>
  )

  if (sentTo) {
    return (
      <Door title={t('forgotten.sentTitle')}>
        <Text mb="md">{t('forgotten.sent', { email: sentTo })}</Text>
        <Text mb="md" size="sm" c="dimmed">
          {t('forgotten.noMail')}
        </Text>
        {back}
      </Door>
    )
  }
  return (
    <Door title={t('forgotten.title')} sentence={t('forgotten.sentence')}>
      <Form
        form={form}
        submitLabel={t('forgotten.submit')}
        wide
        onSubmit={async ({ email }) => {
          await authCall('/request-password-reset', { email: email.trim(), redirectTo: '/restablecer' })
          setSentTo(email.trim())
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
        {back}
      </Form>
    </Door>
  )
}
