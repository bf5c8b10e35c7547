import { sql } from 'kysely'
import { tallied } from '../../pipeline/tally.ts'
import { RANK } from '../../../rules/message-status.ts'
import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found } from '../../refusal.ts'
import { seesSaid } from '../tickets/sight.ts'

export interface OutgoingRecord {
  id: string
  channel_id: string
  contact_id: string
  campaign_id: string
  /** Sent from, or where that queue's went when it was switched off. */
  queue_id: string | null
  ticket_id: string | null
  /** The ticket that it is read in too, after a transfer (TK-9). */
  carried_to: string | null
  interaction_id: string
  kind: string
  text: string
  content: Record<string, unknown> | null
  template_id: string | null
  at: Date
  status: number
  error_code: string | null
  retried_as: string | null
}

/** One that went out, or should have. Not found for those who may not see its ticket or send. */
export async function getOutgoing(tx: Tx, ctx: Ctx, id: string): Promise<OutgoingRecord> {
  const result = await sql<OutgoingRecord>`
    select m.id, m.channel_id, m.contact_id, i.campaign_id,
      coalesce((select q.id from queue q where q.company_id = m.company_id and q.id = m.queue_id and q.active), i.queue_id) as queue_id,
      i.ticket_id, i.carried_to, i.id as interaction_id, m.kind, m.text, m.content, m.template_id, m.at, m.status, m.error_code, m.retried_as
    from message m join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
    where m.company_id = ${companyOf(ctx.actor)} and m.id = ${id} and m.direction = 'out' and ${seesSaid(ctx)}`.execute(
    tx,
  )
  return found(first(result))
}

/** The same once more, as a new message of the outbox. Null when this client key has been used. */
export async function insertCopy(
  tx: Tx,
  companyId: string,
  of: string,
  as: { interactionId: string; queueId: string | null; senderId: string; clientKey: string },
): Promise<string | null> {
  const result = await sql<{ id: string }>`
    insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, content, at, status, queue_id, sender_id,
      client_key, template_id, params, file_id, reply_to)
    select company_id, ${newId()}, channel_id, contact_id, ${as.interactionId}, 'out', kind, text, content, now(), ${RANK.waiting}, ${as.queueId}::uuid, ${as.senderId},
      ${as.clientKey}, template_id, params, file_id, reply_to
    from message where company_id = ${companyId} and id = ${of}
    on conflict (company_id, client_key) where client_key is not null do nothing returning id`.execute(tx)
  return first(result)?.id ?? null
}

/** False when somebody else was faster, or its status has changed meanwhile. */
export async function markRetried(tx: Tx, companyId: string, of: OutgoingRecord, as: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update message set retried_as = ${as} where company_id = ${companyId} and id = ${of.id} and retried_as is null and status = ${of.status}`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/** False when it is uncertain no more. */
export async function markSettled(tx: Tx, companyId: string, id: string, by: string): Promise<boolean> {
  const { rows } = await sql`
    with risen as (update message set status = ${RANK.sent}, settled_by = ${by}, sent_at = coalesce(sent_at, left_at, at)
      where company_id = ${companyId} and id = ${id} and status = ${RANK.uncertain}
      returning company_id, id, template_id, left_at, error_code, status, ${sql.lit(RANK.uncertain)}::smallint as was),
    ${tallied}
    select id from risen`.execute(tx)
  return rows.length === 1
}
