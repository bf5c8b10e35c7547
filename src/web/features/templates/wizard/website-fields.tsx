import { Button, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { fieldProps } from './findings.tsx'
import { asksForValue } from './steps.ts'
import type { Wizard } from './use-wizard.ts'
import type { Call } from './values.ts'
import styles from './wizard.module.css'

type Website = Extract<Call, { type: 'URL' }>

interface Props {
  wizard: Wizard
  at: number
  website: Website
  onChange: (website: Website) => void
}

/** An address, fixed or ending in the one variable that it may have, and what stands there as an example. */
export function WebsiteFields({ wizard, at, website, onChange }: Props) {
  const { t } = useTranslation('templates')
  const input = useRef<HTMLInputElement>(null)
  const { url, example } = website
  const hasValue = asksForValue(url)
  const insert = () => {
    const bare = url.trim()
    const open = /^(?:https?:\/\/)?[^/?#]+$/i.test(bare) ? `${bare}/` : bare
    onChange({ ...website, url: `${open || 'https://'}{{1}}` })
    input.current?.focus()
  }
  const { description, ...field } = fieldProps(wizard, `buttons[${at}].url`)
  return (
    <>
      <TextInput
        ref={input}
        mt={12}
        label={t('buttons.url')}
        placeholder="https://tienda.example.com"
        withAsterisk
        type="url"
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={3000}
        value={url}
        onChange={({ currentTarget: { value } }) => onChange({ ...website, url: value })}
        {...field}
        description={
          <>
            {t('buttons.urlHelp', { token: '{{1}}' })}
            {description}
          </>
        }
      />
      {!hasValue && (
        <Button
          mt={8}
          size="compact-sm"
          variant="light"
          className={styles.variableButton}
          leftSection={<Icon name="plus" size={14} />}
          onClick={insert}
        >
          {t('buttons.addVariable')}
        </Button>
      )}
      {hasValue && (
        <TextInput
          mt={12}
          label={t('buttons.urlExample', { token: '{{1}}' })}
          placeholder="pedido-1042"
          withAsterisk
          maxLength={3000}
          value={example ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...website, example: value || null })}
          {...fieldProps(wizard, `buttons[${at}].example`)}
        />
      )}
    </>
  )
}
