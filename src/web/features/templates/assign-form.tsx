import { Alert, Button, Group, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Assignment } from '../../../rules/assignment.ts'
import { type Outputs, problemOf } from '../../api.ts'
import { SearchBox } from '../../ui/filter-bar.tsx'
import styles from './assign.module.css'
import { AssignTree, type Mark } from './assign-tree.tsx'
import { focusTree } from './tree-keys.ts'

interface Props {
  campaigns: Outputs['campaigns']['list']
  channelId: string
  markOf: (place: Assignment) => Mark
  onToggle: (place: Assignment) => void
  /** What it comes to as it is ticked now. */
  status: ReactNode
  conflict?: ReactNode
  error: unknown
  saving: boolean
  untouched?: boolean
  onSave: () => void
  onClose: () => void
}

/** Campaigns and queues to tick, with a search over them; of one template, or of many (AS-1). */
export function AssignForm({ campaigns, channelId, markOf, onToggle, status, conflict, error, ...rest }: Props) {
  const { t } = useTranslation('templates')
  const [search, setSearch] = useState('')
  const problem = error ? problemOf(error) : null
  return (
    <form
      className={styles.form}
      onKeyDown={(event) => {
        if (!(event.target instanceof HTMLInputElement)) return
        // Enter in the search box must not save.
        if (event.key === 'Enter') event.preventDefault()
        if (event.key === 'ArrowDown' && event.target.type === 'search') focusTree(event.currentTarget)
      }}
      onSubmit={(event) => {
        event.preventDefault()
        rest.onSave()
      }}
    >
      <div>
        <SearchBox label={t('assign.search')} value={search} onChange={setSearch} />
      </div>
      <div className={styles.scroll} tabIndex={-1}>
        <AssignTree campaigns={campaigns} search={search} channelId={channelId} markOf={markOf} onToggle={onToggle} />
      </div>
      <Text size="sm" c="dimmed" role="status">
        {status}
      </Text>
      {conflict}
      {problem && !conflict && problem.code !== 'assignments_changed' && (
        <Alert color="red" role="alert">
          {problem.code === 'not_found' ? t('assign.placeGone') : problem.title}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={rest.onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={rest.saving} disabled={rest.untouched ?? false}>
          {t('ui:save')}
        </Button>
      </Group>
    </form>
  )
}
