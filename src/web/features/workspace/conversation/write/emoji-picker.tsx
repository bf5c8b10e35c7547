import { ActionIcon, Popover, TextInput, Tooltip } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'
import { emojiGroups, findEmojis, type Emoji } from './emoji-list.ts'
import styles from './write.module.css'

const COLUMNS = 8
const RECENT = 16

/** A small picker of our own: search in both languages, the last ones first, all by keyboard. */
export function EmojiPicker({ onPick }: { onPick: (sign: string) => void }) {
  const { t } = useTranslation('write')
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" trapFocus returnFocus withinPortal shadow="md">
      <Popover.Target>
        <Tooltip label={t('emoji.open')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t('emoji.open')}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <Icon name="smile" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('emoji.open')}>
        {opened && (
          <Board
            onPick={(sign) => {
              onPick(sign)
              setOpened(false)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Board({ onPick }: { onPick: (sign: string) => void }) {
  const { t } = useTranslation('write')
  const [query, setQuery] = useState('')
  const [recent, setRecent] = useLocalStorage<string[]>({
    key: 'score.emoji',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const board = useRef<HTMLDivElement>(null)
  const pick = (sign: string) => {
    setRecent([sign, ...recent.filter((each) => each !== sign)].slice(0, RECENT))
    onPick(sign)
  }
  const groups: { name: string; emojis: Emoji[] }[] = query.trim()
    ? [{ name: t('emoji.found'), emojis: findEmojis(query) }]
    : [
        { name: t('emoji.recent'), emojis: recent.map((sign) => ({ sign, words: '' })) },
        ...emojiGroups.map(({ group, emojis }) => ({ name: t(`emoji.group.${group}`), emojis })),
      ]

  /** Arrows walk over all of them; up from the first line is the search again. */
  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }
    const step = steps[event.key]
    const buttons = [...(board.current?.querySelectorAll<HTMLElement>('[data-emoji]') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLElement)
    const isSearch = at < 0
    if (step === undefined || (isSearch && event.key !== 'ArrowDown')) return
    event.preventDefault()
    if (isSearch) buttons[0]?.focus()
    else if (at + step < 0) board.current?.querySelector('input')?.focus()
    else buttons[Math.min(at + step, buttons.length - 1)]?.focus()
  }

  return (
    <div ref={board} className={styles.emojis} onKeyDown={walk}>
      <TextInput
        size="sm"
        data-autofocus
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        leftSection={<Icon name="search" size={16} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = query.trim() ? findEmojis(query) : []
          if (event.key !== 'Enter' || !first) return
          event.preventDefault()
          pick(first.sign)
        }}
      />
      <div className={styles.emojiScroll} tabIndex={-1}>
        {groups
          .filter(({ emojis }) => emojis.length > 0)
          .map(({ name, emojis }) => (
            <section key={name} aria-label={name}>
              <h3 className={styles.emojiGroup}>{name}</h3>
              <div className={styles.emojiGrid}>
                {emojis.map(({ sign, words }) => (
                  <button
                    key={sign}
                    type="button"
                    data-emoji
                    tabIndex={-1}
                    className={styles.emoji}
                    aria-label={words ? `${sign} ${words.split(',')[0]}` : sign}
                    title={words.split(',')[0]}
                    onClick={() => pick(sign)}
                  >
                    {sign}
                  </button>
                ))}
              </div>
            </section>
          ))}
        {query.trim() && findEmojis(query).length === 0 && <p className={styles.quiet}>{t('emoji.none', { query })}</p>}
      </div>
    </div>
  )
}
