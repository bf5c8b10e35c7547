import type * as z from 'zod'
import type { MissedFigures } from '../../../contract/channels.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce, announceAll } from '../../live/announce.ts'
import { Again } from '../../pipeline/inbound/backlog.ts'
import { emptyPlan, type Plan, planMessages } from '../../pipeline/inbound/plan.ts'
import { readSnapshot } from '../../pipeline/inbound/snapshot.ts'
import { writePlan } from '../../pipeline/inbound/write.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { keepContacts } from '../contacts/stand-still.ts'
import { clearMissed, fileMessages, listMissed, type MissedMessage } from './missed-store.ts'
import { insertEvent, lockChannel } from './store.ts'

type Figures = z.infer<typeof MissedFigures>

const TRIES = 5

/** TK-7: what collecting would do now. */
export async function missedFigures(ctx: Ctx, id: string): Promise<Figures> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    refuseOff(await lockChannel(tx, companyId, id, 'share'))
    return figuresOf(await planMissed(tx, await listMissed(tx, companyId, id)))
  })
}

/** TK-7: makes tickets of what came in the last 24 hours while the number was off, as if it came now, and clears the
 *  count. Done twice, it does nothing more. */
export async function collectMissed(ctx: Ctx, id: string): Promise<Figures> {
  for (let n = 1; ; n++) {
    try {
      return await ctx.inTenant((tx) => collect(ctx, tx, id))
    } catch (error) {
      // The contact wrote over another number at this very moment: what that made is found the next time.
      if (!(error instanceof Again) || n === TRIES) throw error
    }
  }
}

async function collect(ctx: Ctx, tx: Tx, channelId: string): Promise<Figures> {
  const companyId = companyOf(ctx.actor)
  await keepContacts(tx, [companyId])
  // Nothing comes in over this channel, and nobody else collects, until this has committed.
  const channel = await lockChannel(tx, companyId, channelId, 'update')
  refuseOff(channel)
  const missed = await listMissed(tx, companyId, channelId)
  const plan = await planMissed(tx, missed)
  const figures = figuresOf(plan)
  if (channel.missed_count === 0 && figures.messages === 0) return figures
  const changed = new Set<string>()
  await writePlan(tx, plan, changed, (within, messages) =>
    fileMessages(
      within,
      companyId,
      messages.map((m) => ({ id: missed[m.seq]!.id, interactionId: m.interactionId })),
    ),
  )
  await clearMissed(tx, companyId, channelId)
  const data = { ...figures, missed: channel.missed_count }
  await insertEvent(tx, { companyId, channelId, kind: 'missed_collected', actorName: ctx.actor.name, data })
  await record(tx, doerOf(ctx), 'channel.missed_collected', channelId, { missed: channel.missed_count }, data)
  await announceAll(tx, changed)
  await announce(tx, companyId, 'channels', channelId)
  return figures
}

/** The same pure plan that messages go through as they come in, in their order. Who opted out has been marked already,
 *  and perhaps been unmarked since; and a queue says nothing by itself to who wrote hours ago. */
async function planMissed(tx: Tx, missed: readonly MissedMessage[]): Promise<Plan> {
  if (missed.length === 0) return emptyPlan()
  const receivedAt = Date.now()
  const events = missed.map((m, seq) => ({ seq, receivedAt, ...m.event }))
  const contactOf = new Map(missed.map((m, seq) => [seq, m.contactId]))
  const snapshot = await readSnapshot(tx, events, contactOf)
  return { ...planMessages(events, contactOf, { ...snapshot, stored: new Set() }), optOuts: [], greetings: [] }
}

function figuresOf(plan: Plan): Figures {
  const filed = plan.messages.filter((m) => m.ticketId !== null)
  const made = new Set(plan.tickets.map((t) => t.id))
  const optOutTickets = plan.tickets.filter((t) => t.closedAsOptOut).length
  return {
    messages: filed.length,
    contacts: new Set(filed.map((m) => m.contactId)).size,
    newTickets: plan.tickets.length - optOutTickets,
    joinedTickets: new Set(filed.map((m) => m.ticketId!).filter((t) => !made.has(t))).size,
    optOutTickets,
  }
}

function refuseOff({ state }: { state: string }): void {
  if (state !== 'active' && state !== 'interrupted') throw new Refusal('channel_state', { state })
}
