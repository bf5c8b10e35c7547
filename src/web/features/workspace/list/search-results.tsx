import { Button, Loader, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { useDates } from '../../../ui/dates.ts'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { useNow } from '../use-now.ts'
import { usePlace } from '../use-place.ts'
import { type Entry, EntryRow, ROW_HEIGHT } from './entry-row.tsx'
import styles from './list.module.css'
import { useSendEntry } from './send-entry.ts'
import { useTicketEntry } from './ticket-entry.ts'

/** Over all that one may see, open or closed: who it is first, and then in what was written. */
export function SearchResults({ q }: { q: string }) {
  const { t } = useTranslation('workspace')
  const { to, go } = usePlace()
  const now = useNow(30_000)
  const entryOf = useTicketEntry(true)
  const sendEntryOf = useSendEntry()
  const input = { search: q }
  const tickets = useQuery(orpc.lists.search.queryOptions({ input, placeholderData: keepPreviousData }))
  const messages = useQuery(orpc.lists.searchMessages.queryOptions({ input, placeholderData: keepPreviousData }))
  const area = useRef<HTMLDivElement>(null)
  const error = tickets.error ?? messages.error
  const found = tickets.data
  const nothing = found?.items.length === 0 && found.sends.length === 0 && messages.data?.items.length === 0
  const walk = (event: KeyboardEvent) => {
    const rows = [...(area.current?.querySelectorAll<HTMLElement>('li a') ?? [])]
    const at = rows.indexOf(event.target as HTMLElement)
    const next = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1 }[event.key]
    if (next === undefined || at < 0) return
    event.preventDefault()
    event.stopPropagation()
    rows[next]?.focus()
  }
  if (error) {
    const retry = () => void Promise.all([tickets.refetch(), messages.refetch()])
    return <ErrorState error={error} onRetry={retry} />
  }
  return (
    <div ref={area} className={styles.rows} onKeyDown={walk} aria-busy={tickets.isFetching || messages.isFetching}>
      {nothing && (
        <EmptyState
          action={
            <Button variant="default" onClick={() => go(to())}>
              {t('empty.clear')}
            </Button>
          }
        >
          {t('empty.search', { q })}
        </EmptyState>
      )}
      <Section
        title={t('list.found')}
        entries={found?.items.map((ticket) => entryOf(ticket, now))}
        more={found?.more && found.sends.length === 0}
      />
      {found && <Section title={t('list.foundSends')} entries={found.sends.map(sendEntryOf)} more={found.more} />}
      <Section
        title={t('list.foundInMessages')}
        entries={messages.data?.items.map(({ ticket, message }) => ({
          ...entryOf(ticket, now),
          unread: 0,
          text: excerpt(message.text, q),
          at: message.at,
        }))}
        more={messages.data?.more}
      />
    </div>
  )
}

function Section({ title, entries, more }: { title: string; entries: Entry[] | undefined; more: boolean | undefined }) {
  const { t } = useTranslation('workspace')
  const { ticketId, sendId } = usePlace()
  const { locale } = useDates()
  const now = useNow(30_000)
  if (!entries) return <Loader size="sm" className={styles.searching} aria-label={title} />
  if (entries.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.list} aria-label={title} style={{ height: entries.length * ROW_HEIGHT }}>
        {entries.map((entry, n) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            place={n}
            of={more ? -1 : entries.length}
            selected={entry.id === (ticketId ?? sendId)}
            reached
            gone={false}
            change={undefined}
            now={now}
            locale={locale}
          />
        ))}
      </ul>
      {more && (
        <Text size="xs" c="dimmed" px={16} py={8}>
          {t('list.more')}
        </Text>
      )}
    </section>
  )
}

/** The stretch of a message where the first of the words stands. */
function excerpt(text: string, q: string): string {
  const plain = (s: string) => s.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const word =
    plain(q)
      .split(/[^\p{L}\p{N}]+/u)
      .find((w) => w !== '') ?? ''
  const at = plain(text).indexOf(word)
  return at > 24 ? `… ${text.slice(at - 16)}` : text
}
