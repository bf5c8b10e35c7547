import { useTranslation } from 'react-i18next'
import { usePlace } from '../use-place.ts'
import { nameOf, spotOf } from '../who.ts'
import type { Entry } from './entry-row.tsx'
import type { SentRow } from './sent-query.ts'

/** How a send without answer looks in a list. */
export function useSendEntry(): (row: SentRow) => Entry {
  const { t } = useTranslation('workspace')
  const { q, to } = usePlace()
  return (row) => ({
    id: row.interactionId,
    address: to({ ...(q && { q }), envio: row.interactionId }),
    name: nameOf(row.contact) || t('noName'),
    text: row.lastText,
    at: row.lastActivityAt,
    status: row.lastStatus,
    unread: 0,
    channel: row.channelAlias,
    details: [spotOf(row, t('noQueue'))],
  })
}
