import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { decodeCursor, encodeCursor, type Place } from '../../paging.ts'
import { listBatches, mustKnowChannel } from './store.ts'

/** Batches are read from the newest on. A page begins in the batch at `place`, of which `skip` events have been shown. */
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
  let inclusive = place !== null
  const items: Shown[] = []
  for (;;) {
    const [batch] = await listBatches(tx, companyId, channelId, EVER, { place, inclusive }, 1)
    if (batch === undefined) return { items, next: null }
    const taken = batch.events.toReversed().slice(skip, skip + limit - items.length)
    items.push(...taken.map(shown))
    place = { at: batch.sortAt, id: batch.id }
    if (items.length === limit) return { items, next: writeCursor({ place, skip: skip + taken.length }) }
    inclusive = false
    skip = 0
  }
}

const EVER = { from: new Date(0), to: new Date('2999-01-01') }

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
