import { Anchor, Text } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { plainText } from '../../../rules/whatsapp-format/plain.ts'
import { orpc, type Outputs } from '../../api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { sizeOf } from '../../ui/file-size.ts'
import { MoreButton } from '../../ui/more-button.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { Panel } from '../channels/panel.tsx'
import styles from './contacts.module.css'
import { useAttributes } from './use-contact.ts'

type Ticket = Outputs['contacts']['tickets']['items'][number]
type Interaction = Outputs['contacts']['interactions']['items'][number]
type Loose = Outputs['contacts']['looseMessages']['items'][number]
type Change = Outputs['contacts']['changes']['items'][number]

const paged = (id: string) => ({
  input: (cursor: string | undefined) => ({ id, cursor, limit: 20 }),
  ...byKeyset,
  placeholderData: keepPreviousData,
})

export function ContactTickets({ id }: { id: string }) {
  const { t } = useTranslation(['contacts', 'workspace'])
  const { moment } = useDates()
  const list = useInfiniteQuery(orpc.contacts.tickets.infiniteOptions(paged(id)))
  return (
    <DataTable<Ticket>
      label={t('history.tickets')}
      list={pagedRows(list)}
      rowKey={(ticket) => ticket.id}
      empty={<EmptyState>{t('history.noTickets')}</EmptyState>}
      columns={[
        {
          key: 'number',
          header: t('history.number'),
          card: 'title',
          cell: (ticket) => (
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to="/workspace" search={{ ticket: ticket.id }} {...props} />}
            >
              #{ticket.number}
            </Anchor>
          ),
        },
        {
          key: 'place',
          header: t('history.place'),
          cell: ({ campaign, queue }) => `${campaign.name} › ${queue?.name ?? '—'}`,
        },
        { key: 'agent', header: t('history.agent'), cell: ({ agent }) => agent?.name ?? '—' },
        { key: 'opened', header: t('history.opened'), cell: ({ openedAt }) => moment(openedAt) },
        { key: 'closed', header: t('history.state'), cell: (ticket) => <TicketEnd ticket={ticket} /> },
      ]}
    />
  )
}

function TicketEnd({ ticket: { closedAt, mergedInto } }: { ticket: Ticket }) {
  const { t } = useTranslation('contacts')
  const { moment } = useDates()
  if (closedAt === null) return t('history.open')
  return mergedInto
    ? t('history.joined', { number: mergedInto.number })
    : t('history.closed', { when: moment(closedAt) })
}

export function ContactInteractions({ id }: { id: string }) {
  const { t } = useTranslation('contacts')
  const { moment } = useDates()
  const list = useInfiniteQuery(orpc.contacts.interactions.infiniteOptions(paged(id)))
  return (
    <DataTable<Interaction>
      label={t('history.interactions')}
      list={pagedRows(list)}
      rowKey={(one) => one.id}
      empty={<EmptyState>{t('history.noInteractions')}</EmptyState>}
      columns={[
        {
          key: 'channel',
          header: t('history.channel'),
          card: 'title',
          cell: (one) => (
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  to="/workspace"
                  search={one.ticketId ? { ticket: one.ticketId } : { vista: 'enviados', envio: one.id }}
                  {...props}
                />
              )}
            >
              {one.channelAlias}
            </Anchor>
          ),
        },
        {
          key: 'place',
          header: t('history.place'),
          cell: ({ campaign, queue }) => `${campaign.name} › ${queue?.name ?? '—'}`,
        },
        { key: 'begun', header: t('history.begunBy'), cell: ({ begunBy }) => t(`history.${begunBy}`) },
        { key: 'opened', header: t('history.opened'), cell: ({ openedAt }) => moment(openedAt) },
        {
          key: 'ended',
          header: t('history.ended'),
          cell: ({ endedAt }) => (endedAt ? moment(endedAt) : t('history.open')),
        },
      ]}
    />
  )
}

/** Said while a number was off (TK-7), or from the phone app without a ticket: most contacts have none, and no panel. */
export function LooseMessages({ id }: { id: string }) {
  const { t } = useTranslation(['contacts', 'workspace'])
  const { moment } = useDates()
  const list = useInfiniteQuery(orpc.contacts.looseMessages.infiniteOptions(paged(id)))
  const found = pagedRows(list)
  // Nothing while it loads either: what hardly anybody has must not come and go on every page.
  if (!found.error && !found.rows?.length) return null
  return (
    <Panel id="sin-ticket" title={t('history.loose')}>
      <Text size="sm" c="dimmed" mb={12}>
        {t('history.looseHint')}
      </Text>
      <DataTable<Loose>
        label={t('history.loose')}
        list={found}
        rowKey={(message) => message.id}
        empty={null}
        columns={[
          {
            key: 'text',
            header: t('history.message'),
            card: 'title',
            cell: ({ text, kind }) => plainText(text) || t(`workspace:kind.${kind}`, t('workspace:kind.unsupported')),
          },
          {
            key: 'from',
            header: t('history.from'),
            cell: ({ direction }) => t(direction === 'in' ? 'history.contact' : 'history.us'),
          },
          { key: 'channel', header: t('history.channel'), cell: ({ channelAlias }) => channelAlias },
          { key: 'at', header: t('history.at'), cell: ({ at }) => moment(at) },
        ]}
      />
    </Panel>
  )
}

/** What the contact sent. */
export function ContactFiles({ id, few = false }: { id: string; few?: boolean }) {
  const { t } = useTranslation('contacts')
  const { moment, locale } = useDates()
  const limit = few ? 6 : 20
  const list = useInfiniteQuery(
    orpc.contacts.media.infiniteOptions({
      ...paged(id),
      input: (cursor: string | undefined) => ({ id, cursor, limit }),
    }),
  )
  const { rows, error, retry, more } = pagedRows(list)
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!rows) return <LoadingState />
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('history.noFiles')}
      </Text>
    )
  return (
    <>
      <ul className={styles.files}>
        {rows.map(({ media, messageId, at }) => {
          const name = media.fileName ?? t(`history.form.${media.form}`)
          return (
            <li key={messageId}>
              {media.state !== 'stored' ? (
                <span className={styles.file} title={media.reason ?? ''}>
                  {name}
                </span>
              ) : media.form === 'image' ? (
                <a href={media.url} target="_blank" rel="noreferrer" className={styles.thumb}>
                  <img src={media.url} alt={name} loading="lazy" />
                </a>
              ) : (
                <a href={`${media.url}?download`} className={styles.file}>
                  {name}
                </a>
              )}
              <span className={styles.quiet}>
                {moment(at)}
                {media.bytes !== null && ` · ${sizeOf(media.bytes, locale)}`}
              </span>
            </li>
          )
        })}
      </ul>
      {more && !few && <MoreButton more={more} />}
    </>
  )
}

export function ContactChanges({ id }: { id: string }) {
  const { t } = useTranslation('contacts')
  const { moment } = useDates()
  const list = useInfiniteQuery(orpc.contacts.changes.infiniteOptions(paged(id)))
  const { rows, error, retry, more } = pagedRows(list)
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!rows) return <LoadingState />
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('history.noChanges')}
      </Text>
    )
  return (
    <>
      <ul className={styles.record}>
        {rows.map((change) => (
          <li key={change.id}>
            <span>{t(`change.${change.action.replace('contact.', '')}`)}</span>
            <Differences change={change} />
            <span className={styles.quiet}>
              {change.by} · {moment(change.at)}
            </span>
          </li>
        ))}
      </ul>
      {more && <MoreButton more={more} />}
    </>
  )
}

/** "Ciudad: Lima → Cusco", for values that are words. */
function Differences({ change: { before, after, action } }: { change: Change }) {
  const { t } = useTranslation('contacts')
  const attributes = useAttributes().data
  if (action === 'contact.merge') return null
  const named = (key: string) => {
    if (key === 'name') return t('column.name')
    if (!key.startsWith('attributes.')) return t('column.phone')
    const own = key.slice('attributes.'.length)
    return attributes?.find((attribute) => attribute.key === own)?.label ?? own
  }
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : '—')
  return keys.map((key) => (
    <span key={key} className={styles.quiet}>
      {named(key)}:{' '}
      {before?.[key] === undefined
        ? word(after?.[key])
        : after?.[key] === undefined
          ? word(before[key])
          : `${word(before[key])} → ${word(after[key])}`}
    </span>
  ))
}
