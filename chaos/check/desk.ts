import { disorder } from '../../tests/support/ticket-order.ts'
import type { Desk } from '../load/desk.ts'
import type { Stage } from '../stage.ts'
import { count, type Figure, none } from './figure.ts'

/** After all that: tickets, interactions and timelines fit together, and each step was done whole or not at all. */
export async function checkDesk({ rig }: Stage, desk: Desk): Promise<Figure[]> {
  const twice = await rig.sql<{ id: string }>(
    `select client_key as id from message where company_id = $1 and client_key is not null group by 1 having count(*) > 1`,
    [desk.companyId],
  )
  return [
    ...Object.entries(desk.done).map(([what, times]) => count(`desk: ${what}`, times)),
    none('desk: what may never stand', await disorder(rig, desk.companyId)),
    none(
      'desk: notes and sends stored twice',
      twice.map(({ id }) => id),
    ),
    none('desk: refused without reason', desk.failed),
  ]
}
