import { sql, type Selectable } from 'kysely'
import type * as z from 'zod'
import type { DraftContent } from '../../../contract/templates.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { DB } from '../../database/types.ts'
import { found } from '../../refusal.ts'
import type { EditionState } from './edition-store.ts'

export type Content = z.infer<typeof DraftContent>

export interface DraftRecord extends Selectable<DB['template_draft']> {
  content: Content
}

/** Who wrote its text as it stands. */
export const authorOf = ({ written_by, saved_by }: DraftRecord): string => written_by ?? saved_by

interface Shown {
  saved_by_name: string
  /** Of the last text that was asked for (TP-10). */
  edition_state: EditionState | null
}

/** Drafts of channels and templates that still stand, with the name of who saved each last. */
const drafts = (tx: Tx, companyId: string) =>
  tx
    .selectFrom('template_draft as d')
    .innerJoin('channel as c', (join) =>
      join.onRef('c.company_id', '=', 'd.company_id').onRef('c.id', '=', 'd.channel_id'),
    )
    .leftJoin('person as p', 'p.id', 'd.saved_by')
    .selectAll('d')
    .select((eb) => eb.fn.coalesce('p.name', sql<string>`''`).as('saved_by_name'))
    .select(
      sql<EditionState | null>`(select e.state from template_edition e where e.company_id = d.company_id
        and e.draft_id = d.id order by e.id desc limit 1)`.as('edition_state'),
    )
    .where('d.company_id', '=', companyId)
    .where('c.deleted_at', 'is', null)
    .where(sql<boolean>`(d.template_id is null or exists (select from template t where t.company_id = d.company_id
      and t.id = d.template_id and t.deleted_at is null))`)
    .$castTo<DraftRecord & Shown>()

export async function listDrafts(tx: Tx, companyId: string, channelId: string) {
  return drafts(tx, companyId).where('d.channel_id', '=', channelId).orderBy('d.saved_at', 'desc').execute()
}

export async function getDraft(tx: Tx, companyId: string, id: string) {
  return found(await drafts(tx, companyId).where('d.id', '=', id).executeTakeFirst())
}

export async function findDraftOfTemplate(tx: Tx, companyId: string, templateId: string) {
  return drafts(tx, companyId).where('d.template_id', '=', templateId).executeTakeFirst()
}

export async function findLockedDraft(tx: Tx, companyId: string, id: string) {
  return drafts(tx, companyId).where('d.id', '=', id).forUpdate('d').executeTakeFirst()
}

/** Undefined: there is one already of the template that it is to change. */
export async function insertDraft(
  tx: Tx,
  draft: { companyId: string; channelId: string; templateId?: string | undefined; content: Content; savedBy: string },
): Promise<DraftRecord | undefined> {
  return tx
    .insertInto('template_draft')
    .values({
      company_id: draft.companyId,
      id: newId(),
      channel_id: draft.channelId,
      content: JSON.stringify(draft.content),
      template_id: draft.templateId ?? null,
      saved_by: draft.savedBy,
      written_by: draft.savedBy,
    })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'template_id']).where('template_id', 'is not', null).doNothing(),
    )
    .returningAll()
    .$castTo<DraftRecord>()
    .executeTakeFirst()
}

export async function updateDraft(
  tx: Tx,
  { company_id, id, version }: DraftRecord,
  { content, savedBy, writtenBy }: { content: Content; savedBy: string; writtenBy: string },
): Promise<{ version: number }> {
  return tx
    .updateTable('template_draft')
    .set({
      content: JSON.stringify(content),
      version: version + 1,
      saved_by: savedBy,
      written_by: writtenBy,
      saved_at: sql<Date>`now()`,
    })
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
}

export async function deleteDraftRow(tx: Tx, { company_id, id }: DraftRecord): Promise<void> {
  await tx.deleteFrom('template_draft').where('company_id', '=', company_id).where('id', '=', id).execute()
}
