import { Select, type SelectProps } from '@mantine/core'
import { getCountries } from 'libphonenumber-js/min'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** ISO 3166 code, shown by its name in the language of the screens. */
export function CountrySelect(props: Omit<SelectProps, 'data'>) {
  const { i18n } = useTranslation()
  const data = useMemo(() => countries(i18n.language), [i18n.language])
  return <Select searchable allowDeselect={false} size="md" data={data} {...props} />
}

function countries(language: string) {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return getCountries()
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
}

export function TimeZoneSelect(props: Omit<SelectProps, 'data'>) {
  const data = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  return <Select searchable allowDeselect={false} size="md" limit={200} data={data} {...props} />
}
