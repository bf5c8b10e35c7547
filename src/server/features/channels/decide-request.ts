import { randomBytes } from 'node:crypto'
import { heldByAnother, type RequestState } from '../../../rules/request-state.ts'
import { linksLeft } from '../../../rules/sign-up-link.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { record } from '../audit/record.ts'
import { tellRequester } from '../notifications/tell-requester.ts'
import { clearForAnotherLink, insertConnection } from './connection-store.ts'
import { type LockedRequest, lockRequest, moveRequest } from './request-store.ts'
import { insertEvent } from './store.ts'

/** CH-11: from then on it is this operator's to decide. Of two at once one gets it and the other is told who did. */
export const takeRequest = (ctx: Ctx, channelId: string, over: boolean) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const request = await lockRequest(tx, channelId)
    if (request.state === 'taken' && request.taken_by === ctx.actor.userId) return {}
    if (!over) refuseOthers(ctx, request)
    await moveRequest(tx, request, 'take', { taken_by: ctx.actor.userId })
    const from = request.state === 'taken' ? { from: request.taken_by_name } : {}
    await note(ctx, tx, request, 'taken', from)
    return {}
  })

/** CH-11: the company may edit and resend, and is told what to mend. */
export const askCorrection = (ctx: Ctx, channelId: string, text: string) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const request = await lockForDecision(ctx, tx, channelId)
    const change = { correction: text, correction_at: new Date(), taken_by: ctx.actor.userId }
    await moveRequest(tx, request, 'ask_correction', change)
    await note(ctx, tx, request, 'correction_asked', { text })
    await tellRequester(ctx, tx, request, 'correction_asked', { text })
    return {}
  })

/** CH-11: it leaves Mis canales and stands under "Solicitudes anteriores". */
export const declineRequest = (ctx: Ctx, channelId: string, reason: string) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const request = await lockForDecision(ctx, tx, channelId)
    const change = { decline_reason: reason, decided_at: new Date(), taken_by: ctx.actor.userId }
    await moveRequest(tx, request, 'decline', change)
    await note(ctx, tx, request, 'declined', { reason })
    await tellRequester(ctx, tx, request, 'request_declined', { reason })
    return {}
  })

/** CH-11, first and second way: starts the Partner road; each of its steps is a job's. Approving twice starts one road. */
export const approveRequest = (ctx: Ctx, channelId: string, way: 'provider' | 'company') =>
  ctx.asSystem('channel-requests', async (tx) => {
    const request = await lockForDecision(ctx, tx, channelId)
    const { company_id: companyId } = request
    if (request.state === 'connecting' && request.way === way) return {}
    await approve(ctx, tx, request, way, appNameOf(channelId))
    await ctx.jobs.enqueue(tx, 'channel.connect', { companyId, channelId }, { key: channelId })
    return {}
  })

/** The way is decided, the requester told, and the row is there on which the road keeps what it brings. */
export async function approve(
  ctx: Ctx,
  tx: Tx,
  request: LockedRequest,
  way: 'provider' | 'company' | 'hand',
  appName: string,
): Promise<void> {
  const { company_id: companyId, channel_id: channelId } = request
  await moveRequest(tx, request, 'approve', { way, taken_by: ctx.actor.userId, decided_at: new Date() })
  await insertConnection(tx, {
    companyId,
    channelId,
    appName,
    hookKey: randomBytes(24).toString('base64url'),
    hookSecret: ctx.seal.close(randomBytes(24).toString('base64url')),
  })
  await note(ctx, tx, request, 'approved', { way })
  await tellRequester(ctx, tx, request, 'request_approved', { way })
}

/** Tries the next step again, or has another sign-up link made. */
export const resumeConnection = (ctx: Ctx, channelId: string, newLink: boolean) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const { company_id: companyId, state, way } = await lockRequest(tx, channelId)
    if (state !== 'connecting') throw new Refusal('request_state', { state })
    const { links_made, hadLink } = await clearForAnotherLink(tx, companyId, channelId, newLink)
    if (newLink && hadLink && linksLeft(links_made) === 0) throw new Refusal('links_used_up')
    const job = way === 'hand' ? 'channel.try-by-hand' : 'channel.connect'
    await ctx.jobs.enqueue(tx, job, { companyId, channelId }, { key: channelId })
    await announce(tx, 'operators', 'requests', channelId)
    await announce(tx, companyId, 'channels', channelId)
    return {}
  })

/** Letters and digits only, unique over the provider, and the same each time it is asked for (CH-11). */
export const appNameOf = (channelId: string) => `score${channelId.replaceAll('-', '')}`

export async function lockForDecision(ctx: Ctx, tx: Tx, channelId: string): Promise<LockedRequest> {
  const request = await lockRequest(tx, channelId)
  refuseOthers(ctx, request)
  return request
}

function refuseOthers(ctx: Ctx, { state, taken_by, taken_by_name }: LockedRequest): void {
  if (heldByAnother(state as RequestState, taken_by, ctx.actor.userId))
    throw new Refusal('request_taken', { by: taken_by_name })
}

type Kind = 'taken' | 'correction_asked' | 'declined' | 'approved'

async function note(ctx: Ctx, tx: Tx, request: LockedRequest, kind: Kind, data: Record<string, unknown>) {
  const { company_id: companyId, channel_id: channelId, state } = request
  await insertEvent(tx, { companyId, channelId, kind, actorName: ctx.actor.name, data })
  const doer = { companyId, userId: ctx.actor.userId, name: ctx.actor.name }
  await record(tx, doer, `channel.${kind}`, channelId, { state }, { state: kind, ...data })
  await announce(tx, companyId, 'channels', channelId)
  await announce(tx, 'operators', 'requests', channelId)
}
