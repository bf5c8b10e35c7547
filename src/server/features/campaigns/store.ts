import { type Selectable, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Campaign } from '../../database/types.ts'
import { found } from '../../refusal.ts'

/** The whole tree in one statement: campaigns, their queues, and each one's channels and agents. */
export async function listCampaignTree(tx: Tx, companyId: string) {
  return tx
    .selectFrom('campaign as c')
    .select([
      'c.id',
      'c.name',
      'c.active',
      'c.is_default as isDefault',
      'c.disposition_required as dispositionRequired',
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('queue as q')
          .select(['q.id', 'q.name', 'q.active', 'q.distribution'])
          .select(['q.service_level_seconds as serviceLevelSeconds', 'q.queue_order as queueOrder'])
          .select(['q.ticket_limit as ticketLimit', 'q.hours', 'q.holidays'])
          .select((q) => [
            jsonArrayFrom(
              q
                .selectFrom('queue_channel as l')
                .innerJoin('channel as h', (j) =>
                  j.onRef('h.company_id', '=', 'l.company_id').onRef('h.id', '=', 'l.channel_id'),
                )
                .select(['h.id', 'h.alias', 'l.is_entry as isEntry', 'l.switched_off as switchedOff'])
                .whereRef('l.company_id', '=', 'q.company_id')
                .whereRef('l.queue_id', '=', 'q.id')
                .where('h.deleted_at', 'is', null)
                .orderBy(sql`h.alias collate "es-x-icu"`),
            ).as('channels'),
            jsonArrayFrom(
              q
                .selectFrom('queue_agent as a')
                .innerJoin('member as m', (j) =>
                  j.onRef('m.company_id', '=', 'a.company_id').onRef('m.user_id', '=', 'a.user_id'),
                )
                .innerJoin('person as p', 'p.id', 'a.user_id')
                .select(['a.user_id as id', 'p.name'])
                .whereRef('a.company_id', '=', 'q.company_id')
                .whereRef('a.queue_id', '=', 'q.id')
                .where('m.active', '=', true)
                .orderBy(sql`p.name collate "es-x-icu"`),
            ).as('agents'),
          ])
          .whereRef('q.company_id', '=', 'c.company_id')
          .whereRef('q.campaign_id', '=', 'c.id')
          .where('q.deleted_at', 'is', null)
          .orderBy(sql`q.name collate "es-x-icu"`),
      ).as('queues'),
    )
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('disposition as d')
          .select(['d.id', 'd.parent_id as parentId', 'd.active'])
          .whereRef('d.company_id', '=', 'c.company_id')
          .whereRef('d.campaign_id', '=', 'c.id'),
      ).as('dispositions'),
    )
    .where('c.company_id', '=', companyId)
    .where('c.deleted_at', 'is', null)
    .orderBy('c.is_default', 'desc')
    .orderBy(sql`c.name collate "es-x-icu"`)
    .execute()
}

/** Open tickets of each queue: those that wait, and those that somebody holds. */
export async function countOpenTickets(
  tx: Tx,
  companyId: string,
): Promise<Map<string, { waiting: number; held: number }>> {
  const { rows } = await sql<{ queue_id: string; waiting: number; held: number }>`
    select queue_id, count(*) filter (where agent_id is null)::int as waiting, count(agent_id)::int as held
    from ticket where company_id = ${companyId} and closed_at is null and queue_id is not null group by queue_id`.execute(
    tx,
  )
  return new Map(rows.map(({ queue_id, ...counts }) => [queue_id, counts]))
}

export async function insertCampaign(
  tx: Tx,
  campaign: { companyId: string; name: string; dispositionRequired: boolean; isDefault: boolean },
): Promise<string> {
  const { companyId, name, dispositionRequired, isDefault } = campaign
  const id = newId()
  await tx
    .insertInto('campaign')
    .values({ company_id: companyId, id, name, disposition_required: dispositionRequired, is_default: isDefault })
    .execute()
  return id
}

export async function getCampaign(tx: Tx, companyId: string, id: string): Promise<Selectable<Campaign>> {
  return found(
    await tx
      .selectFrom('campaign')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst(),
  )
}

/** Also keeps it from being deleted while a queue is made in it. */
export async function lockCampaign(tx: Tx, companyId: string, id: string): Promise<Selectable<Campaign>> {
  return found(
    await tx
      .selectFrom('campaign')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst(),
  )
}

export async function updateCampaignRow(
  tx: Tx,
  companyId: string,
  { id, name, dispositionRequired }: { id: string; name: string; dispositionRequired: boolean },
): Promise<void> {
  await tx
    .updateTable('campaign')
    .set({ name, disposition_required: dispositionRequired })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

/** There is one default campaign: another one steps down first. */
export async function makeDefault(tx: Tx, companyId: string, id: string): Promise<void> {
  const own = tx.updateTable('campaign').where('company_id', '=', companyId)
  await own.set({ is_default: false }).where('is_default', '=', true).where('id', '<>', id).execute()
  await own.set({ is_default: true }).where('id', '=', id).execute()
}

export async function setCampaignActive(tx: Tx, companyId: string, id: string, active: boolean): Promise<void> {
  await tx.updateTable('campaign').set({ active }).where('company_id', '=', companyId).where('id', '=', id).execute()
}
