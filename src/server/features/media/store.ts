import { sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found } from '../../refusal.ts'
import type { Put } from '../../storage/storage.ts'
import type { Judgement } from './judge-fault.ts'

/** A file that a message names, as it came. The message is known by its id at the provider. */
export interface NamedFile {
  companyId: string
  channelId: string
  externalId: string
  fileName: string | null
  declaredType: string | null
  expiresAt: Date
}

/** One row for each message that has none yet. Returns how many are new. */
export async function insertMedia(tx: Tx, files: readonly NamedFile[]): Promise<number> {
  const { rows } = await sql`
    insert into media (company_id, id, message_id, kind, file_name, declared_type, expires_at)
    select m.company_id, v.id, m.id, m.kind, v.name, v.type, v.expires
    from unnest(${files.map((f) => f.companyId)}::uuid[], ${files.map((f) => f.channelId)}::uuid[], ${files.map((f) => f.externalId)}::text[],
      ${files.map(() => newId())}::uuid[], ${files.map((f) => f.fileName)}::text[], ${files.map((f) => f.declaredType)}::text[],
      ${files.map((f) => f.expiresAt)}::timestamptz[]) v(c, h, x, id, name, type, expires)
    join message m on m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x
    where m.kind in ('image', 'video', 'audio', 'document', 'sticker')
    on conflict (company_id, message_id) do nothing returning id`.execute(tx)
  return rows.length
}

export interface DueFile {
  companyId: string
  id: string
  messageId: string
  channelId: string
  url: string
  tries: number
  error: string | null
  secondsLeft: number
}

const due = sql`state = 'waiting' and due_at <= now() and (held_until is null or held_until < now())`

/** The one that has been due for longest; nobody else gets it for `seconds`. */
export async function claimDue(tx: Tx, seconds: number): Promise<DueFile | undefined> {
  return first(
    await sql<DueFile>`
      update media f set tries = f.tries + 1, held_until = now() + make_interval(secs => ${seconds})
      from (select company_id, id from media where ${due} order by due_at limit 1 for update skip locked) d,
        message m
      where f.company_id = d.company_id and f.id = d.id and m.company_id = f.company_id and m.id = f.message_id
      returning f.company_id as "companyId", f.id, f.message_id as "messageId", m.channel_id as "channelId", m.content->>'url' as url,
        f.tries, f.error, extract(epoch from f.expires_at - now())::float8 as "secondsLeft"`.execute(tx),
  )
}

/** Goes on holding what was claimed. */
export async function hold(tx: Tx, { companyId, id }: DueFile, seconds: number): Promise<void> {
  await sql`update media set held_until = now() + make_interval(secs => ${seconds})
    where company_id = ${companyId} and id = ${id} and held_until > now()`.execute(tx)
}

export async function markStored(
  tx: Tx,
  { companyId, id }: DueFile,
  stored: Put & { key: string; type: string | null },
): Promise<void> {
  await sql`
    update media set state = 'stored', storage_key = ${stored.key}, bytes = ${stored.bytes}, sha256 = ${stored.sha256},
      detected_type = ${stored.type}, stored_at = now(), error = null, held_until = null
    where company_id = ${companyId} and id = ${id}`.execute(tx)
}

export async function markNotStored(tx: Tx, { companyId, id }: DueFile, j: Judgement): Promise<void> {
  await sql`
    update media set state = ${j.state}, error = ${j.reason}, due_at = now() + make_interval(secs => ${j.afterSeconds}), held_until = null
    where company_id = ${companyId} and id = ${id} and state = 'waiting'`.execute(tx)
}

/** All that is due waits for room, or is gone by then. Returns those of whom that is news. */
export async function waitForRoom(tx: Tx, seconds: number): Promise<{ companyId: string; messageId: string }[]> {
  const { rows } = await sql<{ companyId: string; messageId: string; news: boolean }>`
    update media f set due_at = now() + make_interval(secs => ${seconds}), state = case when f.expires_at < now() then 'gone' else 'waiting' end,
      error = case when f.expires_at < now() then 'expired' else 'storage_full' end
    from (select company_id, id, error from media where ${due} order by due_at limit 1000 for update skip locked) d
    where f.company_id = d.company_id and f.id = d.id
    returning f.company_id as "companyId", f.message_id as "messageId", d.error is distinct from f.error as news`.execute(
    tx,
  )
  return rows.filter((r) => r.news)
}

/** Due at once. What is being fetched right now stays with whoever does. Locked by the caller. */
export async function makeDue(tx: Tx, companyId: string, id: string): Promise<void> {
  await sql`update media set state = 'waiting', due_at = now(), tries = 0, error = null where company_id = ${companyId} and id = ${id}`.execute(
    tx,
  )
}

/** Where the screens show these messages: their tickets and where those went on, sends without answer, or, of those that
 *  belong to neither, the contact's open tickets. */
export async function placesOf(tx: Tx, companyId: string, messageIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct unnest(array[coalesce(i.ticket_id, i.id, t.id), i.carried_to]) as id
    from message m
    left join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
    left join ticket t on m.interaction_id is null and t.company_id = m.company_id and t.contact_id = m.contact_id and t.closed_at is null
    where m.company_id = ${companyId} and m.id = any(${messageIds}::uuid[])`.execute(tx)
  return rows.map((r) => r.id).filter((id) => id !== null)
}

export interface MediaFile {
  id: string
  message_id: string
  kind: string
  state: string
  file_name: string | null
  detected_type: string | null
  bytes: number | null
  sha256: string | null
  storage_key: string | null
}

export async function getMedia(
  tx: Tx,
  companyId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<MediaFile> {
  const query = tx
    .selectFrom('media')
    .select(['id', 'message_id', 'kind', 'state', 'file_name', 'detected_type', 'bytes', 'sha256', 'storage_key'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
  return found(await (options.lock ? query.forUpdate() : query).executeTakeFirst())
}

/** Which of these keys still belong to a file that is kept. */
export async function keysInUse(tx: Tx, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select storage_key as key from unnest(${ids.map((key) => key.split('/')[0])}::uuid[], ${ids.map((key) => key.split('/')[2])}::uuid[]) v(c, id)
    join media f on f.company_id = v.c and f.id = v.id where f.state = 'stored'`.execute(tx)
  return rows.map((r) => r.key)
}
