import { Group, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '../../../../rules/template-lint/language.ts'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { CATEGORIES, useTemplateWords } from '../template-words.ts'
import { ChoiceCard } from './choice-card.tsx'
import { fieldProps } from './findings.tsx'
import type { Wizard } from './use-wizard.ts'
import { BLANK_REPLY, type ButtonKind, isAuthentication, type Values } from './values.ts'

const REGIONAL = LANGUAGES.filter((code) => /^(?:es|en)_/.test(code))
const TYPES = { TEXT: 'chat', IMAGE: 'image', DOCUMENT: 'file', VIDEO: 'video' } as const satisfies Record<
  Values['type'],
  IconName
>
const TYPE_NAMES = Object.keys(TYPES) as Values['type'][]

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
        disabled={wizard.fixed.includes('language')}
        onChange={(value) => wizard.put({ language: value ?? 'es' })}
        {...fieldProps(wizard, 'language')}
      />
      <Radio.Group
        label={t('column.category')}
        withAsterisk
        value={category}
        onChange={(value) => wizard.put({ category: CATEGORIES.find((each) => each === value) ?? null })}
        {...fieldProps(wizard, 'category')}
      >
        <Stack gap={8} mt={6} mb={4}>
          {CATEGORIES.map((value) => (
            <ChoiceCard
              key={value}
              value={value}
              disabled={wizard.fixed.includes('category')}
              label={t(`category.${value}`)}
              help={t(`categoryHelp.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {isAuthentication(wizard.values) ? (
        <Notice tone="blue">{t('setup.authentication')}</Notice>
      ) : (
        <>
          <TypeChoice wizard={wizard} />
          <ButtonsChoice wizard={wizard} />
        </>
      )}
    </Stack>
  )
}

function TypeChoice({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { type } = wizard.values
  return (
    <Radio.Group
      label={t('setup.type')}
      withAsterisk
      value={type}
      onChange={(value) => wizard.put({ type: TYPE_NAMES.find((each) => each === value) ?? 'TEXT' })}
      {...fieldProps(wizard, 'type')}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={6} mb={4}>
        {TYPE_NAMES.map((value) => (
          <ChoiceCard
            key={value}
            value={value}
            label={t(`type.${value}`)}
            icon={<Icon name={TYPES[value]} size={20} />}
            help={value === 'TEXT' ? undefined : t(`typeHelp.${value}`)}
          />
        ))}
      </SimpleGrid>
      {type !== 'TEXT' && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('setup.attachedLater')}
        </Text>
      )}
    </Radio.Group>
  )
}

/** Buttons written before come back when one changes one's mind. */
function ButtonsChoice({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { buttonKind, replies, calls } = wizard.values
  const before = useRef<ButtonKind>(replies.length === 0 && calls.length > 0 ? 'CALL_TO_ACTION' : 'QUICK_REPLY')
  const choose = (value: string) => {
    if (value === 'no') {
      if (buttonKind !== 'NONE') before.current = buttonKind
      return wizard.put({ buttonKind: 'NONE' })
    }
    const isFirst = before.current === 'QUICK_REPLY' && replies.length === 0
    wizard.put({ buttonKind: before.current, ...(isFirst && { replies: [BLANK_REPLY] }) })
  }
  return (
    <Radio.Group
      label={t('setup.buttons')}
      withAsterisk
      value={buttonKind === 'NONE' ? 'no' : 'yes'}
      onChange={choose}
      {...fieldProps(wizard, 'buttons')}
    >
      <Group gap={24} mt={8} mb={4}>
        <Radio value="no" label={t('setup.withoutButtons')} />
        <Group gap={4}>
          <Radio value="yes" label={t('setup.withButtons')} />
          <HelpHint about={t('setup.buttons')} example={t('quickReplyExample')}>
            {t('setup.buttonsHelp')}
          </HelpHint>
        </Group>
      </Group>
    </Radio.Group>
  )
}
