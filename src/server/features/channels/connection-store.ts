import { sql, type Updateable } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import type { ChannelConnection } from '../../database/types.ts'

export async function insertConnection(
  tx: Tx,
  c: { companyId: string; channelId: string; appName: string; hookKey: string; hookSecret: string },
): Promise<void> {
  await tx
    .insertInto('channel_connection')
    .values({
      company_id: c.companyId,
      channel_id: c.channelId,
      app_name: c.appName,
      hook_key: c.hookKey,
      hook_secret: c.hookSecret,
    })
    .execute()
}

export async function updateConnection(
  tx: Tx,
  companyId: string,
  channelId: string,
  change: Updateable<ChannelConnection>,
): Promise<void> {
  await tx
    .updateTable('channel_connection')
    .set(change)
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .execute()
}

/** All that the road needs to know to take its next step. */
export async function findRoad(tx: Tx, companyId: string, channelId: string) {
  return tx
    .selectFrom('channel_connection as n')
    .innerJoin('channel_request as r', (j) =>
      j.onRef('r.company_id', '=', 'n.company_id').onRef('r.channel_id', '=', 'n.channel_id'),
    )
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'n.company_id').onRef('c.id', '=', 'n.channel_id'))
    .leftJoin('auth.user as u', 'u.id', 'r.requested_by')
    .selectAll('n')
    .select([
      'r.state as request_state',
      'r.way',
      sql<'es' | 'en'>`coalesce(u.locale, 'es')`.as('lang'),
      'r.person_first_name',
      'r.person_last_name',
      'r.person_email',
      'r.person_phone',
      'r.requested_by',
      'r.taken_by',
      'c.identifier',
      'c.business_name',
    ])
    .where('n.company_id', '=', companyId)
    .where('n.channel_id', '=', channelId)
    .where('c.deleted_at', 'is', null)
    .executeTakeFirst()
}

export type Road = NonNullable<Awaited<ReturnType<typeof findRoad>>>

export async function listUnfinishedRoads(tx: Tx) {
  return tx
    .selectFrom('channel_request')
    .select(['company_id', 'channel_id', 'way'])
    .where('state', '=', 'connecting')
    .execute()
}

/** Wipes the last error; with `another` also the link, which the road then has made anew. */
export async function clearForAnotherLink(tx: Tx, companyId: string, channelId: string, another: boolean) {
  const before = await tx
    .selectFrom('channel_connection')
    .select(['links_made', 'sign_up_link', 'sign_up_link_expires_at'])
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const link = another && before.sign_up_link !== null
  const change = link ? { sign_up_link: null, replaced_link: before.sign_up_link } : {}
  await updateConnection(tx, companyId, channelId, { error: null, error_at: null, ...change })
  return { ...before, hadLink: before.sign_up_link !== null }
}

export interface Checked {
  companyId: string
  channelId: string
  appId: string
  ratedAt: Date | null
}

const live = (tx: Tx) =>
  tx
    .selectFrom('channel_connection as n')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'n.company_id').onRef('c.id', '=', 'n.channel_id'))
    .select(['n.company_id as companyId', 'n.channel_id as channelId', 'n.app_id as appId', 'n.rated_at as ratedAt'])
    .where('n.app_id', 'is not', null)
    .where('c.identifier', 'is not', null)
    .where('c.deleted_at', 'is', null)
    .$narrowType<{ appId: string }>()

/** The app of a live number; undefined for any other. */
export async function findChecked(
  tx: Tx,
  { companyId, channelId }: { companyId: string; channelId: string },
): Promise<Checked | undefined> {
  return live(tx).where('n.company_id', '=', companyId).where('n.channel_id', '=', channelId).executeTakeFirst()
}

/** Those that were not looked at for long enough, the longest waiting first; sooner where something is wrong. */
export async function listDueChecks(tx: Tx, limit: number): Promise<Checked[]> {
  return live(tx)
    .where(
      sql<boolean>`coalesce(n.checked_at, '-infinity') < now() - case
        when n.check_error is not null or exists (select from channel_interruption i
          where i.company_id = c.company_id and i.channel_id = c.id and i.closed_at is null and i.cause <> 'operator')
        then interval '4 minutes' else interval '30 minutes' end`,
    )
    .orderBy(sql`n.checked_at nulls first`)
    .limit(limit)
    .execute()
}

/** CH-12: from here on the channel is Activo. The unique index on identifiers has the last word. */
export async function activateChannel(
  tx: Tx,
  companyId: string,
  channelId: string,
  told: { identifier: string; quality: string | null; messaging_limit: string | null },
): Promise<void> {
  await tx
    .updateTable('channel')
    .set({ ...told, activated_at: new Date() })
    .where('company_id', '=', companyId)
    .where('id', '=', channelId)
    .where('identifier', 'is', null)
    .execute()
}

/** CH-9: unique among the channels of all companies that are not deleted. */
export async function identifierInUse(tx: Tx, identifier: string, except: string): Promise<boolean> {
  const other = await tx
    .selectFrom('channel')
    .select('id')
    .where('identifier', '=', identifier)
    .where('deleted_at', 'is', null)
    .where('id', '!=', except)
    .executeTakeFirst()
  return other !== undefined
}

interface App {
  appId: string
  appName: string
}

/** Whether a channel that is not deleted has this app. */
export async function appInUse(tx: Tx, { appId, appName }: App, except: string): Promise<boolean> {
  const other = await tx
    .selectFrom('channel_connection as n')
    .innerJoin('channel as c', 'c.id', 'n.channel_id')
    .select('c.id')
    .where((eb) => eb.or([eb('n.app_id', '=', appId), eb('n.app_name', '=', appName)]))
    .where('c.deleted_at', 'is', null)
    .where('c.id', '!=', except)
    .executeTakeFirst()
  return other !== undefined
}

/** CH-9: what a deleted channel leaves at the provider can be used again. */
export async function releaseApp(tx: Tx, { appId, appName }: App, except: string): Promise<void> {
  await sql`
    update channel_connection n set app_id = null, app_name = n.app_name || ' of ' || n.channel_id
    from channel c
    where c.id = n.channel_id and c.deleted_at is not null and n.channel_id <> ${except}
      and (n.app_id = ${appId} or n.app_name = ${appName})`.execute(tx)
}

/** The app that calls our door; undefined before the road has come so far. */
export async function findSubscribedApp(tx: Tx, companyId: string, channelId: string) {
  const row = await tx
    .selectFrom('channel_connection')
    .select('app_id')
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('subscription_id', 'is not', null)
    .executeTakeFirst()
  return row?.app_id ? { appId: row.app_id } : undefined
}

export async function setSubscription(tx: Tx, companyId: string, channelId: string, id: string): Promise<void> {
  await updateConnection(tx, companyId, channelId, { subscription_id: id })
}
