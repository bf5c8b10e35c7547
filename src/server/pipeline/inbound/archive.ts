import { sql } from 'kysely'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Incoming } from './intake.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

export type StoredEvent = Pick<Incoming, 'seq' | 'receivedAt' | 'dedupeKey' | 'lane' | 'raw'>

/** One row of event_batch in the making. */
interface Bundle {
  companyId: string
  channelId: string
  events: readonly StoredEvent[]
  body: Buffer
}

/** Handled events of a batch, bundled and compressed per channel: a twentieth of their size, one row instead of hundreds. */
export function bundle(batch: readonly Incoming[]): Promise<Bundle[]> {
  const perChannel = Map.groupBy(batch, (e) => e.channelId)
  return Promise.all(
    [...perChannel.values()].map(async (events) => {
      const body = await bundleOf(events)
      return { companyId: events[0]!.companyId, channelId: events[0]!.channelId, events, body }
    }),
  )
}

export async function insertBundles(tx: Tx, bundles: readonly Bundle[]): Promise<void> {
  if (bundles.length === 0) return
  const rows = bundles.map((b) => ({
    ...b,
    seq: extremes(b.events.map((e) => e.seq)),
    at: extremes(b.events.map((e) => e.receivedAt)),
  }))
  await sql`
    insert into event_batch (company_id, id, channel_id, first_seq, last_seq, received_from, received_to, events, body)
    select * from ${table('v', rows, {
      c: ['uuid', (b) => b.companyId],
      id: ['uuid', () => newId()],
      channel: ['uuid', (b) => b.channelId],
      first: ['int8', (b) => b.seq.least],
      last: ['int8', (b) => b.seq.most],
      since: ['timestamptz', (b) => new Date(b.at.least)],
      until: ['timestamptz', (b) => new Date(b.at.most)],
      events: ['int4', (b) => b.events.length],
      body: ['bytea', (b) => b.body],
    })}`.execute(tx)
}

/** Events as one body, for a row of event_batch. */
export const bundleOf = (events: readonly StoredEvent[]): Promise<Buffer> => compress(writeBody(events), FAST)

export async function unbundle(body: Buffer): Promise<StoredEvent[]> {
  return readBody((await decompress(body)).toString())
}

/** A line of JSON that says what each event is and how long, then the events as they came: quoting them all would cost
 *  more than compressing them. */
function writeBody(events: readonly StoredEvent[]): string {
  const index = events.map((e) => [e.seq, e.receivedAt, e.dedupeKey, e.lane, e.raw.length])
  return `${JSON.stringify(index)}\n${events.map((e) => e.raw).join('')}`
}

function readBody(text: string): StoredEvent[] {
  const end = text.indexOf('\n')
  const index = JSON.parse(text.slice(0, end)) as [number, number, string, number, number][]
  let at = end + 1
  return index.map(([seq, receivedAt, dedupeKey, lane, length]) => {
    const raw = text.slice(at, (at += length))
    return { seq, receivedAt, dedupeKey, lane, raw }
  })
}

function extremes(values: readonly number[]): { least: number; most: number } {
  let [least, most] = [Infinity, -Infinity]
  for (const v of values) {
    if (v < least) least = v
    if (v > most) most = v
  }
  return { least, most }
}
