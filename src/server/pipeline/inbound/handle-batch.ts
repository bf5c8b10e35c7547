import { sql } from 'kysely'
import { causeOfFault } from '../../../rules/interruption.ts'
import { binaryArray } from '../../database/arrays.ts'
import type { Database, Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { handleAccountEvents, handleAccountFailures } from '../../features/channels/account-events.ts'
import { keepContacts } from '../../features/contacts/stand-still.ts'
import { keepMedia } from '../../features/media/keep-media.ts'
import { handleTemplateEvents } from '../../features/templates/handle-template-events.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import { announceAll } from '../../live/announce.ts'
import { metrics } from '../../metrics.ts'
import { type Of, ofKind } from './batch.ts'
import { findOrMakeContacts } from './contacts.ts'
import { bundle, insertBundles } from './archive.ts'
import { type BacklogWork, Lost } from './backlog.ts'
import { markEarlyDeleted, parkDeletions, parkStatuses } from './early.ts'
import { keepEchoes } from './echoes.ts'
import type { Incoming } from './intake.ts'
import { planMessages } from './plan.ts'
import { stopMarketing } from './preferences.ts'
import { readSnapshot } from './snapshot.ts'
import { applyStatuses, markDeleted } from './statuses.ts'
import { writePlan } from './write.ts'

interface Handling {
  db: Database
  enqueue: Enqueue
  processId: string
}

/** What is done with a batch: everything in one transaction, about a dozen statements whatever its size. */
export function batchWork({ db, enqueue, processId }: Handling): Pick<BacklogWork, 'handle' | 'setAside'> {
  return {
    handle: (batch, park) =>
      db.asSystem(
        'inbound',
        async (tx) => {
          const announce = new Set<string>()
          await keepContacts(
            tx,
            batch.map((e) => e.companyId),
          )
          const statuses = ofKind(batch, 'status')
          const unknown = await applyStatuses(tx, statuses, announce)
          await handleMessages(tx, batch, announce)
          await keepEchoes(tx, ofKind(batch, 'echo'), announce)
          await keepMedia(tx, enqueue, [...ofKind(batch, 'message'), ...ofKind(batch, 'echo')])
          const deleted = statuses.filter((s) => s.event.status === 'deleted')
          const gone = await markDeleted(tx, deleted, announce)
          await parkDeletions(
            tx,
            gone.filter(({ seq }) => park.has(seq)),
          )
          const early = new Set([...unknown.flatMap((f) => f.seqs), ...gone.map((d) => d.seq)])
          // A message whose statuses differ in age is parked with its oldest.
          const parked = unknown.filter((f) => f.seqs.some((seq) => park.has(seq)))
          for (const seq of [...parked.flatMap((f) => f.seqs), ...park]) early.delete(seq)
          await parkStatuses(tx, parked)
          const done = batch.filter((e) => !early.has(e.seq))
          const bundles = bundle(done)
          await perChannel(ofKind(batch, 'template'), (c, h, events, at) =>
            handleTemplateEvents(tx, enqueue, c, h, events, at),
          )
          await perChannel(ofKind(batch, 'account'), (c, h, events) => handleAccountEvents(tx, enqueue, c, h, events))
          const failed = statuses.filter(({ event }) => causeOfFault(event.code) !== null)
          await perChannel(failed, (c, h, events) => handleAccountFailures(tx, enqueue, c, h, events))
          await stopMarketing(tx, ofKind(batch, 'preference'))
          await deleteRaw(tx, processId, done, batch)
          await insertBundles(tx, await bundles)
          await announceAll(tx, announce)
          metrics.eventsHandled.inc({ outcome: 'handled' }, done.length)
          return { early: batch.filter((e) => early.has(e.seq)) }
        },
        SETTINGS,
      ),
    setAside: (event, error) =>
      db.asSystem('inbound', async (tx) => {
        const { numDeletedRows } = await tx.deleteFrom('raw_event').where('seq', '=', event.seq).executeTakeFirst()
        if (numDeletedRows === 0n) return
        await tx
          .insertInto('event_set_aside')
          .values({
            id: newId(),
            company_id: event.companyId,
            channel_id: event.channelId,
            reason: String(error).slice(0, 2000),
            raw: event.raw,
            dedupe_key: event.dedupeKey,
            lane: event.lane,
          })
          .execute()
        metrics.eventsHandled.inc({ outcome: 'set_aside' })
      }),
  }
}

/** A crash loses this transaction whole or not at all, and then the raw rows are still there: no need to wait for the disk. */
const SETTINGS = { synchronous_commit: 'off' } as const

async function handleMessages(tx: Tx, batch: Incoming[], announce: Set<string>): Promise<void> {
  const messages = ofKind(batch, 'message')
  if (messages.length === 0) return
  const contactOf = await findOrMakeContacts(tx, messages)
  const snapshot = await readSnapshot(tx, messages, contactOf)
  await writePlan(tx, planMessages(messages, contactOf, snapshot), announce)
  await markEarlyDeleted(tx, messages)
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

/** The raw rows end with what they led to, in one transaction. Those that were given to another process meanwhile
 *  are not ours to handle: then nothing of this batch holds. */
async function deleteRaw(
  tx: Tx,
  processId: string,
  done: readonly Incoming[],
  batch: readonly Incoming[],
): Promise<void> {
  const { rows } = await sql<{ seq: number }>`
    delete from raw_event where seq = any(${binaryArray(
      'int8',
      done.map((e) => e.seq),
    )}::int8[]) and process_id = ${processId} returning seq`.execute(tx)
  if (rows.length === done.length) return
  const held = new Set(rows.map((r) => r.seq))
  const lost = new Set(done.filter((e) => !held.has(e.seq)))
  throw new Lost(new Set(batch.filter((e) => !lost.has(e)).map((e) => e.seq)))
}
