import { ActionIcon, Button, CloseButton, Indicator, Popover, Select, Stack, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import type { Narrowing } from '../address.ts'
import { usePlace } from '../use-place.ts'
import styles from './list.module.css'
import { useListFilters } from './ticket-entry.ts'

interface Choice {
  key: keyof Narrowing
  label: string
  options: { value: string; label: string }[]
}

/** What this view can be narrowed to, and what it is narrowed to; all of it stands in the address. */
function useNarrowing() {
  const { t } = useTranslation('workspace')
  const { view, narrow, narrowed, go } = usePlace()
  const supervises = useMay()('workspace.supervise')
  const given = useListFilters()
  const named = (rows: { id: string; name: string }[] = []) => rows.map(({ id, name }) => ({ value: id, label: name }))
  const queues = given?.queues.filter((queue) => !narrow.campana || queue.campaignId === narrow.campana)
  const noQueue = supervises && view !== 'mios' ? [{ value: 'ninguna', label: t('noQueue') }] : []
  const choices: Choice[] = [
    { key: 'campana', label: t('campaign'), options: named(given?.campaigns) },
    { key: 'cola', label: t('queue'), options: [...noQueue, ...named(queues)] },
    {
      key: 'canal',
      label: t('channel'),
      options: (given?.channels ?? []).map(({ id, alias, identifier }) => ({
        value: id,
        label: `${alias} · ${identifier}`,
      })),
    },
    ...(view === 'todos' || view === 'cerrados'
      ? [{ key: 'agente' as const, label: t('list.agent'), options: named(given?.agents) }]
      : []),
  ]
  const choose = (key: keyof Narrowing, value: string | null) => {
    const { [key]: _, ...rest } = narrow
    const others: Narrowing = rest
    // A queue belongs to one campaign.
    if (key === 'campana') delete others.cola
    go(narrowed(value === null ? others : { ...others, [key]: value }), true)
  }
  return { narrow, choices, choose, clear: () => go(narrowed({}), true) }
}

export function FilterButton() {
  const { t } = useTranslation('workspace')
  const { narrow, choices, choose, clear } = useNarrowing()
  const { view } = usePlace()
  const count = Object.keys(narrow).length
  return (
    <Popover position="bottom-end" shadow="md" width={280} trapFocus returnFocus>
      <Indicator disabled={count === 0} label={count} size={16} offset={4}>
        <Popover.Target>
          <ActionIcon variant="default" size={30} aria-label={t('list.filter')} title={t('list.filter')}>
            <Icon name="sliders" size={16} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <Stack gap={12} role="group" aria-label={t('list.filter')}>
          {choices.map(({ key, label, options }) => (
            <Select
              key={key}
              label={label}
              size="sm"
              clearable
              searchable={options.length > 8}
              placeholder={t('ui:filters.all')}
              comboboxProps={{ withinPortal: false }}
              data={options}
              value={narrow[key] ?? null}
              onChange={(value) => choose(key, value)}
            />
          ))}
          {view !== 'cerrados' && (
            <Switch
              label={t('list.unreadOnly')}
              checked={narrow.sinleer !== undefined}
              onChange={(event) => choose('sinleer', event.currentTarget.checked ? 'si' : null)}
            />
          )}
          {count > 0 && (
            <Button variant="default" size="xs" onClick={clear}>
              {t('list.clearFilters')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** What is on, each to be taken off. */
export function FilterChips() {
  const { t } = useTranslation('workspace')
  const { narrow, choices, choose } = useNarrowing()
  const on = Object.entries(narrow) as [keyof Narrowing, string][]
  const wordOf = (key: keyof Narrowing, value: string) =>
    key === 'sinleer'
      ? t('list.unreadOnly')
      : (choices.find((c) => c.key === key)?.options.find((o) => o.value === value)?.label ?? '…')
  return (
    <div className={styles.chips}>
      {on.map(([key, value]) => (
        <span key={key} className={styles.chip}>
          <span className={styles.cut}>{wordOf(key, value)}</span>
          <CloseButton
            size={18}
            aria-label={t('ui:filters.remove', { label: wordOf(key, value) })}
            onClick={() => choose(key, null)}
          />
        </span>
      ))}
    </div>
  )
}
