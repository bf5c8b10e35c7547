import { Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BodyEditor } from './body-editor.tsx'
import { Count } from './count.tsx'
import { fieldProps } from './findings.tsx'
import { MediaHeader } from './media-header.tsx'
import { PresetText } from './preset-text.tsx'
import type { Wizard } from './use-wizard.ts'
import { isAuthentication } from './values.ts'

const LONGEST = 60

export function ContentStep({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { type, header, footer } = wizard.values
  if (isAuthentication(wizard.values)) return <PresetText wizard={wizard} />
  return (
    <Stack gap={20}>
      {type === 'TEXT' ? (
        <TextInput
          label={t('content.header')}
          maxLength={1000}
          value={header}
          onChange={({ currentTarget: { value } }) => wizard.put({ header: value })}
          rightSection={<Count length={header.length} most={LONGEST} />}
          rightSectionWidth={64}
          {...fieldProps(wizard, 'header')}
        />
      ) : (
        <MediaHeader key={type} wizard={wizard} type={type} />
      )}
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
