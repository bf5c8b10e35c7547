import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, type Inputs } from '../../../api.ts'
import { Icon } from '../../../ui/icon.tsx'
import { toastProblem } from '../../../ui/toast.tsx'
import type { TemplateRow } from '../template-words.ts'
import { AssignManyDialog } from './assign-many-dialog.tsx'
import type { Selection } from './selection.tsx'
import { SwitchManyDialog } from './switch-many-dialog.tsx'
import styles from './many.module.css'

interface Props {
  channelId: string
  selection: Selection
  /** What is on show, and how many fit the filters in all. */
  page: TemplateRow[]
  total: number
  filter: Omit<Inputs['templates']['ids'], 'channelId'>
  isFiltered: boolean
}

/** What can be done with the chosen ones, as soon as there are any. */
export function SelectionBar({ channelId, selection, page, total, filter, isFiltered }: Props) {
  const { t } = useTranslation('template-many')
  const [open, setOpen] = useState<'on' | 'off' | 'assign' | null>(null)
  const ids = [...selection.ids]
  const all = useMutation({
    mutationFn: () => client.templates.ids({ channelId, ...filter }),
    onSuccess: (found) => selection.set(found.ids, true),
    onError: toastProblem,
  })
  if (ids.length === 0) return null
  const here = page.filter((row) => selection.ids.has(row.id)).length
  const elsewhere = ids.length - here
  return (
    <div className={styles.bar} role="region" aria-label={t('bar')}>
      <div className={styles.words}>
        <span role="status">
          <b>{t('chosen', { count: ids.length })}</b>
          {elsewhere > 0 && ` · ${t('notHere', { count: elsewhere })}`}
        </span>
        {(ids.length < total || here < page.length) && (
          <Button size="compact-sm" variant="subtle" loading={all.isPending} onClick={() => all.mutate()}>
            {t(isFiltered ? 'allThatFit' : 'allOfNumber', { count: total })}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => selection.replace([])}>
          {t('none')}
        </Button>
      </div>
      <Group gap={8}>
        <Button size="xs" variant="default" onClick={() => setOpen('on')}>
          {t('switchOn')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setOpen('off')}>
          {t('switchOff')}
        </Button>
        <Button size="xs" leftSection={<Icon name="list-plus" size={16} />} onClick={() => setOpen('assign')}>
          {t('assign')}
        </Button>
      </Group>
      <SwitchManyDialog
        channelId={channelId}
        ids={ids}
        to={open === 'on' || open === 'off' ? open : null}
        onClose={() => setOpen(null)}
      />
      <AssignManyDialog channelId={channelId} ids={ids} opened={open === 'assign'} onClose={() => setOpen(null)} />
    </div>
  )
}
