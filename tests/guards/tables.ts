import type { TestServer } from '../support/test-server.ts'

/** Every table that has rows of companies, quoted for SQL. */
export async function companyTables(server: TestServer): Promise<string[]> {
  const rows = await server.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** What the server itself goes on writing by the clock, whoever calls. */
const BY_THE_CLOCK = new Set(['alarm', 'channel', 'channel_connection', 'provider_exchange', 'template'])

/** Those that only change when somebody does something. */
export const tablesOfPeople = async (server: TestServer): Promise<string[]> =>
  (await companyTables(server)).filter((table) => !BY_THE_CLOCK.has(table))

/** All rows of a company as one text, to see whether anything changed. */
export async function rowsOf(server: TestServer, tables: string[], companyId: string): Promise<string> {
  const all: string[] = []
  for (const table of tables) {
    const rows = await server.sql<{ row: string }>(
      `select t::text as row from ${table} t where company_id = $1 order by 1`,
      [companyId],
    )
    all.push(table, ...rows.map(({ row }) => row))
  }
  return all.join('\n')
}
