import { type Insertable, type Selectable, sql } from 'kysely'
import type { Life } from '../../../rules/template-life.ts'
import { first, type Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { DB } from '../../database/types.ts'
import { type Seen, SEEN, seenIn } from '../../pipeline/seen.ts'
import type { TemplateRecord } from './store.ts'
import type { Form } from './template-content.ts'

export interface EditRecord extends Omit<Selectable<DB['template_edit']>, 'content' | 'before'> {
  content: Form
  before: Form
  status: 'sending' | 'done' | 'refused'
}

/** Newest first; only the last tells how it ended. */
export async function findLastEdit(tx: Tx, companyId: string, templateId: string): Promise<EditRecord | undefined> {
  return tx
    .selectFrom('template_edit')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('template_id', '=', templateId)
    .orderBy('id', 'desc')
    .limit(1)
    .$castTo<EditRecord>()
    .executeTakeFirst()
}

export async function findEdit(tx: Tx, companyId: string, id: string): Promise<EditRecord | undefined> {
  return tx
    .selectFrom('template_edit')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .$castTo<EditRecord>()
    .executeTakeFirst()
}

/** What decides whether it can be edited or deleted now. */
export async function lifeOf(tx: Tx, row: TemplateRecord): Promise<Life> {
  const { rows } = await sql<{ under_way: boolean; edits: Date[] | null }>`
    select coalesce(bool_or(status = 'sending'), false) as under_way,
      array_agg(counts_from) filter (where counts_from > now() - interval '30 days') as edits
    from template_edit where company_id = ${row.company_id} and template_id = ${row.id}`.execute(tx)
  const { under_way: underWay = false, edits } = rows[0] ?? {}
  return { statusWord: row.status_word, foreign: row.unsendable !== null, underWay, edits: edits ?? [] }
}

type NewEdit = Omit<Insertable<DB['template_edit']>, 'id' | 'content' | 'before'> & { content: Form; before: Form }

export async function insertEdit(tx: Tx, { content, before, ...edit }: NewEdit): Promise<string> {
  const id = newId()
  const values = { ...edit, id, content: JSON.stringify(content), before: JSON.stringify(before) }
  await tx.insertInto('template_edit').values(values).execute()
  return id
}

export async function updateEdit(
  tx: Tx,
  { company_id, id }: Pick<EditRecord, 'company_id' | 'id'>,
  changes: Partial<Omit<EditRecord, 'company_id' | 'id' | 'content' | 'before'>>,
): Promise<void> {
  await tx.updateTable('template_edit').set(changes).where('company_id', '=', company_id).where('id', '=', id).execute()
}

export async function settleEdit(tx: Tx, { company_id, id }: Pick<EditRecord, 'company_id' | 'id'>): Promise<void> {
  await tx
    .updateTable('template_edit')
    .set({ status: 'done', settled_at: sql<Date>`clock_timestamp()` })
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .execute()
}

/** Takes an edit's content over into the template. */
export async function writeContent(
  tx: Tx,
  { company_id, id }: Pick<TemplateRecord, 'company_id' | 'id'>,
  columns: Record<string, unknown>,
): Promise<void> {
  await tx
    .updateTable('template')
    .set({ ...columns, ...recategorised(columns['category']), updated_at: sql<Date>`now()` })
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .execute()
}

/** What WhatsApp made of the category is told of the one that it changed, not of one that a person chose since. */
const recategorised = (category: unknown) =>
  typeof category === 'string' && {
    previous_category: sql<string | null>`case when category = ${category} then previous_category end`,
    recategorised_at: sql<Date | null>`case when category = ${category} then recategorised_at end`,
  }

interface Touched {
  assignments: number
  waitingMessages: number
  otherLanguages: string[]
  everApproved: boolean
}

/** What deleting it would touch. */
export async function touchedByDeletion(tx: Tx, row: TemplateRecord): Promise<Touched> {
  const { company_id: companyId, id, channel_id: channelId, name } = row
  const result = await sql<Touched>`
    select
      (select count(*)::int from template_assignment where company_id = ${companyId} and template_id = ${id}) as assignments,
      (select count(*)::int from message where channel_id = ${channelId} and outbox = 0 and company_id = ${companyId}
        and template_id = ${id}) as "waitingMessages",
      (select coalesce(array_agg(language order by language), '{}') from template where company_id = ${companyId}
        and channel_id = ${channelId} and name = ${name} and id <> ${id} and deleted_at is null) as "otherLanguages",
      ${row.status} = 'approved' or exists (select from template_event where company_id = ${companyId}
        and template_id = ${id} and status = 'approved') as "everApproved"`.execute(tx)
  return first(result)!
}

/** Since when WhatsApp holds its name back, if it is taken out now: one deleted elsewhere, since that was told. */
export const deletedAt = ({ status_word, status_told_at }: TemplateRecord, now: Date): Date =>
  (status_word === 'DELETED' ? status_told_at : null) ?? now

/** TP-8: its assignments end, and what waits to leave is cancelled with the reason. Gives where that is seen. */
export async function endUses(tx: Tx, { company_id, id, channel_id }: TemplateRecord): Promise<Seen[]> {
  await tx
    .deleteFrom('template_assignment')
    .where('company_id', '=', company_id)
    .where('template_id', '=', id)
    .execute()
  const { rows } = await sql<Seen>`
    with ended as (update message m set status = -1, error_code = 'template_deleted' from interaction i
    where m.channel_id = ${channel_id} and m.outbox = 0 and m.company_id = ${company_id} and m.template_id = ${id}
      and i.company_id = m.company_id and i.id = m.interaction_id
    returning m.company_id, ${seenIn(sql`false`)})
    select ${SEEN} from ended`.execute(tx)
  return rows
}

export interface Unsettled {
  companyId: string
  id: string
}

/** Over all companies: edits and deletions that have been on their way for more than five minutes. */
export async function listUnsettled(tx: Tx): Promise<{ edits: Unsettled[]; deletions: Unsettled[] }> {
  const edits = await sql<Unsettled>`
    select e.company_id as "companyId", e.id from template_edit e
    join template t on t.company_id = e.company_id and t.id = e.template_id and t.deleted_at is null
    join channel c on c.company_id = t.company_id and c.id = t.channel_id and c.deleted_at is null
    where e.status = 'sending' and e.created_at < now() - interval '5 minutes'`.execute(tx)
  const deletions = await sql<Unsettled>`
    select t.company_id as "companyId", t.id from template t
    join channel c on c.company_id = t.company_id and c.id = t.channel_id and c.deleted_at is null
    where t.deleting and t.deleted_at < now() - interval '5 minutes'`.execute(tx)
  return { edits: edits.rows, deletions: deletions.rows }
}
