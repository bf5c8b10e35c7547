import { Select, Stack, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, type Outputs } from '../../../api.ts'
import { ConsequenceDialog } from '../../../ui/consequence-dialog.tsx'
import { toastDone } from '../../../ui/toast.tsx'
import { usePlace } from '../use-place.ts'

type Ticket = Outputs['workspace']['ticket']

interface Outcome {
  value: string
  label: string
}

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
    await client.workspace.close({ id, dispositionId, note: note.trim() || null })
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
      disabled={dispositionRequired && dispositionId === null}
      onConfirm={close}
    >
      <Stack gap={16}>
        {dispositions.length > 0 && (
          <Select
            label={t('close.disposition')}
            description={t(dispositionRequired ? 'close.required' : 'close.optional')}
            placeholder={t('close.choose')}
            withAsterisk={dispositionRequired}
            data={outcomes(dispositions)}
            value={dispositionId}
            onChange={setDispositionId}
            searchable
            clearable={!dispositionRequired}
            clearButtonProps={{ 'aria-label': t('close.clear') }}
            allowDeselect={!dispositionRequired}
            nothingFoundMessage={t('close.nothingFound')}
            data-autofocus
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

/** The ends of the tree, each with the way to it: "Venta › Con descuento". */
function outcomes(all: Ticket['dispositions'], parentId: string | null = null, way: string[] = []): Outcome[] {
  return all
    .filter((one) => one.parentId === parentId)
    .flatMap(({ id, name }) => {
      const below = outcomes(all, id, [...way, name])
      return below.length > 0 ? below : [{ value: id, label: [...way, name].join(' › ') }]
    })
}
