import { Group, Input, NativeSelect, TextInput } from '@mantine/core'
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CountryCode, parsePhone } from '../../rules/phone.ts'

interface Props {
  label: ReactNode
  /** E.164 as soon as it is a number, else as typed after the country's code. */
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  /** Where a number without prefix is from: the company's country. */
  country: string
  error?: ReactNode
  description?: ReactNode
  withAsterisk?: boolean
  'data-path'?: string
}

/** Country code and number as one value; pasting a whole number with its + sets both. */
export function PhoneInput({
  label,
  value,
  onChange,
  onBlur,
  country,
  error,
  description,
  withAsterisk = false,
  ...rest
}: Props) {
  const { t, i18n } = useTranslation('ui')
  const id = useId()
  const known = parsePhoneNumberFromString(value)
  const [chosen, setChosen] = useState<CountryCode>(known?.country ?? (country as CountryCode))
  const [typed, setTyped] = useState(known?.formatNational() ?? value)
  const options = useMemo(() => countryOptions(i18n.language), [i18n.language])

  const say = (text: string, where: CountryCode) => {
    const pasted = parsePhoneNumberFromString(text)
    if (pasted?.country) setChosen(pasted.country)
    setTyped(text)
    const digits = text.replace(/\D/g, '')
    const raw = digits && `+${getCountryCallingCode(where)}${digits}`
    onChange(text.trim().startsWith('+') ? (pasted?.number ?? text) : (parsePhone(text, where) ?? raw))
  }

  return (
    <Input.Wrapper {...{ id, label, error, description, withAsterisk }} size="md">
      <Group gap={8} wrap="nowrap" align="flex-start">
        <NativeSelect
          aria-label={t('phone.country')}
          w={136}
          size="md"
          data={options}
          value={chosen}
          onChange={(event) => {
            const where = event.currentTarget.value as CountryCode
            setChosen(where)
            say(typed, where)
          }}
        />
        <TextInput
          id={id}
          flex={1}
          size="md"
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          value={typed}
          onChange={(event) => say(event.currentTarget.value, chosen)}
          onBlur={onBlur}
          error={Boolean(error)}
          {...rest}
        />
      </Group>
    </Input.Wrapper>
  )
}

function countryOptions(language: string) {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return getCountries()
    .map((code) => ({ value: code, name: names.of(code) ?? code, prefix: `+${getCountryCallingCode(code)}` }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
    .map(({ value, name, prefix }) => ({ value, label: `${prefix} ${name}` }))
}
