import { sql } from 'kysely'
import { companyOf, type Ctx, type System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { recordTicketEvent } from '../tickets/ticket-events.ts'
import { listAttributeRecords } from './attribute-store.ts'
import {
  addressesOf,
  clashingTickets,
  countMoved,
  lockConversations,
  moveAddresses,
  moveDuplicates,
  moveInteractions,
  moveMessages,
  moveSome,
  moveTickets,
  moveWindows,
  queuesOf,
  readSides,
  retireContact,
  type Side,
} from './merge-store.ts'
import { recordChange } from './record-change.ts'
import { stopContacts } from './stand-still.ts'

interface Pair {
  id: string
  otherId: string
}
const BITE = 2_000
type Choices = Record<string, 'kept' | 'gone'>

/** TK-2: what joining does, as it would be done now. */
export async function mergePreview(ctx: Ctx, pair: Pair) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const [kept, gone] = await sidesOf(tx, companyId, pair, false)
    const labels = new Map((await listAttributeRecords(tx, companyId)).map(({ key, label }) => [key, label]))
    const clashes = await clashingTickets(tx, companyId, kept.id, gone.id)
    return {
      kept: await present(tx, companyId, kept),
      gone: await present(tx, companyId, gone),
      conflicts: conflictsOf(kept, gone).map(({ key, ...values }) => ({
        key,
        label: labels.get(key) ?? key,
        ...values,
      })),
      figures: await countMoved(tx, companyId, gone.id),
      closing: clashes.map(({ campaign, kept: stays, closed }) => ({ campaign, kept: stays, closed })),
      optedOut: (kept.marketing_opt_out_at ?? gone.marketing_opt_out_at) !== null,
    }
  })
}

/** TK-2: in one transaction, while nobody writes of a contact of this company; two admins at once join once. */
export async function mergeContacts(
  ctx: Ctx,
  { choices, ...pair }: Pair & { choices: Choices },
): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await stopContacts(tx, companyId)
    const [kept, gone] = await sidesOf(tx, companyId, pair, true)
    const ids: [string, string] = [kept.id, gone.id]
    const addresses = {
      kept: await addressesOf(tx, companyId, kept.id),
      gone: await addressesOf(tx, companyId, gone.id),
    }
    await lockConversations(tx, companyId, ids)
    const clashes = await clashingTickets(tx, companyId, ...ids)
    await moveMessages(tx, companyId, ...ids)
    await moveTickets(tx, companyId, ...ids, clashes)
    for (const { kept_id, closed_id, closed } of clashes)
      await recordTicketEvent(tx, doerOf(ctx), kept_id, 'merged', { ticket: { id: closed_id, number: closed } })
    await moveInteractions(tx, companyId, ...ids)
    await moveWindows(tx, companyId, ...ids)
    await moveDuplicates(tx, companyId, ...ids)
    await moveAddresses(tx, companyId, kept, gone)
    await retireContact(tx, companyId, ...ids)
    // Small ones are whole at once.
    if ((await moveSome(tx, companyId, kept.id, BITE)) === BITE)
      await ctx.jobs.enqueue(tx, 'contact.move', { companyId, contactId: kept.id }, { key: kept.id })
    await wakeDistribution(tx, companyId, await queuesOf(tx, companyId, clashes))
    const merged = joined(kept, gone, choices)
    await sql`
      update contact set name = ${merged.name}, attributes = ${JSON.stringify(merged.attributes)}::jsonb, version = version + 1,
        marketing_opt_out_at = ${earlier(kept.marketing_opt_out_at, gone.marketing_opt_out_at)},
        active_on = greatest(active_on, ${gone.active_on}::date)
      where company_id = ${companyId} and id = ${kept.id}`.execute(tx)

    const was = ({ id, name, attributes, marketing_opt_out_at }: Side, own: string[]) => ({
      id,
      name,
      attributes,
      optedOut: marketing_opt_out_at !== null,
      addresses: own,
    })
    await recordChange(tx, doerOf(ctx), 'contact.merge', kept.id, {
      before: { kept: was(kept, addresses.kept), gone: was(gone, addresses.gone) },
      after: { ...merged, joinedTickets: clashes.map(({ closed, kept: stays }) => `#${closed} → #${stays}`) },
    })
    await announceMoved(tx, companyId, kept.id)
    return { id: kept.id }
  })
}

/** Job `contact.move`: what a merge of many messages left for later. */
export const moveRest =
  ({ db }: Pick<System, 'db'>) =>
  async ({ companyId, contactId }: JobPayload<'contact.move'>): Promise<void> => {
    for (let moved = BITE; moved === BITE;)
      moved = await db.inTenant(companyId, (tx) => moveSome(tx, companyId, contactId, BITE))
  }

/** The older first. @throws Refusal contacts_same, where they have become one meanwhile */
async function sidesOf(tx: Tx, companyId: string, { id, otherId }: Pair, lock: boolean): Promise<[Side, Side]> {
  const [kept, gone] = await readSides(tx, companyId, [id, otherId], lock)
  if (kept && gone) return [kept, gone]
  const { rows } = await sql<{ id: string }>`
    select distinct coalesce(merged_into, id) as id from contact where company_id = ${companyId} and id = any(${[id, otherId]}::uuid[])
      and erased_at is null`.execute(tx)
  throw new Refusal(rows.length === 1 && kept ? 'contacts_same' : 'not_found')
}

const present = async (tx: Tx, companyId: string, side: Side) => ({
  id: side.id,
  name: side.name,
  createdAt: side.created_at.toISOString(),
  addresses: await addressesOf(tx, companyId, side.id),
  optedOut: side.marketing_opt_out_at !== null,
})

/** Where both say something, and not the same. */
function conflictsOf(kept: Side, gone: Side): { key: string; kept: string; gone: string }[] {
  const values = (side: Side) =>
    new Map([['name', side.name], ...Object.entries(side.attributes).map(([k, v]) => [`attribute.${k}`, v] as const)])
  const other = values(gone)
  return [...values(kept)].flatMap(([key, value]) => {
    const theirs = other.get(key) ?? ''
    return value !== '' && theirs !== '' && value !== theirs
      ? [{ key: key.replace(/^attribute\./, ''), kept: value, gone: theirs }]
      : []
  })
}

function joined(kept: Side, gone: Side, choices: Choices): { name: string; attributes: Record<string, string> } {
  const attributes = { ...gone.attributes, ...kept.attributes }
  for (const [key, side] of Object.entries(choices)) {
    const theirs = gone.attributes[key]
    if (side === 'gone' && theirs !== undefined) attributes[key] = theirs
  }
  const name = choices['name'] === 'gone' ? gone.name || kept.name : kept.name || gone.name
  return { name, attributes }
}

const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b))

async function announceMoved(tx: Tx, companyId: string, contactId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from ticket where company_id = ${companyId} and contact_id = ${contactId} order by number desc limit 100`.execute(
    tx,
  )
  await announceAll(
    tx,
    new Set([
      announcementText(companyId, 'contacts', contactId),
      announcementText(companyId, 'sends', contactId),
      ...rows.flatMap(({ id }) => [
        announcementText(companyId, 'tickets', id),
        announcementText(companyId, 'messages', id),
      ]),
    ]),
  )
}
