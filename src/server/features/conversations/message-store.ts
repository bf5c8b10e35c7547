import { sql } from 'kysely'
import { RANK } from '../../../rules/message-status.ts'
import { first, type Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'

export interface NewOutgoing {
  companyId: string
  channelId: string
  contactId: string
  interactionId: string
  /** Sent from. */
  queueId: string | null
  senderId: string
  clientKey: string
  kind: 'template' | 'text' | 'image' | 'document' | 'video' | 'audio'
  text: string
  content: Record<string, unknown> | null
  templateId: string | null
  params: string[] | null
  fileId?: string | null
  /** WhatsApp's id of the message that this one quotes. */
  replyTo?: string | null
}

/** Null when this client key has been used: the message is there already (WS-1). */
export async function insertOutgoing(tx: Tx, m: NewOutgoing): Promise<string | null> {
  const row = await tx
    .insertInto('message')
    .values({
      company_id: m.companyId,
      id: newId(),
      channel_id: m.channelId,
      contact_id: m.contactId,
      interaction_id: m.interactionId,
      direction: 'out',
      kind: m.kind,
      text: m.text,
      content: m.content && JSON.stringify(m.content),
      at: new Date(),
      status: RANK.waiting,
      queue_id: m.queueId,
      sender_id: m.senderId,
      client_key: m.clientKey,
      template_id: m.templateId,
      params: m.params && JSON.stringify(m.params),
      file_id: m.fileId ?? null,
      reply_to: m.replyTo ?? null,
    })
    .onConflict((c) => c.columns(['company_id', 'client_key']).where('client_key', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export type NewNote = Pick<
  NewOutgoing,
  'companyId' | 'channelId' | 'contactId' | 'senderId' | 'clientKey' | 'text' | 'content'
> & { interactionId: string | null }

/** A note has no status, so that no outbox holds it. Null when this client key has been used. */
export async function insertNote(tx: Tx, m: NewNote): Promise<string | null> {
  const row = await tx
    .insertInto('message')
    .values({
      company_id: m.companyId,
      id: newId(),
      channel_id: m.channelId,
      contact_id: m.contactId,
      interaction_id: m.interactionId,
      direction: 'note',
      kind: 'note',
      text: m.text,
      content: m.content && JSON.stringify(m.content),
      at: new Date(),
      sender_id: m.senderId,
      client_key: m.clientKey,
    })
    .onConflict((c) => c.columns(['company_id', 'client_key']).where('client_key', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The interaction of a ticket in which something last happened: what belongs to the ticket stands in it. */
export async function findLatestInteraction(tx: Tx, companyId: string, ticketId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('interaction')
    .select('id')
    .where('company_id', '=', companyId)
    .where('ticket_id', '=', ticketId)
    .orderBy('last_activity_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** How WhatsApp calls a message of this contact over this channel; undefined where it does not (yet). */
export async function findQuotable(
  tx: Tx,
  id: string,
  { companyId, contactId, channelId }: { companyId: string; contactId: string; channelId: string },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('message')
    .select(['direction', 'external_id', 'wamid'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('contact_id', '=', contactId)
    .where('channel_id', '=', channelId)
    .where('direction', 'in', ['in', 'out'])
    .executeTakeFirst()
  return (row && (row.direction === 'in' ? row.external_id : row.wamid)) ?? undefined
}

export async function findByClientKey(
  tx: Tx,
  companyId: string,
  clientKey: string,
): Promise<{ messageId: string; interactionId: string; ticketId: string | null } | undefined> {
  const result = await sql<{ messageId: string; interactionId: string; ticketId: string | null }>`
    select m.id as "messageId", m.interaction_id as "interactionId", i.ticket_id as "ticketId"
    from message m join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
    where m.company_id = ${companyId} and m.client_key = ${clientKey}`.execute(tx)
  return first(result)
}
