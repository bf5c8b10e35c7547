import type * as z from 'zod'
import type { SwitchOffFigures } from '../../../contract/channels.ts'
import { mustAskAgain } from '../../../rules/switch-off.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { insertEvent, lockChannel } from './store.ts'
import { endEverything, getSwitchOffFigures, lockEnding, restoreQueueLinks, setEnabled } from './switch-store.ts'
import { refuseUnless } from './transition.ts'

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
    const done = await endUnlessGrown(tx, companyId, id, 'channel_off', shown)
    await setEnabled(tx, companyId, id, false)
    await note(ctx, tx, id, 'switched_off', { ...done, queues: done.queues.map((q) => q.name) })
    return done
  })
}

/** Ends all that is open over this channel, for CH-8 and CH-9. @throws Refusal `figures_grew` with the new figures */
export async function endUnlessGrown(
  tx: Tx,
  companyId: string,
  id: string,
  reason: 'channel_off' | 'channel_deleted',
  shown: Figures,
): Promise<Figures> {
  await lockEnding(tx, companyId)
  const now = await getSwitchOffFigures(tx, companyId, id)
  if (mustAskAgain(compared(shown), compared(now))) throw new Refusal('figures_grew', { ...now })
  const { done, freed } = await endEverything(tx, companyId, id, reason)
  await wakeDistribution(tx, companyId, freed)
  return { ...now, ...done }
}

/** CH-8: the queue links that the switch took come back; those removed by hand meanwhile are gone. */
export async function switchOn(ctx: Ctx, id: string): Promise<{ restoredQueues: number }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const channel = await lockChannel(tx, companyId, id, 'update')
    refuseUnless('switch_on', channel)
    await setEnabled(tx, companyId, id, true)
    const restoredQueues = await restoreQueueLinks(tx, companyId, id)
    await note(ctx, tx, id, 'switched_on', { restoredQueues })
    return { restoredQueues }
  })
}

const compared = (f: Figures) => ({ ...f, queueIds: f.queues.map((q) => q.id) })

async function note(
  ctx: Ctx,
  tx: Tx,
  channelId: string,
  kind: 'switched_on' | 'switched_off',
  data: Record<string, unknown>,
): Promise<void> {
  const companyId = companyOf(ctx.actor)
  await insertEvent(tx, { companyId, channelId, kind, actorName: ctx.actor.name, data })
  const [before, after] = [{ enabled: kind === 'switched_off' }, { enabled: kind === 'switched_on', ...data }]
  await record(tx, doerOf(ctx), `channel.${kind}`, channelId, before, after)
  await announceEnd(tx, companyId, channelId)
}

/** To the screens: a channel, and with it tickets, sends and queues, may look different now. */
export async function announceEnd(tx: Tx, companyId: string, channelId: string): Promise<void> {
  const topics = ['channels', 'tickets', 'sends', 'campaigns', 'templates'] as const
  await announceAll(tx, new Set(topics.map((topic) => announcementText(companyId, topic, channelId))))
}
