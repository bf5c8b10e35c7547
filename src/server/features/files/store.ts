import { sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'
import type { MediaKind } from '../../../rules/media/judge-media.ts'

export interface FileRecord {
  id: string
  kind: MediaKind
  mime: string
  bytes: number
  width: number | null
  height: number | null
  sha256: string
  file_name: string
  storage_key: string
}

const COLUMNS = ['id', 'kind', 'mime', 'bytes', 'width', 'height', 'sha256', 'file_name', 'storage_key'] as const

export async function findFile(tx: Tx, companyId: string, id: string): Promise<FileRecord | undefined> {
  const query = tx.selectFrom('file').select(COLUMNS).where('company_id', '=', companyId).where('id', '=', id)
  return (await query.executeTakeFirst()) as FileRecord | undefined
}

/** The one with these bytes. It counts as used from now on: the tidying lets it be for a day. */
export async function useBySha(tx: Tx, companyId: string, sha256: string): Promise<FileRecord | undefined> {
  const query = tx
    .updateTable('file')
    .set({ used_at: sql`now()` })
    .where('company_id', '=', companyId)
  return (await query.where('sha256', '=', sha256).returning(COLUMNS).executeTakeFirst()) as FileRecord | undefined
}

export async function useById(tx: Tx, companyId: string, id: string): Promise<FileRecord | undefined> {
  const query = tx
    .updateTable('file')
    .set({ used_at: sql`now()` })
    .where('company_id', '=', companyId)
  return (await query.where('id', '=', id).returning(COLUMNS).executeTakeFirst()) as FileRecord | undefined
}

/** The row that stands for these bytes now: this one, or one that somebody else made a moment earlier. */
export async function insertFile(
  tx: Tx,
  companyId: string,
  { id, kind, mime, bytes, width, height, sha256, file_name, storage_key }: FileRecord,
  createdBy: string,
): Promise<FileRecord> {
  const values = { id, kind, mime, bytes, width, height, sha256, file_name, storage_key }
  return (await tx
    .insertInto('file')
    .values({ company_id: companyId, ...values, created_by: createdBy })
    .onConflict((c) => c.columns(['company_id', 'sha256']).doUpdateSet({ used_at: sql`now()` }))
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()) as FileRecord
}

export async function insertUpload(tx: Tx, companyId: string, fileId: string, userId: string): Promise<void> {
  await tx
    .insertInto('file_upload')
    .values({ company_id: companyId, file_id: fileId, user_id: userId })
    .onConflict((c) => c.columns(['company_id', 'file_id', 'user_id']).doUpdateSet({ at: sql`now()` }))
    .execute()
}

/** Which of these keys still belong to a file that is kept. */
export async function fileKeysInUse(tx: Tx, keys: string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select storage_key as key from unnest(${keys.map((key) => key.split('/')[0])}::uuid[], ${keys.map((key) => key.split('/')[2])}::uuid[]) v(c, id)
    join file f on f.company_id = v.c and f.id = v.id`.execute(tx)
  return rows.map((r) => r.key)
}

/** Forgets those that have not been used for a day and that no message, template, draft or profile names. */
export async function deleteUnused(tx: Tx, most: number): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    delete from file where (company_id, id) in (
      select f.company_id, f.id from file f where f.used_at < now() - interval '1 day'
        and not exists (select from message m where m.company_id = f.company_id and m.file_id = f.id)
        and not exists (select from channel c where c.company_id = f.company_id and c.photo_file_id = f.id)
        and not exists (select from template t where t.company_id = f.company_id and t.sample_file_id = f.id)
        and not exists (select from template_draft d where d.company_id = f.company_id and strpos(d.content::text, f.id::text) > 0)
      limit ${most} for update skip locked)
      -- Somebody may have used it since it was looked at.
      and used_at < now() - interval '1 day'
    returning storage_key as key`.execute(tx)
  return rows.map((r) => r.key)
}

/** How its app has it at the provider, where that is not older than so many days. */
export async function findAtProvider(
  tx: Tx,
  place: { companyId: string; fileId: string; channelId: string },
  days: number,
): Promise<{ mediaId: string; at: Date } | undefined> {
  return first(
    await sql<{ mediaId: string; at: Date }>`
      select media_id as "mediaId", at from file_at_provider
      where company_id = ${place.companyId} and file_id = ${place.fileId} and channel_id = ${place.channelId}
        and at > now() - make_interval(days => ${days})`.execute(tx),
  )
}

export async function keepAtProvider(
  tx: Tx,
  place: { companyId: string; fileId: string; channelId: string },
  mediaId: string,
): Promise<void> {
  await tx
    .insertInto('file_at_provider')
    .values({ company_id: place.companyId, file_id: place.fileId, channel_id: place.channelId, media_id: mediaId })
    .onConflict((c) =>
      c.columns(['company_id', 'file_id', 'channel_id']).doUpdateSet({ media_id: mediaId, at: sql`now()` }),
    )
    .execute()
}

export async function forgetAtProvider(
  tx: Tx,
  place: { companyId: string; fileId: string; channelId: string },
): Promise<void> {
  await tx
    .deleteFrom('file_at_provider')
    .where('company_id', '=', place.companyId)
    .where('file_id', '=', place.fileId)
    .where('channel_id', '=', place.channelId)
    .execute()
}
