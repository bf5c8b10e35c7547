import { Stack, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, type Outputs } from '../../../api.ts'
import { ConsequenceDialog } from '../../../ui/consequence-dialog.tsx'
import { toastDone } from '../../../ui/toast.tsx'
import { usePlace } from '../use-place.ts'
import { DispositionPicker } from './disposition-picker.tsx'

type Ticket = Outputs['workspace']['ticket']

interface Props {
  ticket: Ticket
  opened: boolean
  onClose: () => void
}

export function CloseDialog({ ticket, opened, onClose }: Props) {
  const { t } = useTranslation('workspace')
  const queries = useQueryClient()
  const { to, go } = usePlace()
  const [dispositionId, setDispositionId] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { id, number, dispositions, dispositionRequired } = ticket

  const close = async () => {
    await client.workspace.close({ id, dispositionId, note: note.trim() || null, unread: ticket.unread })
    toastDone(t('close.done', { number }))
    void queries.invalidateQueries({ queryKey: orpc.workspace.key() })
    go(to())
  }
  return (
    <ConsequenceDialog
      opened={opened}
      onClose={onClose}
      title={t('close.title', { number })}
      verb={t('close.verb')}
      danger={false}
      disabled={dispositionRequired && dispositions.length > 0 && dispositionId === null}
      onConfirm={close}
    >
      <Stack gap={16}>
        {dispositions.length > 0 && (
          <DispositionPicker
            dispositions={dispositions}
            required={dispositionRequired}
            value={dispositionId}
            onChange={setDispositionId}
          />
        )}
        {dispositions.length === 0 && dispositionRequired && t('close.noDispositions')}
        <Textarea
          label={t('close.note')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConsequenceDialog>
  )
}
