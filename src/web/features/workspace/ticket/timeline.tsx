import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { MoreButton } from '../../../ui/more-button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { byKeyset, pagedRows } from '../../../ui/rows.ts'
import { ErrorState } from '../../../ui/states.tsx'
import { usePlace } from '../use-place.ts'
import { type TicketEvent, wordsOf } from './event-words.ts'
import styles from './timeline.module.css'

/** What happened to the ticket, newest first. */
export function Timeline({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('tickets')
  const query = useInfiniteQuery(
    orpc.tickets.timeline.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: ticketId, cursor, limit: 20 }),
      ...byKeyset,
    }),
  )
  const { rows, error, retry, more } = pagedRows(query)
  return (
    <section aria-labelledby="timeline">
      <h4 id="timeline" className={styles.heading}>
        {t('timeline.title')}
      </h4>
      {error !== null && <ErrorState error={error} onRetry={retry} />}
      {!rows && error === null && <Waiting />}
      <ol className={styles.events}>
        {rows?.map((event) => (
          <Step key={`${event.kind} ${event.id}`} event={event} />
        ))}
      </ol>
      {more && <MoreButton more={more} subtle />}
    </section>
  )
}

const Waiting = () => (
  <div className={styles.events} data-late aria-hidden>
    {[70, 85, 60].map((width) => (
      <Skeleton key={width} height={12} width={`${width}%`} my={10} />
    ))}
  </div>
)

function Step({ event }: { event: TicketEvent }) {
  const { t } = useTranslation('tickets')
  const { to } = usePlace()
  const { what, more } = wordsOf(event, t)
  const { kind, at, data } = event
  return (
    <li className={styles.event} data-kind={kind}>
      <p className={styles.what}>{what}</p>
      {more.map((line) => (
        <p key={line} className={styles.quiet}>
          {line}
        </p>
      ))}
      {data.ticket && kind !== 'merged' && (
        <Link to="/workspace" search={to({ ticket: data.ticket.id })} className={styles.link}>
          {t(kind === 'transferred_out' ? 'timeline.goesOn' : 'timeline.comesFrom', { number: data.ticket.number })}
        </Link>
      )}
      <p className={styles.quiet}>
        <RelativeTime at={at} />
      </p>
    </li>
  )
}
