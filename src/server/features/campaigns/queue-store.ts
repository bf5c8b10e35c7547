import type * as z from 'zod'
import type { QueueForm } from '../../../contract/campaigns.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found } from '../../refusal.ts'

type Form = z.infer<typeof QueueForm>
export type QueueFacts = Omit<Form, 'channelIds' | 'entryChannelIds' | 'agentIds'>

export interface QueueRecord {
  id: string
  campaignId: string
  active: boolean
  facts: QueueFacts
}

const toRow = (facts: QueueFacts) => ({
  name: facts.name,
  service_level_seconds: facts.serviceLevelSeconds,
  queue_order: facts.queueOrder,
  distribution: facts.distribution,
  ticket_limit: facts.ticketLimit,
  hours: facts.hours && JSON.stringify(facts.hours),
  holidays: JSON.stringify(facts.holidays),
  welcome_text: facts.welcomeText,
  away_text: facts.awayText,
})

export async function insertQueue(tx: Tx, companyId: string, campaignId: string, facts: QueueFacts): Promise<string> {
  const id = newId()
  await tx
    .insertInto('queue')
    .values({ company_id: companyId, id, campaign_id: campaignId, ...toRow(facts) })
    .execute()
  return id
}

const queues = (tx: Tx, companyId: string, id: string) =>
  tx
    .selectFrom('queue')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof queues>['executeTakeFirst']>>>

const present = (row: Row): QueueRecord => ({
  id: row.id,
  campaignId: row.campaign_id,
  active: row.active,
  facts: {
    name: row.name,
    serviceLevelSeconds: row.service_level_seconds,
    queueOrder: row.queue_order as Form['queueOrder'],
    distribution: row.distribution as Form['distribution'],
    ticketLimit: row.ticket_limit,
    hours: row.hours as Form['hours'],
    holidays: row.holidays as Form['holidays'],
    welcomeText: row.welcome_text,
    awayText: row.away_text,
  },
})

export const getQueueRecord = async (tx: Tx, companyId: string, id: string): Promise<QueueRecord> =>
  present(found(await queues(tx, companyId, id).executeTakeFirst()))

export const lockQueue = async (tx: Tx, companyId: string, id: string): Promise<QueueRecord> =>
  present(found(await queues(tx, companyId, id).forNoKeyUpdate().executeTakeFirst()))

export async function updateQueueRow(tx: Tx, companyId: string, id: string, facts: QueueFacts): Promise<void> {
  await tx.updateTable('queue').set(toRow(facts)).where('company_id', '=', companyId).where('id', '=', id).execute()
}

export async function setQueueActive(tx: Tx, companyId: string, id: string, active: boolean): Promise<void> {
  await tx.updateTable('queue').set({ active }).where('company_id', '=', companyId).where('id', '=', id).execute()
}
