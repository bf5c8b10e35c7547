import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, orpc, type Outputs, problemOf } from '../../api.ts'
import { authCall } from '../../auth.ts'
import { sessionChanged } from '../../live.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { Door } from './door.tsx'
import { enter } from './enter.ts'

/** Where an invitation's link leads (PE-2): a name and a password, and one is inside. */
export function InvitationPage() {
  const { t } = useTranslation('session')
  const { token } = useParams({ from: '/invitacion/$token' })
  const invitation = useQuery(orpc.people.openInvitation.queryOptions({ input: { token }, staleTime: Infinity }))
  if (invitation.data) return <Acceptance token={token} invitation={invitation.data} />
  if (!invitation.error) {
    return (
      <Door title={t('invitation.loading')}>
        <LoadingState />
      </Door>
    )
  }
  const { code } = problemOf(invitation.error)
  if (code !== 'invitation_used' && code !== 'not_found') {
    return (
      <Door title={t('invitation.loading')}>
        <ErrorState error={invitation.error} onRetry={() => void invitation.refetch()} />
      </Door>
    )
  }
  return (
    <Door title={t('invitation.usedTitle')} sentence={t('invitation.used')}>
      <Button component={Link} to="/entrar" fullWidth variant="default">
        {t('backToSignIn')}
      </Button>
    </Door>
  )
}

interface Props {
  token: string
  invitation: Outputs['people']['openInvitation']
}

function Acceptance({ token, invitation: { companyName, name, email, role, hasAccount } }: Props) {
  const { t } = useTranslation('session')
  const form = useContractForm({
    initialValues: { name, password: '' },
    also: (values) => ({
      name: values.name.trim() ? undefined : t('ui:form.required'),
      password: !hasAccount && values.password.length < 10 ? t('passwordRule') : undefined,
    }),
  })
  return (
    <Door
      title={t('invitation.title', { companyName })}
      sentence={t('invitation.sentence', { email, role: t(`ui:role.${role}`) })}
    >
      <Form
        form={form}
        submitLabel={t('invitation.submit')}
        wide
        onSubmit={async (values) => {
          await client.people.acceptInvitation({ token, ...values })
          const answer = await authCall<{ twoFactorRedirect?: boolean }>('/sign-in/email', {
            email,
            password: values.password,
          })
          sessionChanged()
          enter(answer.twoFactorRedirect ? '/entrar' : '/')
        }}
      >
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <TextInput label={t('yourName')} autoComplete="name" size="md" {...form.getInputProps('name')} />
        <PasswordInput
          label={t(hasAccount ? 'currentPassword' : 'newPassword')}
          description={t(hasAccount ? 'invitation.hasAccount' : 'passwordRule')}
          autoComplete={hasAccount ? 'current-password' : 'new-password'}
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('password')}
        />
      </Form>
    </Door>
  )
}
