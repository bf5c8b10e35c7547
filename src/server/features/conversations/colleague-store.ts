import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'

export interface Colleague {
  id: string
  name: string
}

const MOST = 20

/** Who sees this ticket: its agent, those of its queue, and those who see all; by name. */
export async function listColleagueRows(
  tx: Tx,
  companyId: string,
  ticketId: string,
  which: { among: readonly string[] } | { search: string; but: string },
): Promise<Colleague[]> {
  const condition =
    'among' in which
      ? sql`m.user_id = any(${which.among}::uuid[])`
      : sql`m.user_id <> ${which.but} and strpos(plain(p.name), plain(${which.search})) > 0`
  const { rows } = await sql<Colleague>`
    select m.user_id as id, p.name from ticket t
    join member m on m.company_id = t.company_id and m.active
    join person p on p.id = m.user_id
    where t.company_id = ${companyId} and t.id = ${ticketId} and ${condition}
      and (m.role in ('owner', 'admin') or m.user_id = t.agent_id
        or exists (select from queue_agent a where a.company_id = t.company_id and a.queue_id = t.queue_id and a.user_id = m.user_id))
    order by p.name collate "es-x-icu", m.user_id limit ${MOST}`.execute(tx)
  return rows
}
