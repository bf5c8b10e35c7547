import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { DB } from '../../database/types.ts'
import type { Form } from './template-content.ts'

export type EditionState = 'asked' | 'approved' | 'changes_wanted' | 'superseded' | 'lapsed' | 'sent'

export interface EditionRecord extends Selectable<DB['template_edition']> {
  content: Form
  state: EditionState
}

type DraftKey = Pick<Selectable<DB['template_draft']>, 'company_id' | 'id' | 'template_id'>

/** Whether this company wants a yes inside before anything is submitted; it cannot be switched meanwhile. */
export async function wantsApproval(tx: Tx, companyId: string): Promise<boolean> {
  const { rows } = await sql<{ on: boolean }>`
    select template_approval as "on" from company where id = ${companyId} for share`.execute(tx)
  return rows[0]?.on ?? false
}

export async function lockSetting(tx: Tx, companyId: string): Promise<boolean> {
  const { rows } = await sql<{ on: boolean }>`
    select template_approval as "on" from company where id = ${companyId} for no key update`.execute(tx)
  return rows[0]?.on ?? false
}

export async function updateSetting(tx: Tx, companyId: string, on: boolean): Promise<void> {
  await tx.updateTable('company').set({ template_approval: on }).where('id', '=', companyId).execute()
}

interface NewEdition {
  companyId: string
  channelId: string
  draftId?: string
  templateId?: string | null
  content: Form
  overridden: readonly string[]
  authorId: string
  state: 'asked' | 'sent'
}

export async function insertEdition(tx: Tx, edition: NewEdition): Promise<string> {
  const id = newId()
  await tx
    .insertInto('template_edition')
    .values({
      company_id: edition.companyId,
      id,
      channel_id: edition.channelId,
      draft_id: edition.draftId ?? null,
      template_id: edition.templateId ?? null,
      content: JSON.stringify(edition.content),
      overridden: [...edition.overridden],
      author_id: edition.authorId,
      state: edition.state,
    })
    .execute()
  return id
}

export async function findEdition(tx: Tx, companyId: string, id: string): Promise<EditionRecord | undefined> {
  return tx
    .selectFrom('template_edition')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .$castTo<EditionRecord>()
    .executeTakeFirst()
}

/** The last text of a draft that was asked for. Whoever holds the draft's lock may rely on it. */
export async function findLastEdition(tx: Tx, draft: DraftKey): Promise<EditionRecord | undefined> {
  return tx
    .selectFrom('template_edition')
    .selectAll()
    .where('company_id', '=', draft.company_id)
    .where('draft_id', '=', draft.id)
    .orderBy('id', 'desc')
    .limit(1)
    .$castTo<EditionRecord>()
    .executeTakeFirst()
}

export async function updateEdition(
  tx: Tx,
  { company_id, id }: Pick<EditionRecord, 'company_id' | 'id'>,
  changes: Partial<Pick<EditionRecord, 'state' | 'decided_by' | 'decided_as' | 'decided_at'>>,
): Promise<void> {
  await tx
    .updateTable('template_edition')
    .set(changes)
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .execute()
}

/** A yes was for one exact text: what the draft says now nobody has seen. */
export async function supersede(tx: Tx, draft: DraftKey): Promise<void> {
  await tx
    .updateTable('template_edition')
    .set({ state: 'superseded' })
    .where('company_id', '=', draft.company_id)
    .where('draft_id', '=', draft.id)
    .where('state', 'in', ['asked', 'approved'])
    .execute()
}

/** Approval was switched off. Gives the drafts that waited, and whose they were. */
export async function lapseAsked(tx: Tx, companyId: string) {
  const { rows } = await sql<{ draftId: string; channelId: string; authorId: string; name: string }>`
    update template_edition set state = 'lapsed'
    where company_id = ${companyId} and state = 'asked'
    returning draft_id as "draftId", channel_id as "channelId", author_id as "authorId", content ->> 'displayName' as name
  `.execute(tx)
  return rows
}

export async function countAsked(tx: Tx, companyId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from template_edition e
    join template_draft d on d.company_id = e.company_id and d.id = e.draft_id
    join channel c on c.company_id = e.company_id and c.id = e.channel_id and c.deleted_at is null
    where e.company_id = ${companyId} and e.state = 'asked'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** What a draft has become keeps its texts, and what was said of them. */
export async function handToTemplate(tx: Tx, companyId: string, draftId: string, templateId: string): Promise<void> {
  for (const table of ['template_edition', 'template_comment'] as const) {
    await tx
      .updateTable(table)
      .set({ template_id: templateId })
      .where('company_id', '=', companyId)
      .where('draft_id', '=', draftId)
      .execute()
  }
}

export interface Whose {
  companyId: string
  draftId: string | null
  templateId: string | null
}

const ofWhom = ({ companyId, draftId, templateId }: Whose) =>
  sql`x.company_id = ${companyId} and (x.draft_id = ${draftId}::uuid or x.template_id = ${templateId}::uuid)`

interface Named {
  author_name: string | null
  decider_name: string | null
  number: number
}

const EDITIONS_SHOWN = 50
const COMMENTS_SHOWN = 200

/** Newest first, of a draft and of the template that it changes. */
export async function listEditions(tx: Tx, whose: Whose): Promise<(EditionRecord & Named)[]> {
  const { rows } = await sql<EditionRecord & Named>`
    select x.*, a.name as author_name, d.name as decider_name,
      (row_number() over (order by x.id))::int as number
    from template_edition x left join person a on a.id = x.author_id left join person d on d.id = x.decided_by
    where ${ofWhom(whose)} order by x.id desc limit ${EDITIONS_SHOWN}`.execute(tx)
  return rows
}

type CommentRecord = Selectable<DB['template_comment']> & { author_name: string | null }

/** The last ones, the oldest first. */
export async function listComments(tx: Tx, whose: Whose): Promise<CommentRecord[]> {
  const { rows } = await sql<CommentRecord>`
    select x.*, a.name as author_name from template_comment x left join person a on a.id = x.author_id
    where ${ofWhom(whose)} order by x.id desc limit ${COMMENTS_SHOWN}`.execute(tx)
  return rows.toReversed()
}

export async function insertComment(
  tx: Tx,
  draft: DraftKey,
  { editionId, authorId, text }: { editionId: string | null; authorId: string; text: string },
): Promise<string> {
  const id = newId()
  const { company_id, id: draft_id, template_id } = draft
  const values = { company_id, id, draft_id, template_id, edition_id: editionId, author_id: authorId, text }
  await tx.insertInto('template_comment').values(values).execute()
  return id
}

/** Owner and admins who may say yes to what this person wrote. */
export async function listApproverIds(tx: Tx, companyId: string, authorId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('member')
    .select('user_id')
    .where('company_id', '=', companyId)
    .where('role', 'in', ['owner', 'admin'])
    .where('active', '=', true)
    .where('user_id', '!=', authorId)
    .execute()
  return rows.map((row) => row.user_id)
}

export async function nameOf(tx: Tx, userId: string): Promise<string> {
  const row = await tx.selectFrom('person').select('name').where('id', '=', userId).executeTakeFirst()
  return row?.name ?? ''
}
