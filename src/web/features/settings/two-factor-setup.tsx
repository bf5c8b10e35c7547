import { Anchor, Code, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { authCall } from '../../auth.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Form, useContractForm } from '../../ui/form.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import styles from './two-factor.module.css'

export interface Secrets {
  totpURI: string
  backupCodes: string[]
}

/** Scan or type the key, keep the backup codes, prove it with a first code. */
export function TwoFactorSetup({ secrets, onDone }: { secrets: Secrets; onDone: () => Promise<void> }) {
  const { t } = useTranslation('settings')
  const key = new URL(secrets.totpURI).searchParams.get('secret') ?? ''
  const form = useContractForm({
    initialValues: { code: '' },
    also: ({ code }) => ({ code: /^\D*(\d\D*){6}$/.test(code) ? undefined : t('twoFactor.sixDigits') }),
  })
  return (
    <Stack gap={16}>
      <Text>{t('twoFactor.scan')}</Text>
      <QrCode text={secrets.totpURI} label={t('twoFactor.qr')} />
      <Anchor href={secrets.totpURI} size="sm" ta="center" hiddenFrom="sm">
        {t('twoFactor.openApp')}
      </Anchor>
      <CopyField label={t('twoFactor.key')} value={key} />
      <div>
        <Text fw={500}>{t('twoFactor.backup')}</Text>
        <Text size="sm" c="dimmed">
          {t('twoFactor.backupHelp')}
        </Text>
        <Code block className={styles.codes} tabIndex={0}>
          {secrets.backupCodes.join('\n')}
        </Code>
      </div>
      <Form
        form={form}
        submitLabel={t('twoFactor.finish')}
        onSubmit={async ({ code }) => {
          await authCall('/two-factor/verify-totp', { code: code.replaceAll(/\D/g, '') })
          await onDone()
        }}
      >
        <TextInput
          label={t('twoFactor.firstCode')}
          inputMode="numeric"
          autoComplete="one-time-code"
          size="md"
          {...form.getInputProps('code')}
        />
      </Form>
    </Stack>
  )
}
