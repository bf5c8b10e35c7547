import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import type { WebhookItem } from '../../provider/events.ts'
import { holderRow } from '../process.ts'
import type { Incoming } from './intake.ts'

interface Row {
  seq: number
  company_id: string
  channel_id: string
  dedupe_key: string
  lane: number
  received_at: number
  raw: string
}

/** Events of these lanes that nobody holds (another process took them in, or one died), in the order they came. */
export async function claimEvents(
  tx: Tx,
  processId: string,
  lanes: readonly number[],
  atMost: number,
): Promise<Omit<Incoming, 'event'>[]> {
  if (lanes.length === 0) return []
  const { rows } = await sql<Row>`
    with holder as materialized (${holderRow(processId)}),
    free as (
      select seq from raw_event where process_id is null and lane = any(${lanes}::int2[])
      order by received_at, seq limit ${atMost} for update skip locked),
    taken as (
      update raw_event r set process_id = holder.id from free, holder where r.seq = free.seq
      returning r.seq, r.company_id, r.channel_id, r.dedupe_key, r.lane, r.received_at, r.raw)
    select seq, company_id, channel_id, dedupe_key, lane, (extract(epoch from received_at) * 1000)::float8 as received_at, raw
    from taken order by taken.received_at, seq`.execute(tx)
  return rows.map(storedOf)
}

/** Events that this process holds, but for those that it knows of. */
export async function heldEvents(
  tx: Tx,
  processId: string,
  known: ReadonlySet<number>,
): Promise<Omit<Incoming, 'event'>[]> {
  const { rows } = await sql<Row>`
    select seq, company_id, channel_id, dedupe_key, lane, (extract(epoch from received_at) * 1000)::float8 as received_at, raw
    from raw_event where process_id = ${processId} and not seq = any(${[...known]}::int8[])`.execute(tx)
  return rows.map(storedOf)
}

function storedOf(r: Row): Omit<Incoming, 'event'> {
  return {
    seq: r.seq,
    companyId: r.company_id,
    channelId: r.channel_id,
    dedupeKey: r.dedupe_key,
    lane: r.lane,
    receivedAt: r.received_at,
    raw: r.raw,
  }
}

/** Reads a stored event again. Its key finds it where the body held several; a parser that has changed its mind about
 *  the key still reads the one event that the body holds. */
export function readAgain(parse: (raw: string) => WebhookItem[], stored: Omit<Incoming, 'event'>): Incoming {
  const items = parse(stored.raw)
  const item = items.find((i) => i.dedupeKey === stored.dedupeKey) ?? items[0]!
  return { ...stored, event: item.event }
}
