import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { showAttribute } from '../../../rules/attributes.ts'
import { prettyPhone } from '../../../rules/phone.ts'
import { currentLanguage } from '../../i18n/language.ts'
import type { Column } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { ContactRow } from './contact.ts'
import { useAttributes } from './use-contact.ts'

/** As many attributes as there is room for beside what every contact has. */
const SHOWN = 2

export function useContactColumns(): Column<ContactRow>[] {
  const { t } = useTranslation('contacts')
  const { day } = useDay()
  const attributes = useAttributes().data ?? []
  return [
    {
      key: 'name',
      header: t('column.name'),
      card: 'title',
      cell: ({ name, phone, optedOut }) => (
        <>
          <Text fw={600} size="sm" component="span" mr={8}>
            {name || (phone ? prettyPhone(phone) : t('nameless'))}
          </Text>
          {optedOut && (
            <StatusBadge tone="red" icon="warning">
              {t('optedOut')}
            </StatusBadge>
          )}
        </>
      ),
    },
    {
      key: 'phone',
      header: t('column.phone'),
      cell: ({ phone }) => (phone ? prettyPhone(phone) : '—'),
    },
    ...attributes.slice(0, SHOWN).map(({ key, label, type }): Column<ContactRow> => ({
      key: `attribute.${key}`,
      header: label,
      cell: (contact) => showAttribute(type, contact.attributes[key] ?? '', currentLanguage()) || '—',
    })),
    { key: 'tickets', header: t('column.tickets'), align: 'end', cell: ({ openTickets }) => openTickets || '—' },
    { key: 'active', header: t('column.active'), cell: ({ activeOn }) => (activeOn ? day(activeOn) : '—') },
    { key: 'created', header: t('column.created'), cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  ]
}

/** A day that the server tells without a time. */
export function useDay() {
  const { locale } = useDates()
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return { day: (date: string) => format.format(new Date(`${date}T00:00:00Z`)) }
}
