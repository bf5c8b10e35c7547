import { sql } from 'kysely'
import type { Database, Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { handleAccountEvents } from '../../features/channels/account-events.ts'
import { handleTemplateEvents } from '../../features/templates/handle-template-events.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import { announceAll } from '../../live/announce.ts'
import { metrics } from '../../metrics.ts'
import { type Of, ofKind } from './batch.ts'
import { findOrMakeContacts } from './contacts.ts'
import type { Incoming } from './intake.ts'
import type { LaneWork } from './lanes.ts'
import { planMessages } from './plan.ts'
import { readSnapshot } from './snapshot.ts'
import { applyStatuses } from './statuses.ts'
import { writePlan } from './write.ts'

/** What a lane does with its batch: everything in one transaction, about a dozen statements whatever its size. */
export function laneWork(db: Database, enqueue: Enqueue): LaneWork {
  return {
    handle: (batch, { lastTry }) =>
      db.asSystem('inbound', async (tx) => {
        await settings(tx)
        const announce = new Set<string>()
        const unmatched = await applyStatuses(tx, ofKind(batch, 'status'), announce)
        await handleMessages(tx, batch, announce)
        await perChannel(ofKind(batch, 'template'), (c, h, events, at) => handleTemplateEvents(tx, c, h, events, at))
        await perChannel(ofKind(batch, 'account'), (c, h, events) => handleAccountEvents(tx, enqueue, c, h, events))
        await stopMarketing(tx, ofKind(batch, 'preference'))
        const early = unmatched.filter((e) => !lastTry.has(e.seq))
        const waits = new Set(early.map((e) => e.seq))
        await archive(
          tx,
          batch.filter((e) => !waits.has(e.seq)).map((e) => e.seq),
        )
        await announceAll(tx, announce)
        metrics.eventsHandled.inc({ outcome: 'handled' }, batch.length - early.length)
        return { early }
      }),
    setAside: (event, error) =>
      db.asSystem('inbound', async (tx) => {
        await tx
          .insertInto('event_set_aside')
          .values({
            id: newId(),
            company_id: event.companyId,
            channel_id: event.channelId,
            reason: String(error).slice(0, 2000),
            raw: event.raw,
          })
          .execute()
        await tx.deleteFrom('raw_event').where('seq', '=', event.seq).execute()
        metrics.eventsHandled.inc({ outcome: 'set_aside' })
      }),
  }
}

/** A crash loses this transaction whole or not at all, and then the raw rows are still there: no need to wait for the disk.
 *  Plans made while tables are empty would scan them for ever. */
async function settings(tx: Tx): Promise<void> {
  await sql`select set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(tx)
}

async function handleMessages(tx: Tx, batch: Incoming[], announce: Set<string>): Promise<void> {
  const messages = ofKind(batch, 'message')
  if (messages.length === 0) return
  const contactOf = await findOrMakeContacts(tx, messages)
  const snapshot = await readSnapshot(tx, messages, [...new Set(contactOf.values())])
  await writePlan(tx, planMessages(messages, contactOf, snapshot), announce)
}

async function perChannel<E>(
  events: Of<E>[],
  handle: (companyId: string, channelId: string, events: E[], at: Date) => Promise<void>,
): Promise<void> {
  for (const [channelId, own] of Map.groupBy(events, (e) => e.channelId)) {
    await handle(
      own[0]!.companyId,
      channelId,
      own.map((e) => e.event),
      new Date(own[0]!.receivedAt),
    )
  }
}

/** WhatsApp's own "stop marketing" counts like a BAJA (POL-02). */
async function stopMarketing(
  tx: Tx,
  preferences: Of<Extract<Incoming['event'], { kind: 'preference' }>>[],
): Promise<void> {
  const stops = preferences.filter((p) => p.event.value === 'stop')
  if (stops.length === 0) return
  await sql`
    update contact c set marketing_opt_out_at = coalesce(c.marketing_opt_out_at, now())
    from unnest(${stops.map((s) => s.companyId)}::uuid[], ${stops.map((s) => s.event.from)}::text[]) v(c, x)
    join contact_address a on a.company_id = v.c and a.kind = 'whatsapp' and a.value = v.x
    where c.company_id = a.company_id and c.id = a.contact_id`.execute(tx)
}

/** Moved, not left: the hot table stays small, and what is kept can be replayed. */
async function archive(tx: Tx, seqs: number[]): Promise<void> {
  if (seqs.length === 0) return
  await sql`
    with gone as (delete from raw_event where seq = any(${seqs}::int8[]) returning company_id, channel_id, seq, received_at, raw)
    insert into event_archive (company_id, channel_id, seq, received_at, raw) select * from gone`.execute(tx)
}
