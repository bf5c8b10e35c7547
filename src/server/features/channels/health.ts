import { sql } from 'kysely'
import type * as z from 'zod'
import type { ChannelHealth } from '../../../contract/health.ts'
import { AT_LATEST_MS } from '../../../rules/hook-renewal.ts'
import type { RequestState } from '../../../rules/request-state.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { decodeCursor, page } from '../../paging.ts'
import { found } from '../../refusal.ts'
import { listOpenAlarms } from '../upkeep/alarms.ts'
import { companyOfChannel } from './company-of-channel.ts'
import { findLastFault, findSetAside, listSetAsideRows, readArrivals, readLeft } from './health-store.ts'
import { type HookRow, hooksInUse } from './hook-store.ts'
import { interruptionsSql, stateSql, toInterruption } from './state.ts'
import { listEvents, lockChannel } from './store.ts'

/** Of the channel's history, the latest. */
const TIMELINE_AT_MOST = 200

type Health = z.infer<typeof ChannelHealth>

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export async function channelHealth(ctx: Ctx, id: string): Promise<Health> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await lockChannel(tx, companyId, id, 'share')
    return healthOf(tx, companyId, id)
  })
}

export const channelHealthForOperator = (ctx: Ctx, channelId: string) =>
  ctx.asSystem('channel-health', async (tx) => {
    const companyId = await companyOfChannel(tx, channelId)
    const names = await tx
      .selectFrom('channel as c')
      .innerJoin('company as k', 'k.id', 'c.company_id')
      .innerJoin('channel_request as r', (j) =>
        j.onRef('r.company_id', '=', 'c.company_id').onRef('r.channel_id', '=', 'c.id'),
      )
      .leftJoin('channel_connection as n', (j) =>
        j.onRef('n.company_id', '=', 'c.company_id').onRef('n.channel_id', '=', 'c.id'),
      )
      .select(['k.name as companyName', 'c.business_name as businessName', 'c.identifier', 'c.quality'])
      .select(['c.messaging_limit as messagingLimit', 'c.name_refusal as nameRefusal', 'r.state as requestState'])
      .select(['n.checked_at as checkedAt', 'n.check_error as checkError'])
      .select([stateSql.as('state'), interruptionsSql.as('interruptions')])
      .select(sql<boolean>`n.api_key is not null`.as('byHand'))
      .where('c.company_id', '=', companyId)
      .where('c.id', '=', channelId)
      .executeTakeFirstOrThrow()
    return {
      ...names,
      requestState: names.requestState as RequestState,
      interruptions: names.interruptions.map(toInterruption),
      checkedAt: iso(names.checkedAt),
      timeline: (await listEvents(tx, companyId, channelId)).slice(-TIMELINE_AT_MOST),
      ...(await healthOf(tx, companyId, channelId)),
    }
  })

async function healthOf(tx: Tx, companyId: string, channelId: string): Promise<Health> {
  const { current, next } = await hooksInUse(tx, companyId, channelId)
  const arrivals = await readArrivals(tx, companyId, channelId)
  const left = await readLeft(tx, companyId, channelId)
  const fault = await findLastFault(tx, companyId, channelId)
  return {
    hook: current ? hookOf(current) : null,
    renewal: next ? { ...hookOf(next), error: next.error, endsAtLatest: endOf(next) } : null,
    lastEventAt: iso(arrivals.lastEventAt),
    eventsToday: arrivals.eventsToday,
    failures: arrivals.failures.map(({ reason, count, lastAt }) => ({ reason, count, lastAt: lastAt.toISOString() })),
    ...left,
    oldestUnprocessedAt: iso(left.oldestUnprocessedAt),
    lastFault: fault
      ? { at: fault.at.toISOString(), path: fault.path, verdict: fault.verdict!, error: fault.error }
      : null,
    alarms: await listOpenAlarms(tx, companyId, channelId),
  }
}

const hookOf = (h: HookRow) => ({
  madeAt: h.made_at.toISOString(),
  carried: h.secret_carried,
  subscribedAt: iso(h.subscribed_at),
  lastUsedAt: iso(h.last_used_at),
})

const endOf = ({ subscribed_at }: HookRow) =>
  subscribed_at && new Date(subscribed_at.getTime() + AT_LATEST_MS).toISOString()

export async function listSetAside(
  ctx: Ctx,
  { id, cursor, limit }: { id: string; cursor?: string | undefined; limit: number },
) {
  const companyId = companyOf(ctx.actor)
  const rows = await ctx.inTenant(async (tx) => {
    await lockChannel(tx, companyId, id, 'share')
    return listSetAsideRows(tx, companyId, id, { before: decodeCursor(cursor), limit: limit + 1 })
  })
  return page(
    rows,
    limit,
    (r) => ({ at: r.sort_at, id: r.id }),
    (r) => ({ id: r.id, receivedAt: r.received_at.toISOString(), reason: r.reason, bytes: r.bytes }),
  )
}

export async function getSetAside(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  const row = found(await ctx.inTenant((tx) => findSetAside(tx, companyId, id)))
  const bytes = Buffer.byteLength(row.raw)
  return { id: row.id, receivedAt: row.received_at.toISOString(), reason: row.reason, bytes, raw: row.raw }
}
