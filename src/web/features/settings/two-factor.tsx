import { Button, Group, Modal, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery, useSession } from '../../app/session.ts'
import { authCall } from '../../auth.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { Section } from './section.tsx'
import { type Secrets, TwoFactorSetup } from './two-factor-setup.tsx'

/** PE-7: a code of the phone besides the password; turning it on or off asks for the password. */
export function TwoFactor() {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const on = useSession().person.twoFactor
  const [asking, setAsking] = useState(false)
  const [secrets, setSecrets] = useState<Secrets | null>(null)
  const close = () => {
    setAsking(false)
    setSecrets(null)
  }
  const finish = async (words: string) => {
    await queries.invalidateQueries(sessionQuery)
    toastDone(words)
    close()
  }
  const withPassword = async (password: string) => {
    if (on) {
      await authCall('/two-factor/disable', { password })
      await finish(t('twoFactor.doneOff'))
    } else setSecrets(await authCall<Secrets>('/two-factor/enable', { password }))
  }

  return (
    <Section id="dos-pasos" title={t('twoFactor.title')} sentence={t('twoFactor.sentence')}>
      <Group justify="space-between">
        {on ? (
          <StatusBadge tone="green" icon="shield">
            {t('twoFactor.on')}
          </StatusBadge>
        ) : (
          <StatusBadge tone="grey" icon="shield">
            {t('twoFactor.off')}
          </StatusBadge>
        )}
        <Button variant={on ? 'default' : 'filled'} onClick={() => setAsking(true)}>
          {t(on ? 'twoFactor.turnOff' : 'twoFactor.turnOn')}
        </Button>
      </Group>
      <Modal
        opened={asking}
        onClose={close}
        title={t(on ? 'twoFactor.turnOffTitle' : 'twoFactor.turnOnTitle')}
        size={520}
        closeOnClickOutside={!secrets}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {secrets ? (
          <TwoFactorSetup secrets={secrets} onDone={() => finish(t('twoFactor.doneOn'))} />
        ) : (
          <AskPassword onPassword={withPassword} />
        )}
      </Modal>
    </Section>
  )
}

function AskPassword({ onPassword }: { onPassword: (password: string) => Promise<void> }) {
  const { t } = useTranslation('settings')
  const form = useContractForm({
    initialValues: { password: '' },
    also: ({ password }) => ({ password: password ? undefined : t('ui:form.required') }),
  })
  return (
    <Form form={form} submitLabel={t('twoFactor.continue')} onSubmit={({ password }) => onPassword(password)}>
      <PasswordInput
        label={t('session:currentPassword')}
        description={t('twoFactor.why')}
        autoComplete="current-password"
        size="md"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
        {...form.getInputProps('password')}
      />
    </Form>
  )
}
