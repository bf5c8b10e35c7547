import { Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BodyEditor } from './body-editor.tsx'
import { Count } from './count.tsx'
import { fieldProps } from './findings.tsx'
import type { Wizard } from './use-wizard.ts'

const LONGEST = 60

export function ContentStep({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { header, footer } = wizard.values
  return (
    <Stack gap={20}>
      <TextInput
        label={t('content.header')}
        maxLength={1000}
        value={header}
        onChange={({ currentTarget: { value } }) => wizard.put({ header: value })}
        rightSection={<Count length={header.length} most={LONGEST} />}
        rightSectionWidth={64}
        {...fieldProps(wizard, 'header')}
      />
      <BodyEditor wizard={wizard} />
      <TextInput
        label={t('content.footer')}
        maxLength={1000}
        value={footer}
        onChange={({ currentTarget: { value } }) => wizard.put({ footer: value })}
        rightSection={<Count length={footer.length} most={LONGEST} />}
        rightSectionWidth={64}
        {...fieldProps(wizard, 'footer')}
      />
    </Stack>
  )
}
