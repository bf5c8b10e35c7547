import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import type { Channel } from './told-store.ts'

/** Over all companies: numbers that are there, with an app at the provider. */
export async function listConnectedChannels(tx: Tx): Promise<Channel[]> {
  return tx
    .selectFrom('channel as c')
    .innerJoin('channel_connection as k', (join) =>
      join.onRef('k.company_id', '=', 'c.company_id').onRef('k.channel_id', '=', 'c.id'),
    )
    .select(['c.company_id as companyId', 'c.id as channelId'])
    .where('c.deleted_at', 'is', null)
    .where('c.identifier', 'is not', null)
    .where('k.app_id', 'is not', null)
    .execute()
}

/** Over all companies: requests that have been on their way to the provider for more than five minutes. */
export async function listLeftSending(tx: Tx): Promise<{ companyId: string; templateId: string }[]> {
  return tx
    .selectFrom('template as t')
    .innerJoin('channel as c', (join) =>
      join.onRef('c.company_id', '=', 't.company_id').onRef('c.id', '=', 't.channel_id'),
    )
    .select(['t.company_id as companyId', 't.id as templateId'])
    .where('t.provider_id', 'is', null)
    .where('t.status', '!=', 'rejected')
    .where('t.deleted_at', 'is', null)
    .where('c.deleted_at', 'is', null)
    .where(sql<boolean>`t.updated_at < now() - interval '5 minutes'`)
    .execute()
}
