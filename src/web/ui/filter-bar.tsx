import { ActionIcon, Button, Checkbox, CloseButton, Popover, Stack, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '../app/search-params.ts'
import styles from './filter-bar.module.css'
import { Icon } from './icon.tsx'

export interface Filter<Key extends string> {
  key: Key
  label: string
  options: { value: string; label: string }[]
  /** Only one value at a time. */
  single?: boolean
}

interface Props<Key extends string> {
  filters: Filters<Key>
  choices: Filter<Key>[]
  /** What the search box looks through: "Buscar nombre o número". Without it there is no box. */
  searchLabel?: string
}

/** Chips that can be cleared one by one or all at once, and a search box; what they say stands in the address. */
export function FilterBar<Key extends string>({ filters, choices, searchLabel }: Props<Key>) {
  const { t } = useTranslation('ui')
  return (
    <div className={styles.bar} role="search">
      {choices.map((choice) => (
        <Chip key={choice.key} choice={choice} chosen={filters.chosen[choice.key]} choose={filters.choose} />
      ))}
      {searchLabel && <SearchBox label={searchLabel} value={filters.q} onChange={filters.search} />}
      {filters.any && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={filters.clear}>
          {t('filters.clear')}
        </Button>
      )}
    </div>
  )
}

interface ChipProps<Key extends string> {
  choice: Filter<Key>
  chosen: string[]
  choose: (key: Key, values: string[]) => void
}

function Chip<Key extends string>({ choice, chosen, choose }: ChipProps<Key>) {
  const { t } = useTranslation('ui')
  const { key, label, options, single = false } = choice
  const words = options.filter((option) => chosen.includes(option.value)).map((option) => option.label)
  const toggle = (value: string) => {
    if (chosen.includes(value)) choose(key, single ? [] : chosen.filter((other) => other !== value))
    else choose(key, single ? [value] : [...chosen, value])
  }
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
      <span className={styles.chip} data-on={chosen.length > 0 || undefined}>
        <Popover.Target>
          <button type="button" className={styles.word}>
            {label}: {words.length ? words.join(', ') : t('filters.all')}
            <Icon name="chevron-down" size={14} />
          </button>
        </Popover.Target>
        {chosen.length > 0 && (
          <ActionIcon
            size={22}
            variant="transparent"
            c="inherit"
            aria-label={t('filters.remove', { label })}
            onClick={() => choose(key, [])}
          >
            <Icon name="x" size={14} />
          </ActionIcon>
        )}
      </span>
      <Popover.Dropdown p={12}>
        <Stack gap={10} role="group" aria-label={label}>
          {options.map((option) => (
            <Checkbox
              key={option.value}
              size="sm"
              label={option.label}
              checked={chosen.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Types without waiting; the list follows 250 ms after the last key. */
export function SearchBox({
  label,
  value,
  onChange,
  ...marks
}: {
  label: string
  value: string
  onChange: (q: string) => void
}) {
  const { t } = useTranslation('ui')
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  const search = useDebouncedCallback(onChange, 250)
  if (value !== seen) {
    setSeen(value)
    // Cleared from outside. Any other change is what was typed here, arriving late.
    if (value === '') setText('')
  }
  const type = (typed: string) => {
    setText(typed)
    search(typed.trim())
  }
  return (
    <TextInput
      {...marks}
      className={styles.search}
      size="xs"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<Icon name="search" size={16} />}
      rightSection={text && <CloseButton size="sm" aria-label={t('filters.clearSearch')} onClick={() => type('')} />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}
