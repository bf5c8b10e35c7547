import { Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { VERTICALS } from '../../../rules/profile.ts'
import { taxIdOf } from '../../../rules/tax-id.ts'
import { currentLanguage } from '../../i18n/language.ts'
import type { ChannelDetail } from './channel.ts'
import { Facts } from './facts.tsx'
import styles from './panel.module.css'
import type { ChannelField, RequestField } from './request-values.ts'

const company: RequestField[] = [
  'businessName',
  'legalName',
  'taxId',
  'country',
  'vertical',
  'email',
  'website',
  'address',
  'about',
  'description',
]
const person: RequestField[] = ['firstName', 'lastName', 'personEmail', 'personPhone', 'position']

/** What was registered, to read. */
export function RequestFacts({ request, website2 }: { request: ChannelDetail['request']; website2?: string | null }) {
  const { t, i18n } = useTranslation('channels')
  const say = (field: RequestField) => {
    const value = request[field]
    if (!value) return value
    if (field === 'country') return new Intl.DisplayNames(i18n.language, { type: 'region' }).of(value)
    if (field === 'personPhone') return prettyPhone(value)
    if (field !== 'vertical') return value
    return VERTICALS[value as keyof typeof VERTICALS]?.[currentLanguage()] ?? value
  }
  const factsOf = (fields: RequestField[]) => fields.map((field) => ({ name: nameOf(field), value: say(field) }))
  const nameOf = (field: ChannelField) => (field === 'taxId' && taxIdOf(request.country)?.name) || t(`field.${field}`)
  const more = website2 ? [{ name: t('field.website2'), value: website2 }] : []
  return (
    <div className={styles.parts}>
      <Title order={3}>{t('request.company')}</Title>
      <Facts facts={[...factsOf(company), ...more]} />
      <Title order={3}>{t('request.person')}</Title>
      <Facts facts={factsOf(person)} />
    </div>
  )
}
