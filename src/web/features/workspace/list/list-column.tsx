import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { SearchBox } from '../../../ui/filter-bar.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { ActorButton } from '../actor-button.tsx'
import { KeySheet } from '../keys/key-sheet.tsx'
import { useKeys, usePressedBy } from '../keys/use-keys.ts'
import { usePlace } from '../use-place.ts'
import styles from './list.module.css'
import { FilterButton, FilterChips } from './filters.tsx'
import { SearchResults } from './search-results.tsx'
import { SentList } from './sent-list.tsx'
import { TicketList } from './ticket-list.tsx'
import { Views } from './views.tsx'

/** Letters that say something. */
const SOUGHT = 2

/** The left column: views with their counts, search, rows. */
export function ListColumn({ onNewMessage }: { onNewMessage: () => void }) {
  const { t } = useTranslation('workspace')
  const { view, q, narrow, ticketId, sendId, to, back, go } = usePlace()
  const column = useFocusOnReturn(ticketId ?? sendId)
  const mayUse = useMay()('workspace.use')
  const search = (text: string) =>
    go(to({ ...(text && { q: text }), ...(ticketId && { ticket: ticketId }), ...(sendId && { envio: sendId }) }), true)
  const newMessageKey = usePressedBy('newMessage')
  const searchKey = usePressedBy('search')
  useKeys({
    back: () => {
      const inColumn = (selector: string) => column.current?.querySelector<HTMLElement>(selector)
      // On a phone it is hidden while a conversation is open.
      if (!column.current?.checkVisibility()) go(back())
      else (inColumn('li a[tabindex="0"]') ?? inColumn('nav a[aria-current]'))?.focus()
    },
  })
  const newMessage = mayUse && (
    <Button variant="default" leftSection={<Icon name="plus" size={16} />} onClick={onNewMessage}>
      {t('newMessage')}
    </Button>
  )

  return (
    <section ref={column} className={styles.column} aria-label={t('tickets')}>
      <header className={styles.header}>
        <span className={styles.title} aria-hidden>
          {t('title')}
        </span>
        <KeySheet />
        <ActorButton {...newMessageKey} size="xs" px={10} flex="none" onClick={onNewMessage}>
          {t('newMessage')}
        </ActorButton>
      </header>
      <Views />
      <div className={styles.search} role="search">
        <SearchBox {...searchKey} label={t('search')} value={q} onChange={search} />
        {view !== 'enviados' && q.length < SOUGHT && <FilterButton />}
      </div>
      {q.length >= SOUGHT ? (
        <SearchResults q={q} />
      ) : view === 'enviados' ? (
        <SentList action={newMessage} />
      ) : (
        <>
          {Object.keys(narrow).length > 0 && <FilterChips />}
          <TicketList view={view} action={newMessage} />
        </>
      )}
    </section>
  )
}

/** A conversation that was left or closed gives the focus back to the rows. */
function useFocusOnReturn(open: string | undefined) {
  const column = useRef<HTMLElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (!open && wasOpen.current) column.current?.querySelector<HTMLElement>('li a[tabindex="0"]')?.focus()
    wasOpen.current = open !== undefined
  }, [open])
  return column
}
