import { Anchor, Stack, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Blank, checkValue } from '../../../../rules/parameter-values.ts'
import { mendValue } from '../../../../rules/parameters.ts'
import type { Lang, Parameter } from '../../../../rules/template.ts'
import type { ShownProblem } from '../../../api.ts'
import { currentLanguage } from '../../../i18n/language.ts'

interface Props {
  blanks: Blank[]
  values: Record<string, string>
  onChange: (key: string, value: string) => void
  /** Sending was tried: what is missing is said everywhere. */
  asked: boolean
  /** What the server found wrong, by field. */
  refused: ShownProblem['errors']
}

/** What hinders sending this value, if anything. */
export const errorOf = (parameter: Parameter, value: string, lang: Lang): string | undefined =>
  checkValue(parameter, value, lang).find(({ severity }) => severity === 'error')?.message

/** The template's parameters by their names, judged while typing. */
export function ValueFields({ blanks, values, onChange, asked, refused }: Props) {
  const { t } = useTranslation('workspace')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  if (blanks.length === 0) return null
  return (
    <Stack gap={14}>
      <Title order={3} fz={15}>
        {t('dialog.values')}
      </Title>
      {blanks.map(({ key, parameter }) => (
        <ValueField
          key={key}
          name={key}
          parameter={parameter}
          value={values[key] ?? ''}
          onChange={(value) => onChange(key, value)}
          onBlur={() => setLeft(new Set([...left, key]))}
          strict={asked || left.has(key)}
          refused={refused.find(({ field }) => field === key || field === `values.${key}`)?.message}
        />
      ))}
    </Stack>
  )
}

interface FieldProps {
  name: string
  parameter: Parameter
  value: string
  onChange: (value: string) => void
  onBlur: () => void
  /** An empty value is wrong only once it has been left or sending was tried. */
  strict: boolean
  refused: string | undefined
}

function ValueField({ name, parameter, value, onChange, onBlur, strict, refused }: FieldProps) {
  const { t } = useTranslation('workspace')
  const lang = currentLanguage()
  const [first] = checkValue(parameter, value, lang).filter(({ rule }) => strict || rule !== 'SEND-03')
  const advice = first?.severity === 'advice' ? first.message : undefined
  const error = first?.severity === 'error' ? first.message : refused
  const mended = mendValue(value)
  const mend = mended !== '' && mended !== value && errorOf(parameter, mended, lang) === undefined && error && (
    <Anchor component="button" type="button" inherit underline="always" onClick={() => onChange(mended)}>
      {t('dialog.mend', { value: mended })}
    </Anchor>
  )
  return (
    <TextInput
      label={parameter.name}
      name={name}
      size="md"
      withAsterisk
      autoComplete="off"
      maxLength={2000}
      placeholder={parameter.sample && t('dialog.sample', { sample: parameter.sample })}
      description={advice ?? (parameter.type === 'text' ? undefined : t(`dialog.type.${parameter.type}`))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={onBlur}
      error={
        error && (
          <>
            {error} {mend}
          </>
        )
      }
    />
  )
}
