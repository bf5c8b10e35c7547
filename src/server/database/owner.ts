import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'
import { AUTH_ROLE, SYSTEM_ROLE, TENANT_ROLE } from './doors.ts'

const ROLES = [TENANT_ROLE, SYSTEM_ROLE, AUTH_ROLE]
const STARTING_UP_MS = 30_000

/** A connection as the database's owner, who can do what a migration needs. @throws CannotStart, in plain words */
export async function connectAsOwner(url: string): Promise<pg.Client> {
  const client = await connect(url)
  try {
    await refusePoorServer(client)
    await prepareRoles(client)
    return client
  } catch (error) {
    await client.end()
    throw error
  }
}

async function connect(url: string): Promise<pg.Client> {
  for (const end = Date.now() + STARTING_UP_MS; ; await sleep(500)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '57P03' && Date.now() < end) continue
      throw new CannotStart(`DATABASE_URL: ${whyNoConnection(client, error as Error & { code?: string })}`)
    }
  }
}

function whyNoConnection({ host, port, user, database }: pg.Client, error: Error & { code?: string }): string {
  const place = `${host}:${port}`
  switch (error.code) {
    case 'ECONNREFUSED':
      return `no PostgreSQL answers at ${place}. Is it running, and are host and port right?`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `there is no machine called ${host}. Is the host right?`
    case '28P01':
      return `the password of user ${user} is wrong.`
    case '28000':
      return `${place} lets user ${user} not in: ${error.message}.`
    case '3D000':
      return `there is no database ${database} at ${place}. Make it with: createdb -O ${user} ${database}`
    default:
      return `no connection to ${place}: ${error.message || error.code}. Is a firewall between?`
  }
}

/** What migrations need: see `docs/settings.md`. */
async function refusePoorServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<Record<'version' | 'encoding' | 'owner' | 'database', string> & Facts>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       pg_encoding_to_char(encoding) as encoding, current_user as owner, datname as database,
       has_database_privilege(oid, 'create') and has_schema_privilege('public', 'create') as may_create,
       (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may_make_roles,
       (select count(*)::int from pg_roles where rolname = any ($1)) as roles,
       array(select n from unnest(array['unaccent', 'pg_trgm']) n
         where not exists (select from pg_available_extensions e where e.name = n)) as absent,
       exists (select from pg_collation where collname = 'es-x-icu') as icu
     from pg_database where datname = current_database()`,
    [ROLES],
  )
  const s = rows[0]!
  const faults = [
    s.number < 150_000 && `PostgreSQL 15 or later is needed; this is ${s.version}.`,
    s.encoding !== 'UTF8' && `database ${s.database} must have the encoding UTF8; it has ${s.encoding}.`,
    !s.may_create &&
      `user ${s.owner} must own the database. As superuser: alter database ${s.database} owner to ${s.owner}`,
    !s.may_make_roles &&
      s.roles < ROLES.length &&
      `user ${s.owner} may not make roles. As superuser: alter role ${s.owner} createrole`,
    s.absent.length > 0 &&
      `the server lacks the extensions ${s.absent.join(', ')}: install PostgreSQL's contrib package.`,
    !s.icu && 'the server was built without ICU, which sorts names.',
  ].filter((fault) => fault !== false)
  if (faults.length > 0) throw new CannotStart(faults.map((fault) => `DATABASE_URL: ${fault}`).join('\n'))
}

interface Facts {
  number: number
  may_create: boolean
  may_make_roles: boolean
  roles: number
  absent: string[]
  icu: boolean
}

/** The owner makes the run-time roles and must be able to take them on, which from PostgreSQL 16 on is a right of its own. */
async function prepareRoles(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ modern: boolean }>(
    `select current_setting('server_version_num')::int >= 160000 as modern`,
  )
  const modern = rows[0]!.modern
  for (const role of ROLES) {
    await makeRole(client, role)
    const kinds = modern ? ['set', 'usage'] : ['member']
    const able = kinds.map((kind) => `pg_has_role(current_user, '${role}', '${kind}')`).join(' and ')
    const has = await client.query<{ able: boolean }>(`select ${able} as able`)
    if (has.rows[0]!.able) continue
    try {
      await client.query(`grant ${role} to current_user${modern ? ' with set true, inherit true' : ''}`)
    } catch {
      const all = ROLES.join(', ')
      throw new CannotStart(
        `DATABASE_URL: user ${client.user} may not take on the roles of the application, which exist already. ` +
          `As superuser: grant ${all} to ${client.user} with admin option`,
      )
    }
  }
}

/** Roles belong to the whole server: another database's first start may make them at the same moment. */
async function makeRole(client: pg.Client, role: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount) return
  try {
    await client.query(`create role ${role} nologin`)
  } catch (error) {
    if (!['42710', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  }
}

/** ST-3: a run-time role that could pass the wall between companies stops the start. */
export async function refuseStrongRoles(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ role: string; strong: string }>(
    `select distinct on (r.rolname) r.rolname as role, s.rolname as strong
     from pg_roles r join pg_roles s on s.oid = r.oid or pg_has_role(r.oid, s.oid, 'member')
     where r.rolname = any ($1)
       and (s.rolsuper or s.rolbypassrls or s.rolname = current_user
         or exists (select from pg_database d where d.datname = current_database() and d.datdba = s.oid)
         or exists (select from pg_class c where c.relowner = s.oid))
     order by r.rolname, s.oid <> r.oid, s.rolname`,
    [ROLES],
  )
  if (rows.length === 0) return
  const faults = rows.map(({ role, strong }) =>
    role === strong ? `${role} is` : `${role} is a member of ${strong}, which is`,
  )
  throw new CannotStart(
    'DATABASE_URL: no role of the application may be superuser, owner of anything or BYPASSRLS, for then companies could ' +
      `see each other's data. But ${faults.join(', and ')}.`,
  )
}
