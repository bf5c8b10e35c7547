// Writes what is generated from a freshly migrated database: the types for Kysely, and schema.txt in words.
// `--check` writes nothing and fails when they are stale.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/server/database/embedded.ts'
import { migrate } from '../src/server/database/migrate.ts'

const TYPES = 'src/server/database/types.ts'
const WORDS = 'schema.txt'
const OURS = `n.nspname in ('public', 'auth')`

const check = process.argv.includes('--check')
const dir = mkdtempSync(path.join(tmpdir(), 'score-schema-'))
chmodSync(dir, 0o755)
const server = await startEmbedded(dir, ['-c', 'fsync=off'])
try {
  await migrate(server.url)
  const stale = [compare(TYPES, types(server.url)), compare(WORDS, await words(server.url))].filter((f) => f !== null)
  if (check && stale.length > 0) {
    console.error(`stale: ${stale.join(', ')}; run: npm run schema`)
    process.exitCode = 1
  }
} finally {
  server.stop()
  rmSync(dir, { recursive: true, force: true })
}

function compare(file: string, text: string): string | null {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return null
  if (!check) writeFileSync(file, text)
  return file
}

function types(url: string): string {
  const out = path.join(dir, 'types.ts')
  const args = ['--dialect', 'postgres', '--url', url, '--out-file', out, '--include-pattern', '{public,auth}.*']
  const mapping = [
    '--type-mapping',
    JSON.stringify({ int8: 'number', uuid: 'string' }),
    '--exclude-pattern',
    'public.migration',
  ]
  const r = spawnSync('kysely-codegen', [...args, ...mapping, '--log-level', 'error'], { encoding: 'utf8' })
  if (r.status !== 0) throw new Error(r.stderr + r.stdout)
  return readFileSync(out, 'utf8')
}

async function words(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const lines = async (sql: string) => (await client.query<{ t: string; line: string }>(sql)).rows
  const columns = await lines(
    `select n.nspname || '.' || c.relname t, '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') line
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where ${OURS} and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
  )
  const constraints = await lines(
    `select n.nspname || '.' || c.relname t, '  ' || pg_get_constraintdef(k.oid) line from pg_constraint k
     join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and k.contype <> 'n' order by 1, 2`,
  )
  const indexes = await lines(
    `select n.nspname || '.' || c.relname t, '  ' || pg_get_indexdef(i.indexrelid) line from pg_index i
     join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and not i.indisprimary order by 1, 2`,
  )
  const walls = await lines(
    `select n.nspname || '.' || c.relname t, '  ' || case when c.relforcerowsecurity then 'row security forced; ' else '' end || coalesce((select string_agg(format('%s to %s using %s', p.polname, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid)), '; ' order by p.polname) from pg_policy p where p.polrelid = c.oid), 'no policies') line
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind = 'r' order by 1`,
  )
  await client.end()
  const tables = [...new Set(columns.map((c) => c.t))].filter((t) => t !== 'public.migration')
  return tables
    .map((t) =>
      [
        t,
        ...[columns, constraints, indexes, walls].flatMap((part) => part.filter((l) => l.t === t).map((l) => l.line)),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n')
}
