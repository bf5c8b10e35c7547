import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { record } from '../audit/record.ts'
import { insertConnection, updateConnection } from './connection-store.ts'
import { getRequestForm } from './request-form-store.ts'
import { getRequestRow, getSteps, listRequestRows, lockRequest, moveRequest } from './request-store.ts'
import { insertEvent, listEvents } from './store.ts'

const overdueAfter = (ctx: Ctx) => Number(ctx.config.APPROVAL_ESTIMATE_DAYS.split('-')[1])

export const listRequests = (ctx: Ctx, state: 'open' | 'all') =>
  ctx.asSystem('channel-requests', (tx) => listRequestRows(tx, state, overdueAfter(ctx)))

export const getRequest = (ctx: Ctx, channelId: string) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const { companyId, ...row } = await getRequestRow(tx, channelId, overdueAfter(ctx))
    return {
      ...row,
      request: await getRequestForm(tx, companyId, channelId),
      steps: await getSteps(tx, companyId, channelId),
      timeline: await listEvents(tx, companyId, channelId),
    }
  })

/** CH-11: from then on it is this operator's to decide. */
export const takeRequest = (ctx: Ctx, channelId: string) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const request = await lockRequest(tx, channelId)
    const { company_id: companyId, state, taken_by } = request
    if (state === 'taken' && taken_by === ctx.actor.userId) return {}
    if (state !== 'sent') throw new Refusal('request_state', { state })
    await moveRequest(tx, request, 'take', { taken_by: ctx.actor.userId })
    await tell(ctx, tx, companyId, channelId, 'taken')
    return {}
  })

/** CH-11, first way: starts the Partner road; each of its steps is a job's. Approving twice starts one road. */
export const approveRequest = (ctx: Ctx, channelId: string) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const request = await lockRequest(tx, channelId)
    const { company_id: companyId, state } = request
    if (state === 'connecting') return {}
    const decided = { way: 'provider', taken_by: ctx.actor.userId, decided_at: new Date() }
    await moveRequest(tx, request, 'approve', decided)
    await insertConnection(tx, {
      companyId,
      channelId,
      appName: appNameOf(channelId),
      hookKey: randomBytes(24).toString('base64url'),
      hookSecret: ctx.seal.close(randomBytes(24).toString('base64url')),
    })
    await ctx.jobs.enqueue(tx, 'channel.connect', { companyId, channelId }, { key: channelId })
    await tell(ctx, tx, companyId, channelId, 'approved')
    return {}
  })

/** Tries the next step again, or has another sign-up link made. */
export const resumeConnection = (ctx: Ctx, channelId: string, newLink: boolean) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const { company_id: companyId, state } = await lockRequest(tx, channelId)
    if (state !== 'connecting') throw new Refusal('request_state', { state })
    await updateConnection(tx, companyId, channelId, { error: null, ...(newLink ? { sign_up_link: null } : {}) })
    await ctx.jobs.enqueue(tx, 'channel.connect', { companyId, channelId }, { key: channelId })
    await announce(tx, 'operators', 'requests', channelId)
    return {}
  })

/** Letters and digits only, unique over the provider, and the same each time it is asked for (CH-11). */
export const appNameOf = (channelId: string) => `score${channelId.replaceAll('-', '')}`

async function tell(ctx: Ctx, tx: Tx, companyId: string, channelId: string, kind: 'taken' | 'approved'): Promise<void> {
  await insertEvent(tx, { companyId, channelId, kind, actorName: ctx.actor.name })
  const doer = { companyId, userId: ctx.actor.userId, name: ctx.actor.name }
  await record(tx, doer, `channel.${kind}`, channelId, null, { state: kind })
  await announce(tx, companyId, 'channels', channelId)
  await announce(tx, 'operators', 'requests', channelId)
}
