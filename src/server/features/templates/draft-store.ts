import { sql, type Selectable } from 'kysely'
import type * as z from 'zod'
import type { DraftContent } from '../../../contract/templates.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { DB } from '../../database/types.ts'

export type Content = z.infer<typeof DraftContent>

export interface DraftRecord extends Selectable<DB['template_draft']> {
  content: Content
}

/** Drafts of channels that still stand, with the name of who saved each last. */
const drafts = (tx: Tx, companyId: string) =>
  tx
    .selectFrom('template_draft as d')
    .innerJoin('channel as c', (join) =>
      join.onRef('c.company_id', '=', 'd.company_id').onRef('c.id', '=', 'd.channel_id'),
    )
    .leftJoin('person as p', 'p.id', 'd.saved_by')
    .selectAll('d')
    .select((eb) => eb.fn.coalesce('p.name', sql<string>`''`).as('saved_by_name'))
    .where('d.company_id', '=', companyId)
    .where('c.deleted_at', 'is', null)
    .$castTo<DraftRecord & { saved_by_name: string }>()

export async function listDrafts(tx: Tx, companyId: string, channelId: string) {
  return drafts(tx, companyId).where('d.channel_id', '=', channelId).orderBy('d.saved_at', 'desc').execute()
}

export async function findLockedDraft(tx: Tx, companyId: string, id: string) {
  return drafts(tx, companyId).where('d.id', '=', id).forUpdate('d').executeTakeFirst()
}

export async function insertDraft(
  tx: Tx,
  draft: { companyId: string; channelId: string; content: Content; savedBy: string },
): Promise<DraftRecord> {
  return tx
    .insertInto('template_draft')
    .values({
      company_id: draft.companyId,
      id: newId(),
      channel_id: draft.channelId,
      content: JSON.stringify(draft.content),
      saved_by: draft.savedBy,
    })
    .returningAll()
    .$castTo<DraftRecord>()
    .executeTakeFirstOrThrow()
}

export async function updateDraft(
  tx: Tx,
  { company_id, id, version }: DraftRecord,
  { content, savedBy }: { content: Content; savedBy: string },
): Promise<{ version: number }> {
  return tx
    .updateTable('template_draft')
    .set({ content: JSON.stringify(content), version: version + 1, saved_by: savedBy, saved_at: sql<Date>`now()` })
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
}

export async function deleteDraftRow(tx: Tx, { company_id, id }: DraftRecord): Promise<void> {
  await tx.deleteFrom('template_draft').where('company_id', '=', company_id).where('id', '=', id).execute()
}
