import { type RawBuilder, sql } from 'kysely'
import { table } from '../../database/arrays.ts'
import { first, type Tx } from '../../database/doors.ts'
import { found } from '../../refusal.ts'

export interface AnswerForm {
  shortcut: string
  title: string
  text: string
  campaignId: string | null
  queueIds: string[]
}

interface Named {
  id: string
  name: string
}

export interface AnswerRow {
  id: string
  shortcut: string
  title: string
  text: string
  campaign: Named | null
  queues: Named[]
  placeless: boolean
  updated_at: Date
}

const matches = (search: string | undefined): RawBuilder<unknown> =>
  search
    ? sql`(strpos(a.shortcut, lower(${search})) > 0 or plain(a.title || ' ' || a.text) like '%' || replace(replace(replace(plain(${search}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')`
    : sql`true`

/** By shortcut. */
export async function listAnswerRows(
  tx: Tx,
  companyId: string,
  which: { search?: string | undefined; scope?: string | undefined; after: string | undefined; limit: number },
): Promise<AnswerRow[]> {
  const [shortcut, id] = which.after?.split(' ') ?? []
  const beyond = which.after ? sql`and (a.shortcut, a.id) > (${shortcut}, ${id}::uuid)` : sql``
  const scope =
    which.scope === undefined
      ? sql``
      : sql`and exists (select from saved_answer_place p where p.company_id = a.company_id and p.answer_id = a.id
          and ${which.scope === 'company' ? sql`p.campaign_id is null` : sql`p.campaign_id = ${which.scope}`})`
  const { rows } = await sql<AnswerRow>`
    select a.id, a.shortcut, a.title, a.text, a.updated_at, w.campaign, coalesce(w.queues, '[]') as queues, coalesce(w.places, 0) = 0 as placeless
    from saved_answer a
    left join lateral (
      select (jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name)) filter (where k.id is not null))->0 as campaign,
        jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name) order by q.name) filter (where q.id is not null) as queues, count(*) as places
      from saved_answer_place p
      left join campaign k on k.company_id = p.company_id and k.id = p.campaign_id
      left join queue q on q.company_id = p.company_id and q.id = p.queue_id
      where p.company_id = a.company_id and p.answer_id = a.id and k.deleted_at is null and q.deleted_at is null) w on true
    where a.company_id = ${companyId} and ${matches(which.search)} ${scope} ${beyond}
    order by a.shortcut, a.id limit ${which.limit}`.execute(tx)
  return rows
}

export async function countAnswers(tx: Tx, companyId: string): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*)::int as n from (select from saved_answer where company_id = ${companyId} limit 2000) x`.execute(tx)
  return first(result)!.n
}

/** Those of a place, the best match first: by its whole shortcut, its beginning, then by their words; of one shortcut the one
 *  kept nearest. */
export async function listUsableRows(
  tx: Tx,
  companyId: string,
  { campaignId, queueId }: { campaignId: string; queueId: string | null },
  search: string,
): Promise<{ id: string; shortcut: string; title: string; text: string }[]> {
  const { rows } = await sql<{ id: string; shortcut: string; title: string; text: string }>`
    select a.id, a.shortcut, a.title, a.text from saved_answer a
    join lateral (select max((p.campaign_id is not null)::int + (p.queue_id is not null)::int) as near from saved_answer_place p
      where p.company_id = a.company_id and p.answer_id = a.id
        and (p.campaign_id is null or p.campaign_id = ${campaignId} and (p.queue_id is null or p.queue_id = ${queueId}))) w on w.near is not null
    where a.company_id = ${companyId} and ${matches(search)}
    order by a.shortcut <> lower(${search}), not starts_with(a.shortcut, lower(${search})), a.shortcut, w.near desc, a.id limit 20`.execute(
    tx,
  )
  return rows
}

export async function lockAnswer(tx: Tx, companyId: string, id: string) {
  return found(
    await tx
      .selectFrom('saved_answer')
      .select(['shortcut', 'title', 'text'])
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  )
}

export async function insertAnswer(
  tx: Tx,
  companyId: string,
  id: string,
  { shortcut, title, text, createdBy }: AnswerForm & { createdBy: string },
): Promise<void> {
  const values = { company_id: companyId, id, shortcut, title, text, created_by: createdBy }
  await tx.insertInto('saved_answer').values(values).execute()
}

export async function updateAnswer(
  tx: Tx,
  companyId: string,
  id: string,
  { shortcut, title, text }: AnswerForm,
): Promise<void> {
  await tx
    .updateTable('saved_answer')
    .set({ shortcut, title, text, updated_at: sql`now()` })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

export async function deleteAnswer(tx: Tx, companyId: string, id: string): Promise<void> {
  await tx.deleteFrom('saved_answer').where('company_id', '=', companyId).where('id', '=', id).execute()
}

export async function removePlaces(tx: Tx, companyId: string, id: string): Promise<void> {
  await tx.deleteFrom('saved_answer_place').where('company_id', '=', companyId).where('answer_id', '=', id).execute()
}

/** The campaign and its queues, not deleted before this commits. @throws Refusal not_found */
export async function lockPlaces(tx: Tx, companyId: string, campaignId: string, queueIds: string[]): Promise<void> {
  const campaign = await sql`select 1 from campaign
    where company_id = ${companyId} and id = ${campaignId} and deleted_at is null for share`.execute(tx)
  found(first(campaign))
  const queues = await sql`select 1 from queue where company_id = ${companyId} and campaign_id = ${campaignId}
    and id = any(${queueIds}::uuid[]) and deleted_at is null order by id for share`.execute(tx)
  found(queues.rows.length === new Set(queueIds).size ? true : undefined)
}

/** How many could be taken: where the shortcut is in use it is not. */
export async function insertPlaces(tx: Tx, companyId: string, id: string, form: AnswerForm): Promise<number> {
  const { rows } = await sql`
    insert into saved_answer_place (company_id, answer_id, campaign_id, queue_id, shortcut)
    select ${companyId}, ${id}, ${form.campaignId}::uuid, v.queue, ${form.shortcut} from ${table('v', queuesOf(form), QUEUE)}
    order by v.queue on conflict do nothing returning 1`.execute(tx)
  return rows.length
}

/** Names of the places where the shortcut is in use; null is the whole company. */
export async function findTaken(tx: Tx, companyId: string, id: string, form: AnswerForm): Promise<(string | null)[]> {
  const { rows } = await sql<{ name: string | null }>`
    select coalesce(q.name, k.name) as name from ${table('v', queuesOf(form), QUEUE)}
    join saved_answer_place p on p.company_id = ${companyId} and p.answer_id <> ${id} and p.shortcut = ${form.shortcut}
      and p.campaign_id is not distinct from ${form.campaignId}::uuid and p.queue_id is not distinct from v.queue
    left join campaign k on k.company_id = p.company_id and k.id = p.campaign_id
    left join queue q on q.company_id = p.company_id and q.id = p.queue_id order by 1`.execute(tx)
  return rows.map(({ name }) => name)
}

const QUEUE = { queue: ['uuid', (queue: string | null) => queue] } as const
const queuesOf = ({ queueIds }: AnswerForm): (string | null)[] =>
  queueIds.length > 0 ? [...new Set(queueIds)] : [null]
