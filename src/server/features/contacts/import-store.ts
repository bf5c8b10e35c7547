import { type Selectable, sql } from 'kysely'
import type { ImportColumn, Reason, TakenLine } from '../../../rules/contact-import.ts'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { ContactImport } from '../../database/types.ts'
import type { Place } from '../../paging.ts'
import { found } from '../../refusal.ts'

export type ImportRecord = Omit<Selectable<ContactImport>, 'headings' | 'mapping'> & {
  headings: { heading: string; samples: string[] }[]
  mapping: Record<string, ImportColumn>
}

const asRecord = (row: Selectable<ContactImport>) => row as unknown as ImportRecord

export async function insertImport(
  tx: Tx,
  i: Pick<
    ImportRecord,
    'company_id' | 'id' | 'file_name' | 'storage_key' | 'bytes' | 'encoding' | 'delimiter' | 'headings' | 'mapping'
  > & {
    created_by: string
    created_by_name: string
  },
): Promise<void> {
  await tx
    .insertInto('contact_import')
    .values({ ...i, headings: JSON.stringify(i.headings), mapping: JSON.stringify(i.mapping) })
    .execute()
}

export async function listImportRecords(tx: Tx, companyId: string, after: Place | null, limit: number) {
  const { rows } = await sql<Selectable<ContactImport> & { sort_at: string }>`
    select *, created_at::text as sort_at from contact_import where company_id = ${companyId}
    ${after ? sql`and (created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by created_at desc, id desc limit ${limit}`.execute(tx)
  return rows.map((r) => ({ ...asRecord(r), sort_at: r.sort_at }))
}

export async function getImportRecord(tx: Tx, companyId: string, id: string, lock = false): Promise<ImportRecord> {
  const query = tx.selectFrom('contact_import').selectAll().where('company_id', '=', companyId).where('id', '=', id)
  return asRecord(found(await (lock ? query.forUpdate() : query).executeTakeFirst()))
}

type Change = Partial<
  Pick<
    ImportRecord,
    | 'state'
    | 'existing'
    | 'consent_source'
    | 'lines_done'
    | 'lines'
    | 'made'
    | 'updated'
    | 'skipped'
    | 'rejected'
    | 'error'
    | 'finished_at'
    | 'storage_key'
    | 'mapping'
  >
>

export async function updateImport(
  tx: Tx,
  companyId: string,
  id: string,
  { mapping, ...change }: Change,
): Promise<void> {
  // Of what has ended nobody needs to see the lines, nor does an erased person stand in them.
  const headings = sql<string>`(select coalesce(jsonb_agg(h || '{"samples": []}'), '[]') from jsonb_array_elements(headings) h)`
  const set = {
    ...change,
    ...(mapping && { mapping: JSON.stringify(mapping) }),
    ...(change.finished_at && { headings }),
  }
  await tx.updateTable('contact_import').set(set).where('company_id', '=', companyId).where('id', '=', id).execute()
}

export async function clearLines(tx: Tx, companyId: string, importId: string): Promise<void> {
  await tx
    .deleteFrom('contact_import_line')
    .where('company_id', '=', companyId)
    .where('import_id', '=', importId)
    .execute()
}

export type LineOutcome = 'made' | 'updated' | 'skipped' | 'rejected'
export interface LineResult {
  line: number
  outcome: LineOutcome
  reasons: readonly Reason[]
}

export async function insertLines(
  tx: Tx,
  companyId: string,
  importId: string,
  lines: readonly LineResult[],
): Promise<void> {
  if (lines.length === 0) return
  await sql`insert into contact_import_line (company_id, import_id, line, outcome, reasons)
    select ${companyId}, ${importId}, v.line, v.outcome, v.reasons::jsonb from ${table('v', lines, {
      line: ['int4', (l) => l.line],
      outcome: ['text', (l) => l.outcome],
      reasons: ['text', (l) => JSON.stringify(l.reasons)],
    })}`.execute(tx)
}

export async function listLines(
  tx: Tx,
  companyId: string,
  importId: string,
  after: number,
  limit: number,
  rejectedOnly = false,
): Promise<LineResult[]> {
  let query = tx
    .selectFrom('contact_import_line')
    .select(['line', 'outcome', 'reasons'])
    .where('company_id', '=', companyId)
    .where('import_id', '=', importId)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
  if (rejectedOnly) query = query.where('outcome', '=', 'rejected')
  return (await query.execute()) as unknown as LineResult[]
}

export interface KnownContact {
  line: string
  id: string
  name: string
  attributes: Record<string, string>
  optedOut: boolean
}

/** Who has these numbers already; locked, sorted, when they are about to be changed. */
export async function knownByLines(
  tx: Tx,
  companyId: string,
  lines: readonly string[],
  lock: boolean,
): Promise<Map<string, KnownContact>> {
  const { rows } = await sql<KnownContact>`
    select a.value as line, c.id, c.name, c.attributes, c.marketing_opt_out_at is not null as "optedOut"
    from contact_address a join contact c on c.company_id = a.company_id and c.id = a.contact_id
    where a.company_id = ${companyId} and a.kind = 'phone' and a.value = any(${lines}::text[]) order by c.id ${lock ? sql`for update of c` : sql``}`.execute(
    tx,
  )
  return new Map(rows.map((r) => [r.line, r]))
}

/** False when somebody made one of them at this moment: then nothing of this transaction may stay. */
export async function insertImported(
  tx: Tx,
  companyId: string,
  lines: readonly (TakenLine & { id: string })[],
): Promise<boolean> {
  if (lines.length === 0) return true
  await sql`insert into contact (company_id, id, name, attributes) select ${companyId}, v.id, v.name, v.attributes::jsonb from ${table(
    'v',
    lines,
    {
      id: ['uuid', (l) => l.id],
      name: ['text', (l) => l.name],
      attributes: ['text', (l) => JSON.stringify(l.attributes)],
    },
  )}`.execute(tx)
  const sorted = lines.toSorted((a, b) => (a.phoneLine < b.phoneLine ? -1 : 1))
  const { numAffectedRows = 0n } = await sql`insert into contact_address (company_id, kind, value, shown, contact_id)
    select ${companyId}, 'phone', v.line, v.shown, v.id from ${table('v', sorted, {
      line: ['text', (l) => l.phoneLine],
      shown: ['text', (l) => l.shown],
      id: ['uuid', (l) => l.id],
    })} on conflict do nothing`.execute(tx)
  return Number(numAffectedRows) === lines.length
}

export async function updateImported(
  tx: Tx,
  companyId: string,
  rows: readonly { id: string; name: string; attributes: Record<string, string> }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`update contact c set name = v.name, attributes = v.attributes::jsonb, version = c.version + 1 from ${table(
    'v',
    rows,
    {
      id: ['uuid', (r) => r.id],
      name: ['text', (r) => r.name],
      attributes: ['text', (r) => JSON.stringify(r.attributes)],
    },
  )} where c.company_id = ${companyId} and c.id = v.id`.execute(tx)
}

/** TK-6, WS-9: what the file says of marketing. An opt-out is honoured; a consent undoes none. */
export async function recordConsents(
  tx: Tx,
  companyId: string,
  given: {
    source: string
    by: { id: string; name: string }
    consents: readonly string[]
    optOuts: readonly string[]
    fileName: string
  },
): Promise<void> {
  const { source, by, consents, optOuts, fileName } = given
  if (optOuts.length > 0)
    await sql`
      with said as (select * from ${table('v', optOuts.toSorted(), { id: ['uuid', (id) => id], n: ['uuid', () => newId()] })}),
      marked as (update contact c set marketing_opt_out_at = now() from said where c.company_id = ${companyId} and c.id = said.id
        and c.marketing_opt_out_at is null returning c.id)
      insert into contact_consent (company_id, id, contact_id, given, how, source, actor_id, actor_name)
      select ${companyId}, said.n, said.id, false, 'import', ${fileName}, ${by.id}, ${by.name} from said join marked on marked.id = said.id`.execute(
      tx,
    )
  if (consents.length > 0)
    await sql`insert into contact_consent (company_id, id, contact_id, given, how, source, actor_id, actor_name)
      select ${companyId}, v.n, v.id, true, 'import', ${source}, ${by.id}, ${by.name}
      from ${table('v', consents, { id: ['uuid', (id) => id], n: ['uuid', () => newId()] })}`.execute(tx)
}

/** Which of these keys of the storage are files that are still to be brought in. */
export async function importKeysInUse(tx: Tx, keys: string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select i.storage_key as key from unnest(${keys.map((k) => k.split('/')[0])}::uuid[], ${keys.map((k) => k.split('/')[2])}::uuid[]) v(c, id)
    join contact_import i on i.company_id = v.c and i.id = v.id
    where i.storage_key is not null and i.created_at > now() - interval '7 days'`.execute(tx)
  return rows.map((r) => r.key)
}
