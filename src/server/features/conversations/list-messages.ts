import { type RawBuilder, sql } from 'kysely'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { decodeCursor, encodeCursor, type Place } from '../../paging.ts'
import { found, Refusal } from '../../refusal.ts'
import { seesSend, seesTicket } from '../tickets/sight.ts'
import { readBeside } from './beside-store.ts'
import { presentMessage } from './present-message.ts'
import {
  changedSince,
  findPlace,
  getSendThread,
  getTicketThread,
  listMessageRecords,
  type MessageRecord,
  type Thread,
} from './thread-store.ts'

interface Paging {
  id: string
  cursor?: string | undefined
  before?: string | undefined
  after?: string | undefined
  around?: string | undefined
  limit: number
}

/** All that was said in a ticket, over whichever channels, newest first; and what this contact wrote over them while they
 *  were off (TK-7), or was told from the phone app: it belongs to no ticket, so every later one shows it. */
export const listTicketMessages = (ctx: Ctx, paging: Paging) =>
  ctx.inTenant(async (tx) => listPage(ctx, tx, await ticketThread(ctx, tx, paging.id), paging))

/** The same for a send without answer. */
export const listSentMessages = (ctx: Ctx, paging: Paging) =>
  ctx.inTenant(async (tx) => listPage(ctx, tx, await sendThread(ctx, tx, paging.id), paging))

const ticketThread = (ctx: Ctx, tx: Tx, id: string) => getTicketThread(tx, companyOf(ctx.actor), id, seesTicket(ctx))
const sendThread = (ctx: Ctx, tx: Tx, id: string) => getSendThread(tx, companyOf(ctx.actor), id, seesSend(ctx))

async function listPage(ctx: Ctx, tx: Tx, thread: Thread, paging: Paging) {
  const { rows, older, newer } = await readPage(tx, thread, paging)
  const beside = await readBeside(tx, thread, rows)
  const last = rows.at(-1)
  return {
    items: rows.map((row) => presentMessage(row, beside, ctx.lang)),
    next: older && last ? encodeCursor({ at: last.sort_at, id: last.id }) : null,
    newer,
    version: thread.version,
  }
}

async function readPage(tx: Tx, thread: Thread, { cursor, before, after, around, limit }: Paging) {
  const named = around ?? after ?? before
  if ([cursor, before, after, around].filter((given) => given !== undefined).length > 1)
    throw new Refusal('invalid', {}, [{ field: 'cursor', message: 'cursor, before, after, around: one of them' }])
  const place = named === undefined ? decodeCursor(cursor) : found(await findPlace(tx, thread, named))
  if (after !== undefined) {
    const { rows, more } = await side(tx, thread, 'oldest', beyond('>', place!), limit)
    return { rows, older: true, newer: more }
  }
  if (around === undefined) {
    const { rows, more } = await side(tx, thread, 'newest', place ? beyond('<', place) : sql`true`, limit)
    return { rows, older: more, newer: place !== null }
  }
  const half = Math.ceil(limit / 2)
  const newer = await side(tx, thread, 'oldest', beyond('>', place!), half)
  const older = await side(tx, thread, 'newest', beyond('<=', place!), half)
  if (older.rows[0]?.id !== around) throw new Refusal('not_found')
  return { rows: [...newer.rows, ...older.rows], older: older.more, newer: newer.more }
}

const beyond = (than: '>' | '<' | '<=' | '>=', { at, id }: Place): RawBuilder<unknown> =>
  sql`(m.at, m.id) ${sql.raw(than)} (${at}::timestamptz, ${id}::uuid)`

/** One more than asked for is read, to know whether it goes on. */
async function side(tx: Tx, thread: Thread, order: 'newest' | 'oldest', where: RawBuilder<unknown>, limit: number) {
  const rows = await listMessageRecords(tx, thread, { where, order, limit: limit + 1 })
  const more = rows.length > limit
  return { rows: more ? (order === 'newest' ? rows.slice(0, -1) : rows.slice(1)) : rows, more }
}

interface Known {
  id: string
  /** As a page told it. */
  version: string
  /** The oldest and the newest that the caller has; without `to` all that is newer counts too. */
  from?: string | undefined
  to?: string | undefined
}

const CHANGES_AT_MOST = 200
const VERSION = /^(\d{1,19})\.([\da-f]{8})$/

/** WS-7: what of a part of a conversation is new or otherwise since a version of it. `reset`: it cannot be told, read it anew. */
export const listTicketChanges = (ctx: Ctx, known: Known) =>
  ctx.inTenant(async (tx) => listChanges(ctx, tx, await ticketThread(ctx, tx, known.id), known))

export const listSentChanges = (ctx: Ctx, known: Known) =>
  ctx.inTenant(async (tx) => listChanges(ctx, tx, await sendThread(ctx, tx, known.id), known))

async function listChanges(ctx: Ctx, tx: Tx, thread: Thread, { version, from, to }: Known) {
  const reset = { items: [], version: thread.version, reset: true }
  const [, xid, whose] = VERSION.exec(version) ?? []
  // Other interactions: a ticket that was joined with another one.
  if (xid === undefined || whose !== VERSION.exec(thread.version)![2]) return reset
  const [oldest, newest] = [
    from && (await findPlace(tx, thread, from, xid)),
    to && (await findPlace(tx, thread, to, xid)),
  ]
  if ((from && !oldest) || (to && !newest)) return reset
  // Another place than the caller knows.
  if ((oldest && oldest.moved) || (newest && newest.moved)) return reset
  const within = [oldest && beyond('>=', oldest), newest && beyond('<=', newest)].filter(
    (each) => each !== undefined && each !== '',
  )
  const where = sql.join([changedSince(thread, xid), ...(within as RawBuilder<unknown>[])], sql` and `)
  const rows: MessageRecord[] = await listMessageRecords(tx, thread, {
    where,
    order: 'newest',
    limit: CHANGES_AT_MOST + 1,
    bounded: oldest !== undefined,
  })
  if (rows.length > CHANGES_AT_MOST) return reset
  const beside = await readBeside(tx, thread, rows)
  return { items: rows.map((row) => presentMessage(row, beside, ctx.lang)), version: thread.version, reset: false }
}
