import { ActionIcon, Menu, Text, TextInput, Tooltip } from '@mantine/core'
import type { CSSProperties, KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutlineFault } from '../../../rules/dispositions.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import styles from './dispositions.module.css'
import type { Line, Move } from './outline.ts'

interface Props {
  line: Line
  /** It has lines below it: a way, and no outcome. */
  group: boolean
  can: (how: Move) => boolean
  fault: OutlineFault['fault'] | null
  move: (how: Move) => void
  add: (within: boolean) => void
  change: (to: Partial<Line>) => void
}

const arrows: [Move, IconName, key: string][] = [
  ['up', 'arrow-up', 'ArrowUp'],
  ['down', 'arrow-down', 'ArrowDown'],
  ['outdent', 'arrow-left', 'ArrowLeft'],
  ['indent', 'arrow-right', 'ArrowRight'],
]

/** One line: its name to be typed over, its ways to be moved. Alt and an arrow moves, Enter adds the next one. */
export function DispositionLine({ line, group, can, fault, move, add, change }: Props) {
  const { t } = useTranslation('campaigns')
  const { id, name, depth, active, used } = line
  const called = name || t('dispositions.unnamed')
  const onKeyDown = (event: KeyboardEvent) => {
    const how = event.altKey && arrows.find(([, , key]) => key === event.key)?.[0]
    if (how) move(how)
    else if (event.key === 'Enter') add(false)
    else if (event.key === 'Backspace' && name === '' && can('remove')) move('remove')
    else return
    event.preventDefault()
  }
  return (
    <li
      className={styles.line}
      style={{ '--depth': depth } as CSSProperties}
      data-off={!active || undefined}
      data-group={group || undefined}
    >
      <TextInput
        className={styles.name ?? ''}
        size="sm"
        data-line={id}
        aria-label={t('dispositions.line', { level: depth + 1, name: called })}
        placeholder={t('dispositions.placeholder')}
        maxLength={80}
        value={name}
        error={fault && t(`dispositions.fault.${fault}`)}
        onChange={(event) => change({ name: event.currentTarget.value })}
        onKeyDown={onKeyDown}
        rightSectionWidth="auto"
        rightSection={
          !active && (
            <Text size="xs" c="dimmed" pr={10}>
              {t('inactive')}
            </Text>
          )
        }
      />
      <span className={styles.arrows}>
        {arrows.map(([how, icon]) => (
          <Tooltip key={how} label={t(`dispositions.move.${how}`)}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={`${t(`dispositions.move.${how}`)}: ${called}`}
              disabled={!can(how)}
              onClick={() => move(how)}
            >
              <Icon name={icon} size={16} />
            </ActionIcon>
          </Tooltip>
        ))}
      </span>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('dispositions.more', { name: called })}>
            <Icon name="more" size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="plus" size={16} />} onClick={() => add(true)}>
            {t('dispositions.addWithin')}
          </Menu.Item>
          {arrows.map(([how, icon]) => (
            <Menu.Item
              key={how}
              className={styles.onPhone ?? ''}
              leftSection={<Icon name={icon} size={16} />}
              disabled={!can(how)}
              onClick={() => move(how)}
            >
              {t(`dispositions.move.${how}`)}
            </Menu.Item>
          ))}
          <Menu.Item
            leftSection={<Icon name={active ? 'pause' : 'play'} size={16} />}
            onClick={() => change({ active: !active })}
          >
            {t(active ? 'dispositions.off' : 'dispositions.on')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<Icon name="trash" size={16} />}
            disabled={!can('remove')}
            onClick={() => move('remove')}
          >
            {t('dispositions.remove')}
            {!can('remove') && (
              <Text size="xs" c="dimmed" maw={220}>
                {t(used ? 'dispositions.used' : 'dispositions.usedBelow')}
              </Text>
            )}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
