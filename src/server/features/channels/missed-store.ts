import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { Again } from '../../pipeline/inbound/backlog.ts'
import type { MessageContent, MessageEvent } from '../../provider/events.ts'

/** A message that came while its number was off, as the event that it was. */
export interface MissedMessage {
  id: string
  contactId: string
  event: { companyId: string; channelId: string; event: MessageEvent }
}

/** Of the last 24 hours, in the order of the conversation. */
export async function listMissed(tx: Tx, companyId: string, channelId: string): Promise<MissedMessage[]> {
  const { rows } = await sql<{
    id: string
    contact_id: string
    kind: MessageContent['type']
    text: string
    content: Omit<MessageContent, 'type' | 'text'> | null
    at: Date
    external_id: string
    reply_to: string | null
  }>`
    select m.id, m.contact_id, m.kind, m.text, m.content, m.at, m.external_id, m.reply_to
    from message m join contact c on c.company_id = m.company_id and c.id = m.contact_id and c.erased_at is null
    where m.company_id = ${companyId} and m.channel_id = ${channelId} and m.interaction_id is null and m.direction = 'in'
      and m.at >= now() - interval '24 hours'
    order by m.at, m.id`.execute(tx)
  return rows.map((m) => ({
    id: m.id,
    contactId: m.contact_id,
    event: {
      companyId,
      channelId,
      event: {
        kind: 'message',
        externalId: m.external_id,
        from: '',
        sentAt: m.at.toISOString(),
        content: { ...m.content, type: m.kind, text: m.text },
        ...(m.reply_to === null ? {} : { replyTo: m.reply_to }),
      },
    },
  }))
}

/** Gives stored messages their place. Fewer rows than given: somebody else did, and all of this must be planned anew. */
export async function fileMessages(
  tx: Tx,
  companyId: string,
  messages: readonly { id: string; interactionId: string | null }[],
): Promise<void> {
  const filed = messages.filter((m) => m.interactionId !== null)
  if (filed.length === 0) return
  const { rows } = await sql`
    update message m set interaction_id = v.place
    from unnest(${filed.map((m) => m.id)}::uuid[], ${filed.map((m) => m.interactionId)}::uuid[]) v(id, place)
    where m.company_id = ${companyId} and m.id = v.id and m.interaction_id is null returning m.id`.execute(tx)
  if (rows.length < filed.length) throw new Again('a message was given its place elsewhere')
}

export async function clearMissed(tx: Tx, companyId: string, channelId: string): Promise<void> {
  await tx
    .updateTable('channel')
    .set({ missed_count: 0 })
    .where('company_id', '=', companyId)
    .where('id', '=', channelId)
    .execute()
}
