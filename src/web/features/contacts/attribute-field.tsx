import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readAttribute, showAttribute } from '../../../rules/attributes.ts'
import { currentLanguage } from '../../i18n/language.ts'
import type { ContactAttribute } from './contact.ts'

interface Props {
  attribute: ContactAttribute
  value: string
  onChange: (value: string) => void
  /** What the server found wrong. */
  error?: string | undefined
  size?: 'sm' | 'md'
}

/** One attribute, judged by its type when it is left. */
export function AttributeField({ attribute, value, onChange, error, size = 'md' }: Props) {
  const { t } = useTranslation('contacts')
  const [left, setLeft] = useState(false)
  const lang = currentLanguage()
  const read = readAttribute(attribute, value)
  const wrong = left && 'fault' in read ? read.fault[lang] : error
  if (attribute.type === 'list')
    return (
      <Select
        label={attribute.label}
        size={size}
        data={attribute.options}
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? '')}
        clearable
        searchable={attribute.options.length > 8}
        error={wrong}
      />
    )
  return (
    <TextInput
      label={attribute.label}
      size={size}
      maxLength={500}
      autoComplete="off"
      placeholder={attribute.type === 'text' ? '' : t(`attributes.example.${attribute.type}`)}
      inputMode={attribute.type === 'number' ? 'decimal' : 'text'}
      value={showAttribute(attribute.type, value, lang)}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      error={wrong}
    />
  )
}
