import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { decodeCursor, encodeCursor, type Place } from '../../paging.ts'
import { listBatches, mustKnowChannel } from './store.ts'

/** Batches are read from the newest on; `skip` events of the one after `place` have been shown. */
interface Cursor {
  place: Place | null
  skip: number
}

interface Shown {
  seq: number
  receivedAt: string
  raw: string
}

export async function listEvents(
  ctx: Ctx,
  { id, cursor, limit }: { id: string; cursor?: string | undefined; limit: number },
): Promise<{ items: Shown[]; next: string | null }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await mustKnowChannel(tx, companyId, id)
    return readPage(tx, companyId, id, readCursor(cursor), limit)
  })
}

async function readPage(tx: Tx, companyId: string, channelId: string, from: Cursor, limit: number) {
  let { place, skip } = from
  const items: Shown[] = []
  for (;;) {
    const batch = await nextBatch(tx, companyId, channelId, place)
    if (batch === undefined) return { items, next: null }
    const rest = batch.events.toReversed().slice(skip)
    items.push(...rest.slice(0, limit - items.length).map(shown))
    if (items.length === limit)
      return { items, next: writeCursor({ place, skip: skip + Math.min(limit, rest.length) }) }
    place = { at: batch.sortAt, id: batch.id }
    skip = 0
  }
}

const EVER = { from: new Date(0), to: new Date('2999-01-01') }

const nextBatch = async (tx: Tx, companyId: string, channelId: string, place: Place | null) =>
  (await listBatches(tx, companyId, channelId, EVER, place, 1))[0]

const shown = (e: { seq: number; receivedAt: number; raw: string }): Shown => ({
  seq: e.seq,
  receivedAt: new Date(e.receivedAt).toISOString(),
  raw: e.raw,
})

const writeCursor = ({ place, skip }: Cursor) => `${skip}.${place ? encodeCursor(place) : ''}`

function readCursor(given: string | undefined): Cursor {
  if (given === undefined) return { place: null, skip: 0 }
  const [skip, place] = given.split('.', 2)
  return {
    place: place === '' ? null : decodeCursor(place ?? '-'),
    skip: Number(/^\d{1,6}$/.exec(skip ?? '')?.[0] ?? 0),
  }
}
