import { sql } from 'kysely'
import type { Database } from '../../database/doors.ts'
import type { WebhookItem } from '../../provider/events.ts'
import type { Incoming } from './intake.ts'

interface Row {
  seq: number
  company_id: string
  channel_id: string
  dedupe_key: string
  lane: number
  received_at: Date
  raw: string
}

/** Takes over what a dead process had not handled yet, in the order it came. */
export async function takeOver(
  db: Database,
  dead: string,
  processId: string,
  parse: (raw: string) => WebhookItem[],
): Promise<Incoming[]> {
  const { rows } = await db.asSystem('inbound', (tx) =>
    sql<Row>`
      with taken as (update raw_event set process_id = ${processId} where process_id = ${dead}
        returning seq, company_id, channel_id, dedupe_key, lane, received_at, raw)
      select * from taken order by seq`.execute(tx),
  )
  return rows.flatMap((r) => {
    const item = parse(r.raw).find((i) => i.dedupeKey === r.dedupe_key) ?? parse(r.raw)[0]
    if (item === undefined) return []
    const { seq, lane, raw } = r
    return [
      {
        seq,
        lane,
        raw,
        companyId: r.company_id,
        channelId: r.channel_id,
        dedupeKey: r.dedupe_key,
        receivedAt: r.received_at.getTime(),
        event: item.event,
      },
    ]
  })
}
