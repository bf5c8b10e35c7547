import { CopyButton, ActionIcon, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../../rules/phone.ts'
import type { Outputs } from '../../../api.ts'
import { useDates } from '../../../ui/dates.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Timeline } from '../ticket/timeline.tsx'
import { ContactDetails } from './contact-details.tsx'
import { usePlace } from '../use-place.ts'
import { nameOf } from '../who.ts'
import styles from './contact.module.css'

type Ticket = Outputs['workspace']['ticket']

interface Props {
  contact: Ticket['contact']
  spot: Pick<Ticket, 'campaign' | 'queue'>
  ticket?: Ticket
}

/** The right column: who it is, where it stands, what there was before. */
export function ContactPanel({ contact, spot, ticket }: Props) {
  const { t } = useTranslation('workspace')
  const { full } = useDates()
  return (
    <div className={styles.panel}>
      <div className={styles.who}>
        <h3 className={styles.name}>{nameOf(contact) || t('noName')}</h3>
      </div>
      <dl className={styles.facts}>
        <Fact name={t('phone')}>{contact.phone ? <Phone e164={contact.phone} /> : t('noPhone')}</Fact>
        <Fact name={t('campaign')}>{spot.campaign.name}</Fact>
        <Fact name={t('queue')}>{spot.queue?.name ?? t('noQueue')}</Fact>
        {ticket && <Fact name={t('openedAt')}>{full(ticket.openedAt)}</Fact>}
      </dl>
      <ContactDetails id={contact.id} />
      {ticket && <Earlier tickets={ticket.earlierTickets} />}
      {ticket && <Timeline ticketId={ticket.id} />}
    </div>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function Phone({ e164 }: { e164: string }) {
  const { t } = useTranslation('ui')
  return (
    <span className={styles.phone}>
      {prettyPhone(e164)}
      <CopyButton value={e164}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? 'copied' : 'copy')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={t(copied ? 'copied' : 'copy')}
              onClick={copy}
            >
              <Icon name={copied ? 'check' : 'copy'} size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  )
}

function Earlier({ tickets }: { tickets: Ticket['earlierTickets'] }) {
  const { t } = useTranslation('workspace')
  const { date } = useDates()
  const { to } = usePlace()
  return (
    <>
      <h4 className={styles.heading}>{t('earlier.title')}</h4>
      {tickets.length === 0 && <p className={styles.quiet}>{t('earlier.none')}</p>}
      <ul className={styles.earlier}>
        {tickets.map(({ id, number, openedAt, closedAt, campaignName }) => (
          <li key={id}>
            <Link to="/workspace" search={to({ ticket: id })} className={styles.ticket}>
              <span>
                #{number} · {campaignName}
              </span>
              <span className={styles.quiet}>
                {date(openedAt)} · {t(closedAt ? 'earlier.closed' : 'earlier.open')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
