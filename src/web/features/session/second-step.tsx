import { Anchor, Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authCall } from '../../auth.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { Door } from './door.tsx'

/** After the password: the code of the authenticator, or one of the codes kept for when the phone is lost (PE-7). */
export function SecondStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { t } = useTranslation('session')
  const [backup, setBackup] = useState(false)
  const form = useContractForm({
    initialValues: { code: '', trustDevice: false },
    also: ({ code }) => ({ code: code.trim() ? undefined : t('ui:form.required') }),
  })
  const kind = backup ? 'backup' : 'code'

  return (
    <Door title={t('secondStep.title')} sentence={t(`secondStep.${kind}Sentence`)}>
      <Form
        form={form}
        submitLabel={t('secondStep.submit')}
        wide
        onSubmit={async ({ code, trustDevice }) => {
          const path = backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp'
          await authCall(path, { code: backup ? code.trim() : code.replaceAll(/\D/g, ''), trustDevice })
          onDone()
        }}
      >
        <TextInput
          key={kind}
          label={t(`secondStep.${kind}`)}
          inputMode={backup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          size="md"
          autoFocus
          {...form.getInputProps('code')}
        />
        <Checkbox label={t('secondStep.trust')} {...form.getInputProps('trustDevice', { type: 'checkbox' })} />
        <Anchor component="button" type="button" size="sm" ta="start" onClick={() => setBackup(!backup)}>
          {t(backup ? 'secondStep.useCode' : 'secondStep.useBackup')}
        </Anchor>
      </Form>
      <Button variant="subtle" color="gray" fullWidth mt="sm" onClick={onBack}>
        {t('back')}
      </Button>
    </Door>
  )
}
