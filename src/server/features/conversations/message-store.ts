import { type RawBuilder, sql } from 'kysely'
import type * as z from 'zod'
import type { Message } from '../../../contract/workspace.ts'
import { explainError } from '../../../rules/message-errors.ts'
import { type MessageStatus, RANK } from '../../../rules/message-status.ts'
import type { Lang } from '../../../rules/template.ts'
import { first, type Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Place } from '../../paging.ts'
import { type MediaRecord, presentMedia } from '../media/present-media.ts'

export interface MessageRecord {
  id: string
  direction: 'in' | 'out' | 'note'
  kind: string
  text: string
  content: Record<string, unknown> | null
  at: Date
  sort_at: string
  status: number | null
  error_code: string | null
  error_text: string | null
  sender_id: string | null
  sender_name: string | null
  channel_alias: string
  media: MediaRecord | null
  loose: boolean
}

const STATUS_NAMES = new Map<number, MessageStatus>(
  Object.entries(RANK).map(([name, rank]) => [rank, name as MessageStatus]),
)
export const statusName = (rank: number): MessageStatus => STATUS_NAMES.get(rank)!

/** Whose messages: those of the interactions that this names, and those that belong to no ticket, of this contact over
 *  these channels (both give ids). */
export interface Thread {
  interactions: RawBuilder<unknown>
  loose?: { contact: RawBuilder<unknown>; channels: RawBuilder<unknown> }
}

/** Newest first. Each part is read by its own index, no more of it than the page holds. */
export async function listMessageRecords(
  tx: Tx,
  companyId: string,
  { interactions, loose }: Thread,
  after: Place | null,
  limit: number,
): Promise<MessageRecord[]> {
  const beyond = after ? sql`and (m.at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const newest = (which: RawBuilder<unknown>) =>
    sql`(select m.* from message m where m.company_id = ${companyId} and ${which} ${beyond} order by m.at desc, m.id desc limit ${limit})`
  const { rows } = await sql<MessageRecord>`
    select m.id, m.direction, m.kind, m.text, m.content, m.at, m.at::text as sort_at, m.status, m.error_code, m.error_text, m.sender_id,
      (select p.name from person p where p.id = m.sender_id) as sender_name, c.alias as channel_alias, m.interaction_id is null as loose,
      case when m.file_id is null
        then (select to_jsonb(f) from (select id, kind, state, file_name, detected_type, bytes, error, false as ours from media
          where company_id = m.company_id and message_id = m.id) f)
        else (select to_jsonb(f) from (select id, kind, 'stored' as state, coalesce(m.content->'file'->>'name', file_name) as file_name,
          mime as detected_type, bytes, null as error, true as ours from file where company_id = m.company_id and id = m.file_id) f)
      end as media
    from (${newest(sql`m.interaction_id in (${interactions})`)}
      ${loose ? sql`union all ${newest(sql`m.interaction_id is null and m.contact_id = (${loose.contact}) and m.channel_id in (${loose.channels})`)}` : sql``}) m
    join channel c on c.company_id = m.company_id and c.id = m.channel_id
    order by m.at desc, m.id desc limit ${limit}`.execute(tx)
  return rows
}

export function presentMessage(m: MessageRecord, lang: Lang): z.infer<typeof Message> {
  return {
    id: m.id,
    direction: m.direction,
    kind: m.kind,
    text: m.text,
    content: m.content && withoutAddress(m.content),
    at: m.at.toISOString(),
    status: m.status === null ? null : statusName(m.status),
    failure: failureOf(m, lang),
    sender: m.sender_id === null ? null : { id: m.sender_id, name: m.sender_name ?? '' },
    channelAlias: m.channel_alias,
    media: m.media && presentMedia(m.media, lang),
    loose: m.loose,
  }
}

/** Where the provider keeps a file is for us alone. */
const withoutAddress = ({ url: _url, urlExpiresAt: _end, ...rest }: Record<string, unknown>) => rest

const OWN_REASONS: Record<string, Record<Lang, string>> = {
  channel_off: {
    es: 'El número se desactivó antes de enviarlo.',
    en: 'The number was switched off before it was sent.',
  },
  channel_deleted: { es: 'El canal se eliminó antes de enviarlo.', en: 'The channel was deleted before it was sent.' },
  campaign_off: {
    es: 'La campaña se desactivó antes de enviarlo.',
    en: 'The campaign was switched off before it was sent.',
  },
  campaign_deleted: {
    es: 'La campaña se eliminó antes de enviarlo.',
    en: 'The campaign was deleted before it was sent.',
  },
  template_deleted: {
    es: 'La plantilla se eliminó antes de enviarlo.',
    en: 'The template was deleted before it was sent.',
  },
  template_not_sendable: {
    es: 'La plantilla ya no estaba aprobada y activa.',
    en: 'The template was no longer approved and on.',
  },
  held_too_long: {
    es: 'El número estuvo interrumpido demasiado tiempo. Si todavía hace falta, envíalo otra vez.',
    en: 'The number was interrupted for too long. If it is still needed, send it again.',
  },
  file_missing: {
    es: 'El archivo ya no está guardado. Adjúntalo y envíalo otra vez.',
    en: 'The file is kept no more. Attach it and send it again.',
  },
  opted_out: { es: 'El contacto pidió no recibir marketing.', en: 'The contact asked not to get marketing.' },
  gave_up: {
    es: 'Gupshup no respondió después de muchos intentos. Envíalo otra vez.',
    en: 'Gupshup did not answer after many tries. Send it again.',
  },
}

function failureOf(m: MessageRecord, lang: Lang): string | null {
  if (m.status !== RANK.failed && m.status !== RANK.cancelled) return null
  if (m.error_code === null) return m.error_text
  return OWN_REASONS[m.error_code]?.[lang] ?? explainError(m.error_code, lang, m.error_text ?? undefined).meaning
}

export interface NewOutgoing {
  companyId: string
  channelId: string
  contactId: string
  interactionId: string
  senderId: string
  clientKey: string
  kind: 'template' | 'text'
  text: string
  content: Record<string, unknown> | null
  templateId: string | null
  params: string[] | null
  fileId?: string | null
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
      sender_id: m.senderId,
      client_key: m.clientKey,
      template_id: m.templateId,
      params: m.params && JSON.stringify(m.params),
      file_id: m.fileId ?? null,
    })
    .onConflict((c) => c.columns(['company_id', 'client_key']).where('client_key', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
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
