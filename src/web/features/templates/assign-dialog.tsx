import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Assignment } from '../../../rules/assignment.ts'
import { orpc, problemOf, type Outputs } from '../../api.ts'
import { SearchBox } from '../../ui/filter-bar.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { AssignTree } from './assign-tree.tsx'
import styles from './assign.module.css'

interface Props {
  template: { id: string; displayName: string } | null
  channelId: string
  onClose: () => void
  onSaved?: () => void
}

/** "Asignar campañas y colas" (AS-1). */
export function AssignDialog({ template, channelId, onClose, onSaved }: Props) {
  const { t } = useTranslation('templates')
  return (
    <Modal
      opened={template !== null}
      onClose={onClose}
      title={t('assign.title')}
      size={560}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {template && (
        <>
          <Text size="sm" c="dimmed" mb={12}>
            {t('assign.what', { name: template.displayName })}
          </Text>
          <Choice templateId={template.id} channelId={channelId} onClose={onClose} onSaved={onSaved} />
        </>
      )}
    </Modal>
  )
}

interface ChoiceProps {
  templateId: string
  channelId: string
  onClose: () => void
  onSaved: (() => void) | undefined
}

function Choice({ templateId, ...rest }: ChoiceProps) {
  const campaigns = useQuery(orpc.campaigns.list.queryOptions())
  // What is ticked must be what is true now, not what was true when the dialog was last open.
  const assigned = useQuery(orpc.templates.assignments.queryOptions({ input: { id: templateId }, gcTime: 0 }))
  const error = campaigns.error ?? assigned.error
  if (error) {
    return <ErrorState error={error} onRetry={() => void Promise.all([campaigns.refetch(), assigned.refetch()])} />
  }
  if (!campaigns.data || !assigned.data) return <LoadingState />
  return <Ticks templateId={templateId} campaigns={campaigns.data} assigned={assigned.data} {...rest} />
}

interface TicksProps extends ChoiceProps {
  campaigns: Outputs['campaigns']['list']
  assigned: Assignment[]
}

function Ticks({ templateId, channelId, campaigns, assigned, onClose, onSaved }: TicksProps) {
  const { t } = useTranslation('templates')
  const queries = useQueryClient()
  const [ticks, setTicks] = useState(assigned)
  const [search, setSearch] = useState('')
  const assign = useMutation(
    orpc.templates.assign.mutationOptions({
      onSuccess: () => {
        toastDone(t('assign.saved'))
        void queries.invalidateQueries({ queryKey: orpc.templates.key() })
        if (onSaved) onSaved()
        else onClose()
      },
    }),
  )
  return (
    <form
      className={styles.form}
      // Enter in the search box must not save.
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        assign.mutate({ id: templateId, assignments: ticks })
      }}
    >
      <div>
        <SearchBox label={t('assign.search')} value={search} onChange={setSearch} />
      </div>
      <div className={styles.scroll} tabIndex={-1}>
        <AssignTree campaigns={campaigns} search={search} channelId={channelId} ticks={ticks} onChange={setTicks} />
      </div>
      {ticks.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('unassignedWhy')}
        </Text>
      )}
      {assign.error && (
        <Alert color="red" role="alert">
          {problemOf(assign.error).title}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={assign.isPending}>
          {t('ui:save')}
        </Button>
      </Group>
    </form>
  )
}
