import { randomBytes } from 'node:crypto'
import { oldKeyEnds } from '../../../rules/hook-renewal.ts'
import { companyOf, type Ctx, type System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault } from '../../provider/port.ts'
import { Refusal } from '../../refusal.ts'
import { type Doer, doerOf, record } from '../audit/record.ts'
import { companyOfChannel } from './company-of-channel.ts'
import { findSubscribedApp, setSubscription } from './connection-store.ts'
import { type HookRow, hooksInUse, insertNextHook, listRenewals, promoteHook, updateHook } from './hook-store.ts'
import { insertEvent, lockChannel } from './store.ts'

type Place = JobPayload<'channel.renew-hook'>

/** A new key and secret beside the ones in use; a renewal that is under way is tried again. */
export async function renewHook(ctx: Ctx, channelId: string): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant((tx) => begin(ctx, tx, { companyId, channelId }, doerOf(ctx)))
}

export const renewHookAsOperator = (ctx: Ctx, channelId: string): Promise<Record<string, never>> =>
  ctx.asSystem('channel-health', async (tx) => {
    const companyId = await companyOfChannel(tx, channelId)
    return begin(ctx, tx, { companyId, channelId }, { companyId, userId: ctx.actor.userId, name: ctx.actor.name })
  })

async function begin(system: System, tx: Tx, place: Place, doer: Doer): Promise<Record<string, never>> {
  const { companyId, channelId } = place
  const channel = await lockChannel(tx, companyId, channelId, 'update')
  const app = await findSubscribedApp(tx, companyId, channelId)
  if (app === undefined) throw new Refusal('channel_state', { state: channel.state })
  const { next } = await hooksInUse(tx, companyId, channelId)
  if (next) {
    await updateHook(tx, next, { error: null, error_at: null })
  } else {
    const [key, secret] = [newSecret(), system.seal.close(newSecret())]
    await insertNextHook(tx, { companyId, channelId, key, secret })
    await insertEvent(tx, { companyId, channelId, kind: 'hook_renewing', actorName: doer.name })
    await record(tx, doer, 'channel.hook_renewing', channelId, null, null)
  }
  await system.jobs.enqueue(tx, 'channel.renew-hook', place, { key: channelId })
  await announce(tx, companyId, 'channels', channelId)
  return {}
}

const newSecret = () => randomBytes(24).toString('base64url')

/** Job `channel.renew-hook`: has the provider call the new address, and ends the old one when nothing can come by it. */
export const continueRenewal =
  (system: System) =>
  async (place: Place): Promise<void> => {
    const { companyId, channelId } = place
    const inTx = <T>(work: (tx: Tx) => Promise<T>) => system.db.asSystem('channel-health', work)
    const { next } = await inTx((tx) => hooksInUse(tx, companyId, channelId))
    if (next && next.subscribed_at === null) await subscribe(system, place, next)
    await inTx(async (tx) => {
      await lockChannel(tx, companyId, channelId, 'update')
      const hooks = await hooksInUse(tx, companyId, channelId)
      if (hooks.next) await finish(tx, place, hooks.current, hooks.next)
    })
  }

async function subscribe(system: System, { companyId, channelId }: Place, next: HookRow): Promise<void> {
  const { db, provider, config, seal } = system
  const app = await db.asSystem('channel-health', (tx) => findSubscribedApp(tx, companyId, channelId))
  if (app === undefined) return
  try {
    const made = await about({ companyId, channelId }, () =>
      provider.subscribe(app.appId, {
        url: `${config.PUBLIC_URL}/hooks/gupshup/${next.key}`,
        tag: 'score',
        secretHeaders: { 'x-score-secret': seal.open(next.secret) },
      }),
    )
    await db.asSystem('channel-health', async (tx) => {
      const subscribed = { subscribed_at: new Date(), secret_carried: made.headersCarried }
      await updateHook(tx, next, { ...subscribed, error: null, error_at: null })
      await setSubscription(tx, companyId, channelId, made.subscriptionId)
      await announce(tx, companyId, 'channels', channelId)
    })
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error
    await db.asSystem('channel-health', async (tx) => {
      await updateHook(tx, next, { error: error.message, error_at: new Date() })
      await announce(tx, companyId, 'channels', channelId)
    })
    // What was refused stays refused until a person has looked at it; the rest is tried again.
    if (error.verdict !== 'refused') throw error
  }
}

async function finish(tx: Tx, { companyId, channelId }: Place, current: HookRow | undefined, next: HookRow) {
  const renewal = {
    subscribedAt: next.subscribed_at,
    newUsedAt: next.last_used_at,
    oldUsedAt: current?.last_used_at ?? null,
  }
  if (!oldKeyEnds(renewal, new Date())) return
  await promoteHook(tx, current, next)
  await insertEvent(tx, { companyId, channelId, kind: 'hook_renewed', actorName: 'Gupshup' })
  await announce(tx, companyId, 'channels', channelId)
}

/** Job `channel.renew-hooks`: every renewal under way goes on, except those that wait for a person. */
export const continueRenewals = (system: System) => async (): Promise<void> => {
  await system.db.asSystem('channel-health', async (tx) => {
    for (const place of await listRenewals(tx)) {
      await system.jobs.enqueue(tx, 'channel.renew-hook', place, { key: place.channelId })
    }
  })
}
