import type { ImportColumn } from '../../../rules/contact-import.ts'
import { reasonSentence } from '../../../rules/contact-import.ts'
import { sentence } from '../../../contract/problems.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { listAttributeRecords } from './attribute-store.ts'
import {
  clearLines,
  getImportRecord,
  type ImportRecord,
  listImportRecords,
  listLines,
  updateImport,
} from './import-store.ts'

type Done = Record<string, never>
const SHOWN_PROBLEMS = 100
const NOTHING = { lines_done: 1, made: 0, updated: 0, skipped: 0, rejected: 0, error: null }

export async function listImports(ctx: Ctx, input: { cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(input.cursor)
  const rows = await ctx.inTenant((tx) => listImportRecords(tx, companyOf(ctx.actor), after, input.limit + 1))
  return page(rows, input.limit, (r) => ({ at: r.sort_at, id: r.id }), present)
}

export async function getImport(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const row = await getImportRecord(tx, companyId, id)
    const attributes = await listAttributeRecords(tx, companyId)
    const problems = await listLines(tx, companyId, id, 0, SHOWN_PROBLEMS, true)
    return {
      ...present(row),
      problems: problems.map(({ line, reasons }) => ({
        line,
        reasons: reasons.map((r) => reasonSentence(r, ctx.lang, attributes)),
      })),
    }
  })
}

/** Nothing is written but what is wrong: every line is judged by a job. */
export async function checkImport(
  ctx: Ctx,
  input: {
    id: string
    mapping: Record<string, ImportColumn>
    existing: 'update' | 'skip'
    consentSource: string | null
  },
): Promise<Done> {
  const companyId = companyOf(ctx.actor)
  const columns = Object.values(input.mapping)
  if (!columns.includes('phone')) {
    const message = ctx.lang === 'en' ? 'Say which column holds the phone.' : 'Di qué columna tiene el teléfono.'
    throw new Refusal('invalid', {}, [{ field: 'mapping', rule: 'CI-01', message }])
  }
  if (new Set(columns).size < columns.length) {
    const message = ctx.lang === 'en' ? 'Two columns cannot be the same.' : 'Dos columnas no pueden ser lo mismo.'
    throw new Refusal('invalid', {}, [{ field: 'mapping', message }])
  }
  await ctx.inTenant(async (tx) => {
    await lockAt(ctx, tx, input.id, ['uploaded', 'checked'])
    await clearLines(tx, companyId, input.id)
    const { mapping, existing, consentSource } = input
    await updateImport(tx, companyId, input.id, {
      ...NOTHING,
      state: 'checking',
      mapping,
      existing,
      consent_source: consentSource,
    })
    await ctx.jobs.enqueue(tx, 'contact.import', { companyId, importId: input.id }, { key: input.id })
  })
  return {}
}

export async function startImport(ctx: Ctx, { id }: { id: string }): Promise<Done> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const row = await lockAt(ctx, tx, id, ['checked'])
    await clearLines(tx, companyId, id)
    await updateImport(tx, companyId, id, { ...NOTHING, state: 'writing' })
    const { file_name: fileName, existing, consent_source: consentSource, lines } = row
    await record(tx, doerOf(ctx), 'contacts.import', id, null, { fileName, existing, consentSource, lines })
    await ctx.jobs.enqueue(tx, 'contact.import', { companyId, importId: id }, { key: id })
  })
  return {}
}

/** What is written already stays; the file goes. */
export async function cancelImport(ctx: Ctx, { id }: { id: string }): Promise<Done> {
  const companyId = companyOf(ctx.actor)
  const key = await ctx.inTenant(async (tx) => {
    const row = await lockAt(ctx, tx, id, ['uploaded', 'checking', 'checked', 'writing'])
    await updateImport(tx, companyId, id, { state: 'cancelled', finished_at: new Date(), storage_key: null })
    await record(
      tx,
      doerOf(ctx),
      'contacts.import_cancelled',
      id,
      { state: row.state },
      { made: row.made, updated: row.updated },
    )
    return row.storage_key
  })
  if (key !== null) await ctx.storage.remove(key)
  return {}
}

async function lockAt(
  ctx: Ctx,
  tx: Parameters<typeof getImportRecord>[0],
  id: string,
  states: ImportRecord['state'][],
): Promise<ImportRecord> {
  const row = await getImportRecord(tx, companyOf(ctx.actor), id, true)
  if (states.includes(row.state)) return row
  throw new Refusal('import_state', {}, [{ field: 'id', message: sentence('import_state', ctx.lang) }])
}

type State = 'uploaded' | 'checking' | 'checked' | 'writing' | 'done' | 'failed' | 'cancelled'

const present = (r: ImportRecord) => ({
  id: r.id,
  fileName: r.file_name,
  encoding: r.encoding,
  delimiter: r.delimiter,
  columns: r.headings,
  mapping: r.mapping,
  existing: r.existing as 'update' | 'skip',
  consentSource: r.consent_source,
  state: r.state as State,
  linesDone: r.lines_done,
  lines: r.lines,
  made: r.made,
  updated: r.updated,
  skipped: r.skipped,
  rejected: r.rejected,
  error: r.error,
  by: r.created_by_name,
  createdAt: r.created_at.toISOString(),
  finishedAt: r.finished_at?.toISOString() ?? null,
})
