import type { Insertable, Selectable } from 'kysely'
import type * as z from 'zod'
import type { Parameter, TemplateButton } from '../../../contract/templates.ts'
import type { TemplateCategory } from '../../../rules/template.ts'
import type { TemplateStatus } from '../../../rules/template-status.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { DB } from '../../database/types.ts'
import { found } from '../../refusal.ts'

/** A row as the checks of its table and its writers here leave it; only what is unsendable may be of another type. */
export interface TemplateRecord extends Selectable<DB['template']> {
  category: TemplateCategory
  previous_category: TemplateCategory | null
  correct_category: TemplateCategory | null
  type: 'TEXT' | 'IMAGE' | 'DOCUMENT' | 'VIDEO'
  buttons: z.infer<typeof TemplateButton>[]
  parameters: z.infer<typeof Parameter>[]
  status: TemplateStatus
}

export interface HistoryRecord extends Selectable<DB['template_event']> {
  status: TemplateStatus
}

/** Templates of a deleted channel are gone with it (CH-9). */
const standing = (tx: Tx, companyId: string, id: string) =>
  tx
    .selectFrom('template as t')
    .innerJoin('channel as c', (join) =>
      join.onRef('c.company_id', '=', 't.company_id').onRef('c.id', '=', 't.channel_id'),
    )
    .selectAll('t')
    .where('t.company_id', '=', companyId)
    .where('t.id', '=', id)
    .where('t.deleted_at', 'is', null)
    .where('c.deleted_at', 'is', null)
    .$castTo<TemplateRecord>()

export async function getTemplate(tx: Tx, companyId: string, id: string): Promise<TemplateRecord> {
  return found(await standing(tx, companyId, id).executeTakeFirst())
}

export async function findLockedTemplate(tx: Tx, companyId: string, id: string): Promise<TemplateRecord | undefined> {
  return standing(tx, companyId, id).forUpdate('t').executeTakeFirst()
}

export async function lockTemplate(tx: Tx, companyId: string, id: string): Promise<TemplateRecord> {
  return found(await findLockedTemplate(tx, companyId, id))
}

export async function updateTemplate(
  tx: Tx,
  { company_id, id }: Pick<TemplateRecord, 'company_id' | 'id'>,
  {
    buttons,
    ...changes
  }: Partial<Omit<TemplateRecord, 'company_id' | 'id' | 'parameters' | 'twin_key' | 'search_text'>>,
): Promise<void> {
  const set = { ...changes, ...(buttons && { buttons: JSON.stringify(buttons) }) }
  await tx.updateTable('template').set(set).where('company_id', '=', company_id).where('id', '=', id).execute()
}

export async function insertHistory(tx: Tx, entry: Omit<Insertable<DB['template_event']>, 'id' | 'at'>): Promise<void> {
  await tx
    .insertInto('template_event')
    .values({ id: newId(), ...entry })
    .execute()
}

/** Newest first. */
export async function listHistory(tx: Tx, companyId: string, templateId: string): Promise<HistoryRecord[]> {
  return tx
    .selectFrom('template_event')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('template_id', '=', templateId)
    .orderBy('id', 'desc')
    .$castTo<HistoryRecord>()
    .execute()
}
