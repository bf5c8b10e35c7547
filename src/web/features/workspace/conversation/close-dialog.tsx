import { Stack, Textarea, TreeSelect, type TreeNodeData } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, type Outputs } from '../../../api.ts'
import { ConsequenceDialog } from '../../../ui/consequence-dialog.tsx'
import { toastDone } from '../../../ui/toast.tsx'
import { usePlace } from '../use-place.ts'

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
          <TreeSelect
            label={t('close.disposition')}
            description={t(dispositionRequired ? 'close.required' : 'close.optional')}
            placeholder={t('close.choose')}
            withAsterisk={dispositionRequired}
            data={branches(dispositions, null)}
            value={dispositionId}
            onChange={setDispositionId}
            // A branch opens; only an outcome can be chosen.
            expandOnClick
            defaultExpandAll
            searchable
            clearable={!dispositionRequired}
            nothingFoundMessage={t('close.nothingFound')}
            comboboxProps={{ withinPortal: true }}
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

const branches = (all: Ticket['dispositions'], parent: string | null): TreeNodeData[] =>
  all
    .filter(({ parentId }) => parentId === parent)
    .map(({ id, name }) => {
      const children = branches(all, id)
      return { value: id, label: name, ...(children.length > 0 && { children }) }
    })
