import { ActionIcon, Button, Checkbox, Fieldset, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Count } from './count.tsx'
import { fieldProps, Findings } from './findings.tsx'
import type { Wizard } from './use-wizard.ts'
import { BLANK_REPLY, type Reply } from './values.ts'
import styles from './wizard.module.css'

const MOST = 3
const LONGEST = 25

/** Quick replies: up to three, one of them may be how the contact opts out. */
export function ButtonsStep({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { values, put } = wizard
  const { buttons } = values
  const change = (at: number, changed: Partial<Reply>) =>
    put({
      buttons: buttons.map((button, place) => {
        if (place === at) return { ...button, ...changed }
        return changed.optOut ? { ...button, optOut: false } : button
      }),
    })

  return (
    <Stack gap={16}>
      <Group gap={4}>
        <Text size="sm" c="dimmed">
          {t('buttons.intro')}
        </Text>
        <HelpHint about={t('quickReply')} example={t('quickReplyExample')}>
          {t('quickReplyHelp')}
        </HelpHint>
      </Group>
      {buttons.map((button, at) => (
        <Fieldset key={`${at} button`} legend={t('buttons.nth', { n: at + 1 })} className={styles.parameter}>
          <TextInput
            label={t('buttons.text')}
            placeholder={t('buttons.example')}
            withAsterisk
            maxLength={200}
            value={button.text}
            onChange={({ currentTarget: { value } }) => change(at, { text: value })}
            rightSection={<Count length={button.text.length} most={LONGEST} />}
            rightSectionWidth={64}
            {...fieldProps(wizard, `buttons[${at}].text`)}
          />
          <div className={styles.buttonFoot}>
            <Checkbox
              label={t('buttons.optOut')}
              description={t('buttons.optOutHelp')}
              checked={button.optOut}
              onChange={({ currentTarget: { checked } }) => change(at, { optOut: checked })}
            />
            {buttons.length > 1 && (
              <Tooltip label={t('buttons.remove')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={32}
                  aria-label={t('buttons.removeNth', { n: at + 1 })}
                  onClick={() => put({ buttons: buttons.filter((_, place) => place !== at) })}
                >
                  <Icon name="trash" />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        </Fieldset>
      ))}
      <Findings findings={wizard.at('buttons')} onMend={wizard.mend} />
      {buttons.length < MOST && (
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={16} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => put({ buttons: [...buttons, BLANK_REPLY] })}
        >
          {t('buttons.add')}
        </Button>
      )}
    </Stack>
  )
}
