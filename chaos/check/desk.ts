import { disorder } from '../../tests/support/ticket-order.ts'
import type { Desk, Step } from '../load/room.ts'
import type { Stage } from '../stage.ts'
import { count, type Figure, none } from './figure.ts'

const ACTIONS = {
  take: 'ticket.take',
  transfer: 'ticket.transfer',
  giveBack: 'ticket.give_back',
  close: 'ticket.close',
}

/** What a step leaves in the audit and in the tickets stands in both or in neither. */
const HALVES: Record<string, string> = {
  taken: `(select count(*) from audit where company_id = $1 and action = 'ticket.take')
    - (select count(*) from ticket_event where company_id = $1 and kind = 'taken')`,
  'given back': `(select count(*) from audit where company_id = $1 and action = 'ticket.give_back')
    - (select count(*) from ticket_event where company_id = $1 and kind = 'given_back')`,
  closed: `(select count(*) from audit where company_id = $1 and action = 'ticket.close')
    - (select count(*) from ticket where company_id = $1 and close_reason = 'agent')`,
  transferred: `(select count(*) from audit where company_id = $1 and action = 'ticket.transfer')
    - (select count(*) from ticket_event where company_id = $1 and kind = 'transferred_out')`,
  'carried over': `(select count(*) from ticket where company_id = $1 and close_reason = 'transferred')
    - (select count(*) from ticket_event where company_id = $1 and kind = 'transferred_in')`,
  'said to whom it was transferred': `(select count(*) from message where company_id = $1 and direction = 'note' and client_key is null)
    - (select count(*) from ticket_event where company_id = $1 and kind = 'transferred_out')`,
}

/** After all that: tickets, interactions and timelines fit together, and each step was done whole or not at all. */
export async function checkDesk({ rig }: Stage, desk: Desk): Promise<Figure[]> {
  const company = [desk.companyId]
  const audited = await rig.sql<{ key: string; times: number }>(
    `select action || ' ' || subject_id as key, count(*)::int as times from audit where company_id = $1 group by 1`,
    company,
  )
  const notes = await rig.sql<{ text: string; times: number }>(
    `select text, count(*)::int as times from message where company_id = $1 and direction = 'note' group by 1`,
    company,
  )
  const written = new Set(notes.map((n) => n.text))
  return [
    ...[...Map.groupBy(desk.done, (s) => s.what)].map(([what, steps]) => count(`desk: ${what}`, steps.length)),
    none('desk: what may never stand', await disorder(rig, desk.companyId)),
    none('desk: steps acknowledged and not done', lacking(desk.done, audited)),
    none(
      'desk: notes acknowledged and not stored',
      desk.done.filter((s) => ['note', 'transfer'].includes(s.what) && !written.has(s.marker)).map((s) => s.marker),
    ),
    none(
      'desk: notes stored twice',
      notes.filter((n) => n.times > 1).map((n) => n.text),
    ),
    none('desk: steps done by half', await halves(rig, company)),
    none('desk: refused without reason', desk.failed),
  ]
}

/** A step whose answer was lost may be in the audit besides. */
function lacking(done: readonly Step[], audited: readonly { key: string; times: number }[]): string[] {
  const there = new Map(audited.map((a) => [a.key, a.times]))
  const keys = done.flatMap(({ what, ticketId }) =>
    what in ACTIONS ? `${ACTIONS[what as keyof typeof ACTIONS]} ${ticketId}` : [],
  )
  return [...Map.groupBy(keys, (key) => key)]
    .filter(([key, all]) => all.length > (there.get(key) ?? 0))
    .map(([key, all]) => `${key}: ${all.length}, ${there.get(key) ?? 0} done`)
}

async function halves({ sql }: Stage['rig'], company: string[]): Promise<string[]> {
  const found: string[] = []
  for (const [what, query] of Object.entries(HALVES)) {
    const [row] = await sql<{ more: number }>(`select (${query})::int as more`, company)
    if (row!.more !== 0) found.push(`${what}: ${row!.more} more in the audit`)
  }
  return found
}
