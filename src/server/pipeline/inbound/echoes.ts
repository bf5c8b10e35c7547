import { sql } from 'kysely'
import { RANK } from '../../../rules/message-status.ts'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { announcementText } from '../../live/announce.ts'
import { seersOfSend } from '../seen.ts'
import type { Of } from './batch.ts'
import { findOrMakeContacts } from './contacts.ts'
import type { Incoming } from './intake.ts'

type Echo = Of<Extract<Incoming['event'], { kind: 'echo' }>>

interface Stored {
  company_id: string
  ticket_id: string | null
  interaction_id: string | null
  /** Who holds the ticket, else its queue; or who sees the send: in whose lists it stands. */
  concerned: string[]
}

/** TK-6: what was sent from the phone app stands in the history as ours and opens nothing: in the open ticket with the
 *  latest activity on this channel, else in the latest send without answer, else beside all tickets. */
export async function keepEchoes(tx: Tx, echoes: readonly Echo[], announce: Set<string>): Promise<void> {
  if (echoes.length === 0) return
  const contactOf = await findOrMakeContacts(
    tx,
    echoes.map(({ seq, companyId, event }) => ({ seq, companyId, event: { from: event.to } })),
  )
  const { rows } = await sql<Stored>`
    with stored as (
      insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, content, at, external_id, status, sent_at)
      select v.c, v.id, v.channel, v.contact,
        (select i.id from interaction i where i.company_id = v.c and i.contact_id = v.contact and i.channel_id = v.channel and i.ended_at is null
          order by i.ticket_id is null, i.last_activity_at desc limit 1),
        'out', v.kind, v.text, v.content::jsonb, v.at, v.x, ${RANK.sent}, v.at
      from ${table('v', echoes, {
        c: ['uuid', (e) => e.companyId],
        id: ['uuid', () => newId()],
        channel: ['uuid', (e) => e.channelId],
        contact: ['uuid', (e) => contactOf.get(e.seq)!],
        kind: ['text', (e) => e.event.content.type],
        text: ['text', (e) => e.event.content.text ?? ''],
        content: ['text', contentOf],
        at: ['timestamptz', (e) => new Date(e.event.sentAt ?? e.receivedAt)],
        x: ['text', (e) => e.event.externalId],
      })}
      on conflict do nothing returning company_id, interaction_id, text, kind, at, id),
    newest as (
      select distinct on (s.interaction_id) s.*, i.ticket_id from stored s
      join interaction i on i.company_id = s.company_id and i.id = s.interaction_id
      order by s.interaction_id, s.at desc, s.id desc),
    told as (
      update ticket t set last_text = case when n.text = '' then '[' || n.kind || ']' else left(n.text, 200) end,
        last_activity_at = greatest(t.last_activity_at, n.at)
      from newest n where t.company_id = n.company_id and t.id = n.ticket_id and t.closed_at is null)
    select n.company_id, n.ticket_id, n.interaction_id,
      case when n.ticket_id is null then ${seersOfSend} else array_remove(array[coalesce(t.agent_id, t.queue_id)], null) end as concerned
    from newest n join interaction i on i.company_id = n.company_id and i.id = n.interaction_id
    left join ticket t on t.company_id = n.company_id and t.id = n.ticket_id`.execute(tx)
  for (const { company_id, ticket_id, interaction_id, concerned } of rows) {
    announce.add(announcementText(company_id, 'messages', ticket_id ?? interaction_id!))
    announce.add(
      ticket_id === null
        ? announcementText(company_id, 'sends', interaction_id!, concerned)
        : announcementText(company_id, 'tickets', ticket_id, concerned),
    )
  }
}

/** `echo`: said by somebody of the company, outside this program. */
const contentOf = ({ event }: Echo) => {
  const { type: _type, text: _text, ...rest } = event.content
  return JSON.stringify({ ...rest, echo: true })
}
