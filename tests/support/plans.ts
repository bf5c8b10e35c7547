import pg from 'pg'
import { type Statement, transactionsOf } from './statements.ts'
import type { TestServer } from './test-server.ts'

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}

export interface Read {
  table: string
  /** Null: the whole table was walked. */
  index: string | null
  /** Rows looked at, whether they were wanted or not. */
  rows: number
}

export interface Planned {
  text: string
  reads: Read[]
  ms: number
}

/** What the statements of these calls that name `about` read, by PostgreSQL's own account, asked again behind the company's
 *  wall. Only for calls that change nothing. */
export async function readsOf(
  server: TestServer,
  { companyId, about }: { companyId: string; about: string },
  act: () => Promise<unknown>,
): Promise<Planned[]> {
  const statements = (await transactionsOf(act)).flat().filter(({ text }) => text.includes(about))
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  try {
    // In a test's database nearly all rows are this company's, and walking a whole table is cheapest; in a real one it is not.
    await client.query(`begin; set local enable_seqscan = off; set local enable_bitmapscan = off`)
    await client.query(`set local role score_tenant; set local app.company_id = '${companyId}'`)
    const planned: Planned[] = []
    for (const statement of statements) planned.push(await explain(client, statement))
    return planned
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

async function explain(client: pg.Client, { text, values }: Statement): Promise<Planned> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node; 'Execution Time': number }] }>(
    `explain (analyze, format json) ${text}`,
    values,
  )
  const { Plan: plan, 'Execution Time': ms } = rows[0]!['QUERY PLAN'][0]
  return { text, reads: readsIn(plan), ms }
}

function readsIn(node: Node): Read[] {
  const below = (node.Plans ?? []).flatMap(readsIn)
  const table = node['Relation Name']
  if (table === undefined) return below
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  const rows = Math.round((node['Actual Rows'] + removed) * node['Actual Loops'])
  return [{ table, index: node['Index Name'] ?? null, rows }, ...below]
}
