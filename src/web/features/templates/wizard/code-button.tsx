import { Checkbox, NumberInput, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { authenticationText } from '../../../../rules/authentication-text.ts'
import { DEFAULT_AUTH } from '../../../../rules/template-form.ts'
import { Icon } from '../../../ui/icon.tsx'
import { fieldProps } from './findings.tsx'
import type { Wizard } from './use-wizard.ts'
import styles from './wizard.module.css'

/** Authentication: WhatsApp's button that copies the code, and the two things that can be chosen of its text. */
export function CodeButton({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { auth, language } = wizard.values
  const { securityNote, codeMinutes } = auth
  const put = (changed: Partial<typeof auth>) => wizard.put({ auth: { ...auth, ...changed } })
  return (
    <Stack gap={20}>
      <div className={styles.preset}>
        <Icon name="copy" size={18} />
        <div>
          <Text fw={600}>{authenticationText(language, auth).copy}</Text>
          <Text size="sm" c="dimmed">
            {t('code.button')}
          </Text>
        </div>
      </div>
      <Checkbox
        label={t('code.securityNote')}
        description={authenticationText(language, { securityNote: true, codeMinutes: null }).note}
        checked={securityNote}
        onChange={({ currentTarget: { checked } }) => put({ securityNote: checked })}
      />
      <div>
        <Checkbox
          label={t('code.expires')}
          description={t('code.expiresHelp')}
          checked={codeMinutes !== null}
          onChange={({ currentTarget: { checked } }) => put({ codeMinutes: checked ? DEFAULT_AUTH.codeMinutes : null })}
        />
        {codeMinutes !== null && (
          <NumberInput
            mt={12}
            maw={320}
            label={t('code.minutes')}
            withAsterisk
            min={1}
            max={90}
            clampBehavior="none"
            allowDecimal={false}
            allowNegative={false}
            value={codeMinutes || ''}
            onChange={(value) => put({ codeMinutes: Number(value) || 0 })}
            {...fieldProps(wizard, 'auth.codeMinutes')}
          />
        )}
      </div>
    </Stack>
  )
}
