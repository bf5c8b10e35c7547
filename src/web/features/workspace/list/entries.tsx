import { Button, Skeleton } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../../ui/dates.ts'
import { Icon } from '../../../ui/icon.tsx'
import { MoreButton } from '../../../ui/more-button.tsx'
import type { Rows } from '../../../ui/rows.ts'
import { ErrorState } from '../../../ui/states.tsx'
import { nextUnread } from '../keys/keys.ts'
import { useKeys } from '../keys/use-keys.ts'
import { say } from '../said.tsx'
import { useNow } from '../use-now.ts'
import { windowOf } from './calm.ts'
import { usePlace } from '../use-place.ts'
import { type Entry, EntryRow, ROW_HEIGHT } from './entry-row.tsx'
import styles from './list.module.css'
import { useChanged } from './use-changed.ts'
import { useOrder } from './use-order.ts'
import { usePointing } from './use-pointing.ts'

interface Props<Row> {
  label: string
  /** Of this list among all: where it was left it is found again. */
  name: string
  list: Rows<Row>
  idOf: (row: Row) => string
  entryOf: (row: Row, now: number) => Entry
  selected: string | undefined
  empty: ReactNode
}

/** Of each list, for as long as the page lives. */
const scrolledTo = new Map<string, number>()
const PAGE = 8

/** Rows to walk with the arrows and open with Enter, of which only those in sight are drawn. What arrives or changes flashes
 *  once; while somebody points at them, none moves. */
export function Entries<Row>({ label, name, list, idOf, entryOf, selected, empty }: Props<Row>) {
  const { t } = useTranslation('workspace')
  const { locale } = useDates()
  const now = useNow(30_000)
  const [openedAt] = useState(Date.now)
  const area = useRef<HTMLDivElement>(null)
  const given = list.rows ?? NONE
  const pointing = usePointing(area)
  const changes = useChanged(given as readonly Row[], idOf, (row) => Date.parse(entryOf(row, now).at) > openedAt)
  const { rows, waiting, letIn } = useOrder(given as readonly Row[], idOf, pointing)
  const ids = rows.map(({ row }) => idOf(row))
  const view = useWindow(area, name, ids, list.more)
  const walk = useWalk(area, ids, selected)
  const { go } = usePlace()
  useKeys({
    nextUnread: () => {
      const next = nextUnread(
        rows.filter(({ gone }) => !gone).map(({ row }) => entryOf(row, now)),
        selected,
      )
      if (next) go(next.address)
      else say(t('keys:noneUnread'))
    },
  })

  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  const drawn = new Set([...rows.keys()].slice(view.from, view.to))
  if (walk.at >= 0) drawn.add(walk.at)

  return (
    <div ref={area} className={styles.rows} aria-busy={!list.rows}>
      {waiting > 0 && (
        <div className={styles.waiting}>
          <Button
            size="compact-sm"
            radius="xl"
            leftSection={<Icon name="arrow-up" size={14} />}
            onClick={() => {
              letIn()
              area.current?.scrollTo({ top: 0 })
              walk.toFirst()
            }}
          >
            {t('newOnes', { count: waiting })}
          </Button>
        </div>
      )}
      {!list.rows && <Skeletons count={8} />}
      {list.rows && rows.length === 0 && empty}
      {rows.length > 0 && (
        <ul
          className={styles.list}
          aria-label={label}
          style={{ height: rows.length * ROW_HEIGHT }}
          onKeyDown={walk.onKeyDown}
        >
          {[...drawn]
            .toSorted((a, b) => a - b)
            .map((n) => {
              const { row, gone } = rows[n]!
              const entry = entryOf(row, now)
              return (
                <EntryRow
                  key={entry.id}
                  entry={entry}
                  place={n}
                  of={list.more ? -1 : rows.length}
                  selected={entry.id === selected}
                  reached={n === Math.max(0, walk.at)}
                  gone={gone}
                  change={changes.get(entry.id)}
                  now={now}
                  locale={locale}
                />
              )
            })}
        </ul>
      )}
      {list.more && rows.length > 0 && (list.more.failed ? <MoreButton more={list.more} /> : <Skeletons count={2} />)}
    </div>
  )
}

const NONE: readonly never[] = []

/** Which rows are in sight; loads more before the end comes into it, and comes back to where the list was left. */
function useWindow<Row>(
  area: React.RefObject<HTMLDivElement | null>,
  name: string,
  ids: readonly string[],
  more: Rows<Row>['more'],
) {
  const [view, setView] = useState({ from: 0, to: 20 })
  const count = ids.length
  const hasRows = count > 0
  const latest = useRef({ count, more })
  const lookAgain = useRef<() => void>(undefined)
  useEffect(() => {
    latest.current = { count, more }
  })
  const loading = more?.loading
  useEffect(() => lookAgain.current?.(), [count, loading])
  useLayoutEffect(() => {
    const element = area.current
    if (!element) return
    const look = () => {
      const { scrollTop, clientHeight } = element
      // Hidden: on a phone the conversation stands over it.
      if (clientHeight === 0) return
      const { count: rows, more: rest } = latest.current
      const next = windowOf(scrollTop, clientHeight, ROW_HEIGHT, Math.max(rows, 20))
      setView((old) => (old.from === next.from && old.to === next.to ? old : next))
      if (rest && !rest.loading && !rest.failed && next.to >= rows - 4) rest.load()
    }
    lookAgain.current = look
    let wasHidden = false
    const scrolled = () => {
      if (element.clientHeight > 0) scrolledTo.set(name, element.scrollTop)
      look()
    }
    const resized = new ResizeObserver(() => {
      const hidden = element.clientHeight === 0
      if (wasHidden && !hidden) element.scrollTo({ top: scrolledTo.get(name) ?? 0 })
      wasHidden = hidden
      look()
    })
    element.scrollTo({ top: scrolledTo.get(name) ?? 0 })
    element.addEventListener('scroll', scrolled, { passive: true })
    resized.observe(element)
    look()
    return () => {
      element.removeEventListener('scroll', scrolled)
      resized.disconnect()
    }
  }, [area, name, hasRows])

  // What comes in above leaves what is being read where it is.
  const before = useRef(ids)
  useLayoutEffect(() => {
    const element = area.current
    const first = before.current[Math.floor((element?.scrollTop ?? 0) / ROW_HEIGHT)]
    if (element && element.scrollTop > 0 && first !== undefined) {
      const to = ids.indexOf(first)
      const moved = to - before.current.indexOf(first)
      if (to >= 0 && moved !== 0) element.scrollBy({ top: moved * ROW_HEIGHT })
    }
    before.current = ids
  })
  return view
}

/** The one row that Tab reaches, and how the keys move it. A row that goes hands the focus on to its neighbour. */
function useWalk(area: React.RefObject<HTMLDivElement | null>, ids: readonly string[], selected: string | undefined) {
  const [active, setActive] = useState<{ id: string | undefined; at: number }>({ id: selected, at: 0 })
  const [seen, setSeen] = useState(selected)
  if (selected !== seen) {
    setSeen(selected)
    if (selected !== undefined) setActive({ id: selected, at: ids.indexOf(selected) })
  }
  const found = active.id === undefined ? -1 : ids.indexOf(active.id)
  const at = found >= 0 ? found : Math.min(Math.max(active.at, 0), ids.length - 1)
  const focusWanted = useRef(false)
  const hadFocus = useRef(false)
  useEffect(() => {
    const element = area.current
    if (!element || (!focusWanted.current && !(hadFocus.current && document.activeElement === document.body))) return
    focusWanted.current = false
    const row = element.querySelector<HTMLElement>('li a[tabindex="0"]')
    row?.focus({ preventScroll: true })
    row?.parentElement?.scrollIntoView({ block: 'nearest' })
  })
  useEffect(() => {
    const element = area.current
    const note = (event: FocusEvent) => {
      hadFocus.current = event.type === 'focusin' || event.relatedTarget === null
    }
    element?.addEventListener('focusin', note)
    element?.addEventListener('focusout', note)
    return () => {
      element?.removeEventListener('focusin', note)
      element?.removeEventListener('focusout', note)
    }
  }, [area])
  const go = (to: number) => {
    const next = Math.min(Math.max(to, 0), ids.length - 1)
    focusWanted.current = true
    setActive({ id: ids[next], at: next })
  }
  return {
    at: ids.length === 0 ? -1 : at,
    toFirst: () => go(0),
    /** Up, down, by pages, first, last; Enter is the link's own. */
    onKeyDown: (event: KeyboardEvent<HTMLUListElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, j: at + 1, k: at - 1 }
      const jumps: Record<string, number> = { PageDown: at + PAGE, PageUp: at - PAGE, Home: 0, End: ids.length - 1 }
      const next = steps[event.key] ?? jumps[event.key]
      if (next === undefined) return
      event.preventDefault()
      event.stopPropagation()
      go(next)
    },
  }
}

function Skeletons({ count }: { count: number }) {
  return Array.from({ length: count }, (_, row) => (
    <div key={row} className={styles.skeleton} style={{ height: ROW_HEIGHT }}>
      <Skeleton height={13} width="55%" />
      <Skeleton height={11} width="85%" />
      <Skeleton height={10} width="65%" />
    </div>
  ))
}
