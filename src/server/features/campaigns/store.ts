import { type Selectable, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type * as z from 'zod'
import type { QueueForm } from '../../../contract/campaigns.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Campaign } from '../../database/types.ts'
import { found } from '../../refusal.ts'

export type QueueFacts = Omit<z.infer<typeof QueueForm>, 'channelIds' | 'agentIds'>

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
    .where('c.company_id', '=', companyId)
    .where('c.deleted_at', 'is', null)
    .orderBy('c.is_default', 'desc')
    .orderBy(sql`c.name collate "es-x-icu"`)
    .execute()
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

const toRow = (facts: QueueFacts) => ({
  name: facts.name,
  active: facts.active,
  service_level_seconds: facts.serviceLevelSeconds,
  queue_order: facts.queueOrder,
  distribution: facts.distribution,
})

export async function insertQueue(tx: Tx, companyId: string, campaignId: string, facts: QueueFacts): Promise<string> {
  const id = newId()
  await tx
    .insertInto('queue')
    .values({ company_id: companyId, id, campaign_id: campaignId, ...toRow(facts) })
    .execute()
  return id
}

export async function lockQueue(tx: Tx, companyId: string, id: string): Promise<QueueFacts & { campaignId: string }> {
  const row = found(
    await tx
      .selectFrom('queue')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst(),
  )
  return {
    campaignId: row.campaign_id,
    name: row.name,
    active: row.active,
    serviceLevelSeconds: row.service_level_seconds,
    queueOrder: row.queue_order as QueueFacts['queueOrder'],
    distribution: row.distribution as QueueFacts['distribution'],
  }
}

export async function updateQueueRow(tx: Tx, companyId: string, id: string, facts: QueueFacts): Promise<void> {
  await tx.updateTable('queue').set(toRow(facts)).where('company_id', '=', companyId).where('id', '=', id).execute()
}
