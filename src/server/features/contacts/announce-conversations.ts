import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'

/** Their open tickets and sends show who they are, and whether marketing may be sent. */
export async function announceConversations(tx: Tx, companyId: string, contactIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ topic: 'tickets' | 'sends'; id: string }>`
    select 'tickets' as topic, id from ticket where company_id = ${companyId} and contact_id = any(${contactIds}::uuid[]) and closed_at is null
    union all
    select 'sends', id from interaction
    where company_id = ${companyId} and contact_id = any(${contactIds}::uuid[]) and ended_at is null and ticket_id is null`.execute(
    tx,
  )
  await announceAll(tx, new Set(rows.map(({ topic, id }) => announcementText(companyId, topic, id))))
}
