import { Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { toTechnicalName } from '../../../../rules/template-names.ts'
import { LimitsNotice } from '../life/limits-notice.tsx'
import { fieldProps } from './findings.tsx'
import type { Wizard } from './use-wizard.ts'

/** The technical name follows the display name until it is written by hand. */
export function NamesStep({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { name, displayName } = wizard.values
  const follows = !wizard.fixed.includes('name') && name === toTechnicalName(displayName)
  return (
    <Stack gap={20}>
      {wizard.fixed.length === 0 && <LimitsNotice channelId={wizard.channelId} />}
      <TextInput
        label={t('names.display')}
        placeholder={t('names.displayExample')}
        withAsterisk
        maxLength={120}
        value={displayName}
        onChange={({ currentTarget: { value } }) =>
          wizard.put({ displayName: value, ...(follows && { name: toTechnicalName(value) }) })
        }
        {...fieldProps(wizard, 'displayName')}
      />
      <TextInput
        label={t('names.technical')}
        placeholder={t('names.technicalExample')}
        withAsterisk
        maxLength={600}
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        disabled={wizard.fixed.includes('name')}
        onChange={({ currentTarget: { value } }) => wizard.put({ name: value })}
        {...withHelp(fieldProps(wizard, 'name'), t('names.technicalHelp'))}
      />
    </Stack>
  )
}

const withHelp = ({ description, ...rest }: ReturnType<typeof fieldProps>, help: string) => ({
  ...rest,
  description: (
    <>
      {help}
      {description}
    </>
  ),
})
