import { NativeSelect, Textarea, TextInput, type TextInputProps, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { lengthOf } from '../../../rules/characters.ts'
import { VERTICALS } from '../../../rules/profile.ts'
import { taxIdOf } from '../../../rules/tax-id.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { CountrySelect } from '../../ui/country-select.tsx'
import type { AppForm } from '../../ui/form.tsx'
import { PhoneInput } from '../../ui/phone-input.tsx'
import type { ChannelDetail } from './channel.ts'
import { FieldLabel } from './field-label.tsx'
import { FixedNameHelp, NameHelp } from './name-help.tsx'
import { PhotoField } from './photo-field.tsx'
import { type ChannelField, type ChannelValues, isRequired } from './request-values.ts'
import styles from './request.module.css'

interface Props {
  form: AppForm<ChannelValues>
  /** What was filled in for the person, to mark it; null where all of it was registered before. */
  known: ChannelValues | null
  /** The channel that is edited: its name is fixed, and it has an alias and a second website. */
  edited?: ChannelDetail
}

/** Label, mark, state and 16 px for a field of the form. */
function useField({ form, known }: Props) {
  const { t } = useTranslation('channels')
  return (name: ChannelField) => {
    const required = isRequired(name)
    const prefilled = known !== null && known[name] !== '' && form.values[name] === known[name]
    return {
      label: <FieldLabel label={t(`field.${name}`)} required={required} prefilled={prefilled} />,
      required,
      withAsterisk: false,
      size: 'md' as const,
      ...form.getInputProps(name),
    }
  }
}

function Fieldset(props: { id: string; title: string; words: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-labelledby={props.id}>
      <Title order={2} id={props.id}>
        {props.title}
      </Title>
      <p>{props.words}</p>
      <div className={styles.fields}>{props.children}</div>
    </section>
  )
}

export function CompanyFields(props: Props) {
  const { t } = useTranslation('channels')
  const field = useField(props)
  const { edited } = props
  const { about, description, businessName, country, website } = props.form.values
  const language = currentLanguage()
  const verticals = Object.entries(VERTICALS)
    .map(([value, label]) => ({ value, label: label[language] }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
  const taxId = taxIdOf(country)
  return (
    <Fieldset id="company" title={t('request.company')} words={t('request.companyWords')}>
      {edited ? (
        <>
          <TextInput
            label={t('field.businessName')}
            size="md"
            value={edited.businessName}
            readOnly
            {...below}
            description={<FixedNameHelp channel={edited} />}
          />
          <PhotoField
            name={edited.businessName}
            value={props.form.values.photoFileId}
            onChange={(fileId) => props.form.setFieldValue('photoFileId', fileId)}
          />
          <TextInput {...field('alias')} {...below} description={t('edit.aliasHelp')} />
        </>
      ) : (
        <TextInput
          {...field('businessName')}
          className={styles.whole}
          {...below}
          description={<NameHelp name={businessName} website={website} />}
          autoComplete="organization"
        />
      )}
      <TextInput {...field('legalName')} />
      <CountrySelect {...field('country')} />
      <TextInput
        {...field('taxId')}
        {...below}
        description={taxId && t('request.taxIdHelp', { name: taxId.name, example: taxId.example })}
        autoComplete="off"
      />
      <NativeSelect {...field('vertical')} data={[{ value: '', label: t('request.choose') }, ...verticals]} />
      <TextInput {...field('email')} type="email" inputMode="email" />
      <TextInput {...field('website')} type="url" inputMode="url" placeholder="https://www.example.com" />
      {edited && <TextInput {...field('website2')} type="url" inputMode="url" placeholder="https://www.example.com" />}
      <TextInput {...field('address')} className={styles.whole} autoComplete="street-address" />
      <TextInput
        {...field('about')}
        className={styles.whole}
        description={<Counter text={about} most={139} help={t('request.aboutHelp')} />}
        {...below}
      />
      <Textarea
        {...field('description')}
        className={styles.whole}
        autosize
        minRows={3}
        maxRows={8}
        description={<Counter text={description} most={512} help={t('request.descriptionHelp')} />}
        {...below}
      />
    </Fieldset>
  )
}

export function PersonFields(props: Props) {
  const { t } = useTranslation('channels')
  const field = useField(props)
  return (
    <Fieldset id="person" title={t('request.person')} words={t('request.personWords')}>
      <TextInput {...field('firstName')} autoComplete="given-name" />
      <TextInput {...field('lastName')} autoComplete="family-name" />
      <TextInput {...field('personEmail')} type="email" inputMode="email" autoComplete="email" />
      <PhoneInput
        label={field('personPhone').label}
        country={props.form.values.country}
        {...props.form.getInputProps('personPhone')}
        value={props.form.values.personPhone}
      />
      <TextInput {...field('position')} autoComplete="organization-title" />
    </Fieldset>
  )
}

/** Help stands under its field. */
const below: Pick<TextInputProps, 'inputWrapperOrder'> = {
  inputWrapperOrder: ['label', 'input', 'description', 'error'],
}

function Counter({ text, most, help }: { text: string; most: number; help: string }) {
  const used = lengthOf(text.trim())
  return (
    <>
      <span className={styles.counter} data-over={used > most || undefined}>
        {used}/{most}
      </span>
      {help}
    </>
  )
}
