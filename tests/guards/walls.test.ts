import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AUTH_ROLE, SYSTEM_ROLE, TENANT_ROLE } from '../../src/server/database/doors.ts'
import { systemUses } from '../../src/server/database/system-uses.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { standings } from './routes.ts'
import { companyTables } from './tables.ts'
import { makeWorld, type World } from './world.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'
let server: TestServer
let own: World
let other: World
let tables: string[]

beforeAll(async () => {
  server = await startTestServer()
  own = await makeWorld(server, standings.owner)
  other = await makeWorld(server, standings.owner)
  tables = await companyTables(server)
})
afterAll(() => server.stop())

describe('ST-3 the wall between companies', () => {
  test('stands around every table that has a company', async () => {
    const walls = await server.sql<{ name: string; on: boolean; forced: boolean; policies: string[] }>(
      `select c.oid::regclass::text as name, c.relrowsecurity as "on", c.relforcerowsecurity as forced,
         array(select format('%s %s to %s: %s', p.polpermissive, p.polcmd, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid))
           from pg_policy p where p.polrelid = c.oid order by p.polname) as policies
       from pg_class c where c.oid::regclass::text = any ($1) order by 1`,
      [[...tables, 'company']],
    )
    expect(walls.length).toBeGreaterThan(25)
    for (const { name, ...wall } of walls) {
      const key = name === 'company' ? 'id' : 'company_id'
      const policies = [`t * to {${SYSTEM_ROLE}}: true`, `t * to {${TENANT_ROLE}}: (${key} = current_company())`]
      expect(wall, `${name}: call wall_in('${name}') in its migration`).toEqual({ on: true, forced: true, policies })
    }
  })

  test('leaves a company no table without it', async () => {
    const open = await server.sql<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c
       where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('public', 'auth') and not c.relforcerowsecurity
         and has_table_privilege($1, c.oid, 'select, insert, update, delete') order by 1`,
      [TENANT_ROLE],
    )
    expect(open.map(({ name }) => name)).toEqual([])
  })

  test('cannot be passed by the roles of the running application, which own nothing', async () => {
    const roles = await server.sql(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
         (select count(*)::int from pg_class c where c.relowner = r.oid)
         + (select count(*)::int from pg_proc f where f.proowner = r.oid)
         + (select count(*)::int from pg_namespace n where n.nspowner = r.oid) as owned,
         array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as member_of
       from pg_roles r where rolname = any ($1)`,
      [[TENANT_ROLE, SYSTEM_ROLE, AUTH_ROLE]],
    )
    expect(roles).toHaveLength(3)
    const weak = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false }
    for (const role of roles) expect(role).toMatchObject({ ...weak, owned: 0, member_of: [] })
  })

  test('hides the rows of every other company, and all rows from one that does not exist; without a company nothing opens', async () => {
    let compared = 0
    for (const table of tables) {
      const there = await server.sql(`select from ${table} where company_id = $1 limit 1`, [other.companyId])
      if (there.length > 0) compared++
      expect(await seen(table, other.companyId), table).toEqual(there.map(() => other.companyId))
      expect(
        (await seen(table, own.companyId)).filter((id) => id !== own.companyId),
        table,
      ).toEqual([])
      expect(await seen(table, NOBODY), table).toEqual([])
    }
    await expect(seen(tables[0]!, '')).rejects.toThrow("not a company's id")
    expect(compared, 'tables with rows of both companies').toBeGreaterThan(15)
  })

  test('lets nothing be written into another company', async () => {
    const { db } = server.system
    const move = db.inTenant(own.companyId, (tx) =>
      sql`update contact set company_id = ${other.companyId} where id = ${own.contactId}`.execute(tx),
    )
    await expect(move).rejects.toMatchObject({ code: '42501' })
    const { numAffectedRows } = await db.inTenant(own.companyId, (tx) =>
      sql`update contact set name = 'Otro nombre' where id = ${other.contactId}`.execute(tx),
    )
    expect(numAffectedRows).toBe(0n)
  })
})

test('every reason to look across companies is in use', () => {
  const root = path.join(import.meta.dirname, '../../src')
  const code = globSync('**/*.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'))
  const used = code.flatMap((text) => [...text.matchAll(/\basSystem\(\s*'([^']+)'/g)].map(([, use]) => use))
  expect(new Set(used)).toEqual(new Set(Object.keys(systemUses)))
})

/** The companies whose rows a transaction of one company sees; none where it may not even look. */
async function seen(table: string, companyId: string): Promise<string[]> {
  try {
    const { rows } = await server.system.db.inTenant(companyId, (tx) =>
      sql<{ id: string }>`select distinct company_id as id from ${sql.raw(table)}`.execute(tx),
    )
    return rows.map(({ id }) => id)
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return []
    throw error
  }
}
