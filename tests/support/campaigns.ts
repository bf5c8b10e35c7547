import { newId } from '../../src/server/database/id.ts'
import type { TestServer } from './test-server.ts'

let count = 0

export async function makeCampaign(
  server: TestServer,
  given: { companyId: string; name?: string; dispositionRequired?: boolean },
): Promise<{ id: string; name: string }> {
  const campaign = { id: newId(), name: given.name ?? `Campaña ${++count}` }
  await server.sql('insert into campaign (company_id, id, name, disposition_required) values ($1, $2, $3, $4)', [
    given.companyId,
    campaign.id,
    campaign.name,
    given.dispositionRequired ?? false,
  ])
  return campaign
}

export interface QueueOptions {
  companyId: string
  campaignId: string
  name?: string
  active?: boolean
  /** Each gets this queue as its entry queue unless it has one. */
  channels?: string[]
  agents?: string[]
  distribution?: 'manual' | 'round_robin' | 'least_busy'
  ticketLimit?: number
  order?: 'oldest' | 'newest' | 'service_level'
}

export async function makeQueue(server: TestServer, options: QueueOptions): Promise<{ id: string; name: string }> {
  const { companyId, campaignId, active = true, channels = [], agents = [] } = options
  const queue = { id: newId(), name: options.name ?? `Cola ${++count}` }
  const { distribution = 'manual', ticketLimit = null, order = 'oldest' } = options
  await server.sql(
    `insert into queue (company_id, id, campaign_id, name, active, distribution, ticket_limit, queue_order)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [companyId, queue.id, campaignId, queue.name, active, distribution, ticketLimit, order],
  )
  for (const channelId of channels) {
    await server.sql(
      `insert into queue_channel (company_id, queue_id, channel_id, is_entry)
       select $1, $2, $3, not exists (select from queue_channel where company_id = $1 and channel_id = $3 and is_entry)`,
      [companyId, queue.id, channelId],
    )
  }
  for (const userId of agents) {
    await server.sql('insert into queue_agent (company_id, queue_id, user_id) values ($1, $2, $3)', [
      companyId,
      queue.id,
      userId,
    ])
  }
  return queue
}

export async function makeDisposition(
  server: TestServer,
  given: { companyId: string; campaignId: string; name?: string; parentId?: string },
): Promise<{ id: string; name: string }> {
  const disposition = { id: newId(), name: given.name ?? `Tipificación ${++count}` }
  await server.sql(
    'insert into disposition (company_id, id, campaign_id, parent_id, name) values ($1, $2, $3, $4, $5)',
    [given.companyId, disposition.id, given.campaignId, given.parentId ?? null, disposition.name],
  )
  return disposition
}
