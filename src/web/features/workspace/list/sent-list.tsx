import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { pagedRows } from '../../../ui/rows.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { usePlace } from '../use-place.ts'
import { Entries } from './entries.tsx'
import { useSendEntry } from './send-entry.ts'
import { type SentRow, useSent } from './sent-query.ts'

export function SentList({ action }: { action: ReactNode }) {
  const { t } = useTranslation('workspace')
  const { sendId } = usePlace()
  const query = useSent()
  const entryOf = useSendEntry()
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
