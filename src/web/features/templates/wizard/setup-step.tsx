import { Group, Radio, Select, Stack, Text } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '../../../../rules/template-lint/language.ts'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { useTemplateWords } from '../template-words.ts'
import { fieldProps } from './findings.tsx'
import type { Wizard } from './use-wizard.ts'
import { BLANK_REPLY } from './values.ts'
import styles from './wizard.module.css'

const REGIONAL = LANGUAGES.filter((code) => /^(?:es|en)_/.test(code))
const OFFERED = ['MARKETING', 'UTILITY'] as const

export function SetupStep({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const words = useTemplateWords()
  const { language, category } = wizard.values
  const option = (value: string) => ({ value, label: `${words.language(value)} · ${value}` })
  return (
    <Stack gap={24}>
      <Select
        label={t('column.language')}
        withAsterisk
        searchable
        allowDeselect={false}
        openOnFocus={false}
        data={[
          { group: t('setup.usual'), items: ['es', 'en'].map(option) },
          { group: t('setup.more'), items: REGIONAL.map(option).toSorted((a, b) => a.label.localeCompare(b.label)) },
        ]}
        value={language}
        onChange={(value) => wizard.put({ language: value ?? 'es' })}
        {...fieldProps(wizard, 'language')}
      />
      <Radio.Group
        label={t('column.category')}
        withAsterisk
        value={category}
        onChange={(value) => wizard.put({ category: OFFERED.find((each) => each === value) ?? null })}
        {...fieldProps(wizard, 'category')}
      >
        <Stack gap={8} mt={6} mb={4}>
          {OFFERED.map((value) => (
            <Radio.Card key={value} value={value} className={styles.card}>
              <Group wrap="nowrap" align="flex-start" gap={12}>
                <Radio.Indicator />
                <div>
                  <Text fw={600}>{t(`category.${value}`)}</Text>
                  <Text size="sm" c="dimmed">
                    {t(`categoryHelp.${value}`)}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group label={t('setup.type')} value="TEXT" size="md" withAsterisk>
        <Radio value="TEXT" label={t('type.TEXT')} mt={8} size="sm" readOnly />
      </Radio.Group>
      <ButtonsChoice wizard={wizard} />
    </Stack>
  )
}

/** Buttons written before come back when one changes one's mind. */
function ButtonsChoice({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { buttons } = wizard.values
  const before = useRef(buttons)
  const choose = (value: string) => {
    if (value === 'no') before.current = buttons
    wizard.put({ buttons: value === 'no' ? [] : before.current.length > 0 ? before.current : [BLANK_REPLY] })
  }
  return (
    <Radio.Group
      label={t('setup.buttons')}
      withAsterisk
      value={buttons.length > 0 ? 'yes' : 'no'}
      onChange={choose}
      {...fieldProps(wizard, 'buttons')}
    >
      <Group gap={24} mt={8} mb={4}>
        <Radio value="no" label={t('setup.withoutButtons')} />
        <Group gap={4}>
          <Radio value="yes" label={t('setup.withButtons')} />
          <HelpHint about={t('quickReply')} example={t('quickReplyExample')}>
            {t('quickReplyHelp')}
          </HelpHint>
        </Group>
      </Group>
    </Radio.Group>
  )
}
