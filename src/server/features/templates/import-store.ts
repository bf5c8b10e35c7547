import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { listDrafts } from './draft-store.ts'

/** Two imports into one number come one after the other, so that the second sees what the first has made. */
export async function lockImports(tx: Tx, channelId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${channelId}, 7302415))`.execute(tx)
}

/** What counts towards WhatsApp's limit of an hour: what was submitted within it, and what still waits (LIM-02). */
export async function countUnderWay(tx: Tx, companyId: string, channelId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from template
    where company_id = ${companyId} and channel_id = ${channelId} and deleted_at is null
      and (submitted_at > now() - interval '1 hour' or (submitted_at is null and status_word = 'SENDING'))`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The channel's drafts by name and language. */
export async function draftsByName(tx: Tx, companyId: string, channelId: string) {
  const drafts = await listDrafts(tx, companyId, channelId)
  return new Map(drafts.map((draft) => [nameKey(draft.content), draft]))
}

export const nameKey = ({ name, language }: { name?: string | undefined; language?: string | undefined }) =>
  `${name ?? ''} ${language ?? ''}`
