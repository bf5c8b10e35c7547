import { companyOf, type Ctx, type System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import type { Place } from '../../paging.ts'
import { found, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { countEvents, insertAgain, listBatches, mustKnowChannel, takeSetAside, within } from './store.ts'

const BATCHES_AT_ONCE = 5

interface Replay {
  id: string
  from: string
  to: string
  seq?: number | undefined
}

/** RE-3: what came in a span of time is handled again, by a job; one event at once. */
export async function replayEvents(ctx: Ctx, { id, from, to, seq }: Replay): Promise<{ events: number }> {
  const companyId = companyOf(ctx.actor)
  const span = { from: new Date(from), to: new Date(to) }
  if (span.from > span.to) {
    const message = ctx.lang === 'es' ? 'El fin no puede ser anterior al comienzo.' : 'It cannot end before it begins.'
    throw new Refusal('invalid', {}, [{ field: 'to', message }])
  }
  return ctx.inTenant(async (tx) => {
    await mustKnowChannel(tx, companyId, id)
    const events = seq === undefined ? await countEvents(tx, companyId, id, span) : 1
    await ctx.jobs.enqueue(tx, 'events.replay', {
      companyId,
      channelId: id,
      from,
      to,
      ...(seq === undefined ? {} : { seq }),
    })
    await record(tx, doerOf(ctx), 'channel.replay', id, null, { from, to, ...(seq === undefined ? {} : { seq }) })
    return { events }
  })
}

/** Job `events.replay`. Running twice does no harm: what the events did already is not done again. */
export const replaySpan =
  ({ db }: Pick<System, 'db'>) =>
  async ({ companyId, channelId, from, to, seq }: JobPayload<'events.replay'>): Promise<void> => {
    const span = { from: new Date(from), to: new Date(to) }
    const wanted = (e: { seq: number; receivedAt: number }) => (seq === undefined ? within(e, span) : e.seq === seq)
    const some = async (tx: Tx, after: Place | null): Promise<Place | null> => {
      const batches = await listBatches(tx, companyId, channelId, span, { place: after }, BATCHES_AT_ONCE)
      await insertAgain(tx, companyId, channelId, batches.flatMap((b) => b.events.filter(wanted)).toSorted(bySeq))
      const last = batches.at(-1)
      return batches.length < BATCHES_AT_ONCE || !last ? null : { at: last.sortAt, id: last.id }
    }
    let after: Place | null = null
    do after = await db.asSystem('inbound', (tx) => some(tx, after))
    while (after !== null)
  }

const bySeq = (a: { seq: number }, b: { seq: number }) => a.seq - b.seq

/** One that was set aside goes back to be handled; if it fails again it is set aside again. */
export async function replaySetAside(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.asSystem('inbound', async (tx) => {
    const event = found(await takeSetAside(tx, companyId, id))
    if (event.channel_id === null || event.dedupe_key === null || event.lane === null)
      throw new Refusal('not_replayable', { reason: event.reason })
    const { channel_id, dedupe_key: dedupeKey, lane, raw } = event
    await insertAgain(tx, companyId, channel_id, [{ dedupeKey, lane, raw }])
    await record(tx, doerOf(ctx), 'channel.replay', channel_id, { setAside: id, reason: event.reason }, null)
  })
  return {}
}
