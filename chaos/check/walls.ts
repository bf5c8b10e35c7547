import pg from 'pg'
import type { Stage } from '../stage.ts'

/** As each company, in the role that its people have, every table behind the wall is asked for rows of others. */
export async function reachable({ rig, companies }: Stage): Promise<string[]> {
  const tables = await rig.sql<{ name: string }>(
    `select distinct tablename as name from pg_policies where schemaname = 'public' and 'score_tenant' = any (roles)
       and has_table_privilege('score_tenant', tablename, 'select')`,
  )
  const client = new pg.Client({ connectionString: rig.url })
  await client.connect()
  const found: string[] = []
  for (const { place } of companies) {
    await client.query('begin')
    await client.query(`select set_config('role', 'score_tenant', true), set_config('app.company_id', $1, true)`, [
      place.companyId,
    ])
    for (const { name } of tables) {
      const column = name === 'company' ? 'id' : 'company_id'
      const { rows } = await client.query<{ foreign: number; own: number }>(
        `select count(*) filter (where ${column} is distinct from $1)::int as "foreign", count(*)::int as own from "${name}"`,
        [place.companyId],
      )
      const { foreign, own } = rows[0]!
      if (foreign > 0) found.push(`${name}: ${foreign}`)
      if (name === 'message' && own === 0) found.push('message: a company does not see its own')
    }
    await client.query('rollback')
  }
  await client.end()
  return found
}
