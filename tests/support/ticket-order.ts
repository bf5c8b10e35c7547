import type { TestServer } from './test-server.ts'

/** What may never stand in the database, whatever happened at the same moment (TK-3, TK-5, TK-9, CH-8, AS-4): each with
 *  the rows that break it. */
export async function disorder(server: Pick<TestServer, 'sql'>, companyId: string): Promise<string[]> {
  const rules: Record<string, string> = {
    'an open interaction of a closed ticket':
      'select i.id from interaction i join ticket t on t.id = i.ticket_id where i.company_id = $1 and i.ended_at is null and t.closed_at is not null',
    'an open ticket without open interaction':
      'select t.id from ticket t where t.company_id = $1 and t.closed_at is null and not exists (select from interaction i where i.ticket_id = t.id and i.ended_at is null)',
    'an open interaction over a number that is off':
      'select i.id from interaction i join channel c on c.id = i.channel_id where i.company_id = $1 and i.ended_at is null and (not c.enabled or c.deleted_at is not null)',
    'an open ticket in a queue or campaign that is off':
      'select t.id from ticket t join campaign k on k.id = t.campaign_id left join queue q on q.id = t.queue_id where t.company_id = $1 and t.closed_at is null and (k.deleted_at is not null or not k.active or (q.id is not null and (not q.active or q.deleted_at is not null)))',
    'an interaction in another campaign than its ticket':
      'select i.id from interaction i join ticket t on t.id = i.ticket_id where i.company_id = $1 and t.campaign_id <> i.campaign_id',
    'a closed ticket with unread messages':
      "select id from ticket where company_id = $1 and closed_at is not null and unread > 0 and close_reason in ('agent', 'transferred')",
    'a transfer without both its ends':
      "select t.id from ticket t where t.company_id = $1 and t.close_reason = 'transferred' and not exists (select from ticket_event o join ticket_event i on i.company_id = o.company_id and i.kind = 'transferred_in' and i.data -> 'ticket' ->> 'id' = o.ticket_id::text where o.company_id = t.company_id and o.ticket_id = t.id and o.kind = 'transferred_out' and (o.data -> 'ticket' ->> 'id')::uuid = i.ticket_id)",
    'a holder whom the timeline does not know':
      "select t.id from ticket t where t.company_id = $1 and t.closed_at is null and t.agent_id is not null and t.opened_because is not null and not exists (select from ticket_event e where e.company_id = t.company_id and e.ticket_id = t.id and (e.actor_id = t.agent_id or e.data -> 'agent' ->> 'id' = t.agent_id::text or e.kind = 'undone'))",
    'a message of a contact that is nowhere':
      "select id from message where company_id = $1 and direction = 'in' and interaction_id is null",
  }
  const broken: string[] = []
  for (const [rule, query] of Object.entries(rules)) {
    const rows = await server.sql(query, [companyId])
    if (rows.length > 0) broken.push(`${rule}: ${rows.length}`)
  }
  return broken
}
