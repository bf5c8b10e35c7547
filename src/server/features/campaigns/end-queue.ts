import type * as z from 'zod'
import type { QueueEnd } from '../../../contract/campaigns.ts'
import { grewTooMuch } from '../../../rules/growth.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { announceMoved } from './announce-moved.ts'
import * as ends from './end-store.ts'
import { listChannelsOfQueue, settleEntries } from './links-store.ts'
import { lockQueue, setQueueActive } from './queue-store.ts'

type Figures = z.infer<typeof QueueEnd>

/** AS-4: what switching this queue off, or deleting it, would do now. */
export async function queueEndFigures(ctx: Ctx, id: string): Promise<Figures> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await lockQueue(tx, companyId, id)
    return ends.getQueueEnd(tx, companyId, id)
  })
}

/** AS-4, TK-5: its open tickets go to the campaign's first active queue with their channel, else to "Sin cola". */
export async function switchQueueOff(ctx: Ctx, { id, shown }: { id: string; shown: Figures }): Promise<Figures> {
  return endQueue(ctx, id, shown)
}

/** AS-4: as switching off, and then it is gone, with its channels and what was assigned to it alone. */
export async function deleteQueue(
  ctx: Ctx,
  { id, name, shown }: { id: string; name: string; shown: Figures },
): Promise<Figures> {
  return endQueue(ctx, id, shown, name)
}

async function endQueue(ctx: Ctx, id: string, shown: Figures, typed?: string): Promise<Figures> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const { campaignId, active, facts } = await lockQueue(tx, companyId, id)
    if (typed !== undefined && typed.trim() !== facts.name) throw new Refusal('name_mismatch')
    await ends.lockAllChannels(tx, companyId)
    const done = await ends.getQueueEnd(tx, companyId, id)
    if (grewTooMuch(asShown(shown), asShown(done))) throw new Refusal('figures_grew', { ...done })
    await ends.moveOpen(tx, doerOf(ctx), id, typed === undefined ? 'queue_off' : 'queue_deleted')
    if (typed === undefined) await setQueueActive(tx, companyId, id, false)
    else await ends.deleteQueueRows(tx, companyId, id)
    await settleEntries(
      tx,
      companyId,
      done.channels.map((channel) => channel.id),
    )
    const action = typed === undefined ? 'queue.switched_off' : 'queue.delete'
    await record(tx, doerOf(ctx), action, id, { name: facts.name, active }, { ...done })
    await wakeDistribution(
      tx,
      companyId,
      done.moves.flatMap((move) => move.queueId ?? []),
    )
    await announceMoved(tx, companyId, campaignId)
    return done
  })
}

export async function switchQueueOn(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const { campaignId, active } = await lockQueue(tx, companyId, id)
    await ends.lockAllChannels(tx, companyId)
    await setQueueActive(tx, companyId, id, true)
    await settleEntries(tx, companyId, await listChannelsOfQueue(tx, companyId, id))
    await wakeDistribution(tx, companyId, [id])
    await record(tx, doerOf(ctx), 'queue.switched_on', id, { active }, { active: true })
    await announceMoved(tx, companyId, campaignId)
  })
  return {}
}

const asShown = (f: Figures) => ({
  count: f.waiting + f.held + f.sendsWithoutAnswer,
  named: [...f.channels.map(({ id }) => id), ...f.moves.map(({ queueId }) => `to ${queueId}`)],
})
