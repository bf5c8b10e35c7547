import { Stack, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { authenticationText } from '../../../../rules/authentication-text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Wizard } from './use-wizard.ts'

/** What Authentication says; it can be read here and not changed. */
export function PresetText({ wizard: { values } }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { body } = authenticationText(values.language, { ...values.auth, securityNote: false })
  return (
    <Stack gap={16}>
      <Textarea
        label={t('content.body')}
        description={t('content.preset')}
        size="md"
        readOnly
        autosize
        value={body}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <Notice tone="blue">{t('content.wordedByWhatsApp')}</Notice>
    </Stack>
  )
}
