import type * as z from 'zod'
import type { SwitchOffFigures } from '../../../contract/channels.ts'
import { transition } from '../../../rules/channel-state.ts'
import { mustAskAgain } from '../../../rules/switch-off.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { insertEvent, lockChannel } from './store.ts'
import { endEverything, getSwitchOffFigures, restoreQueueLinks, setEnabled } from './switch-store.ts'

type Figures = z.infer<typeof SwitchOffFigures>

/** CH-8: what switching off would do now. */
export async function switchOffFigures(ctx: Ctx, id: string): Promise<Figures> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await lockChannel(tx, companyId, id, 'share')
    return getSwitchOffFigures(tx, companyId, id)
  })
}

/** CH-8: acts, and answers with the true figures; asks again when they grew past what the person was shown. */
export async function switchOff(ctx: Ctx, id: string, shown: Figures): Promise<Figures> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const channel = await lockChannel(tx, companyId, id, 'update')
    refuseUnless('switch_off', channel)
    const now = await getSwitchOffFigures(tx, companyId, id)
    if (mustAskAgain(compared(shown), compared(now))) throw new Refusal('figures_grew', { ...now })
    await endEverything(tx, companyId, id, 'channel_off')
    await setEnabled(tx, companyId, id, false)
    await tell(ctx, tx, id, 'switched_off', { ...now, queues: now.queues.map((q) => q.name) })
    return now
  })
}

export async function switchOn(ctx: Ctx, id: string): Promise<{ restoredQueues: number }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const channel = await lockChannel(tx, companyId, id, 'update')
    refuseUnless('switch_on', channel)
    await setEnabled(tx, companyId, id, true)
    const restoredQueues = await restoreQueueLinks(tx, companyId, id)
    await tell(ctx, tx, id, 'switched_on', { restoredQueues })
    return { restoredQueues }
  })
}

const compared = (f: Figures) => ({ ...f, queueIds: f.queues.map((q) => q.id) })

function refuseUnless(
  event: 'switch_on' | 'switch_off',
  channel: { identifier: string | null; enabled: boolean; state: string },
): void {
  const facts = { ...channel, openInterruptions: channel.state === 'interrupted' ? 1 : 0 }
  if (transition(facts, { type: event }) === null) throw new Refusal('channel_state', { state: channel.state })
}

async function tell(
  ctx: Ctx,
  tx: Tx,
  channelId: string,
  kind: 'switched_on' | 'switched_off',
  data: Record<string, unknown>,
): Promise<void> {
  const companyId = companyOf(ctx.actor)
  await insertEvent(tx, { companyId, channelId, kind, actorName: ctx.actor.name, data })
  await record(
    tx,
    doerOf(ctx),
    `channel.${kind}`,
    channelId,
    { enabled: kind === 'switched_off' },
    { enabled: kind === 'switched_on', ...data },
  )
  for (const topic of ['channels', 'tickets', 'sends', 'campaigns'] as const)
    await announce(tx, companyId, topic, channelId)
}
