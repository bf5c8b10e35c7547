import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { pagedRows } from '../../../ui/rows.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { usePlace } from '../use-place.ts'
import { nameOf, spotOf } from '../who.ts'
import { Entries } from './entries.tsx'
import type { Entry } from './entry-row.tsx'
import { type SentRow, useSent } from './sent-query.ts'

export function SentList({ action }: { action: ReactNode }) {
  const { t } = useTranslation('workspace')
  const { sendId, to } = usePlace()
  const query = useSent()
  const entryOf = (row: SentRow): Entry => ({
    id: row.interactionId,
    address: to({ envio: row.interactionId }),
    name: nameOf(row.contact) || t('noName'),
    text: row.lastText,
    at: row.lastActivityAt,
    status: row.lastStatus,
    unread: 0,
    channel: row.channelAlias,
    details: [spotOf(row, t('noQueue'))],
  })
  return (
    <Entries
      label={t('views.enviados')}
      name="enviados"
      list={pagedRows(query)}
      idOf={idOf}
      entryOf={entryOf}
      selected={sendId}
      empty={<EmptyState action={action}>{t('empty.enviados')}</EmptyState>}
    />
  )
}

const idOf = (row: SentRow) => row.interactionId
