import { CsvError } from 'csv-parse'
import { type CountryCode } from '../../../rules/phone.ts'
import { type ImportContext, type Reason, readImportLine, type TakenLine } from '../../../rules/contact-import.ts'
import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announce } from '../../live/announce.ts'
import { type Doer, record } from '../audit/record.ts'
import { listAttributeRecords } from './attribute-store.ts'
import { announceConversations } from './announce-conversations.ts'
import { type Encoding, type FileLine, linesOf } from './import-file.ts'
import {
  getImportRecord,
  type ImportRecord,
  insertImported,
  insertLines,
  type KnownContact,
  knownByLines,
  type LineResult,
  recordConsents,
  updateImport,
  updateImported,
} from './import-store.ts'
import { changesOf, fieldsOf, recordChanges } from './record-change.ts'
import { keepContacts } from './stand-still.ts'

const BITE = 500
const TRIES = 5
/** Then the job hands on to the next, so that none is held for dead. */
const TURN_MS = 60_000

/** Another run of this job is ahead, or somebody cancelled. */
class Overtaken extends Error {}
/** A contact was made elsewhere at the same moment: the bite begins anew and finds it. */
class Again extends Error {}

/** Job `contact.import`: judges the file, or writes it, line after line. What a bite did and how far it came stand in one
 *  transaction, so that a crash neither loses a line nor takes one twice. */
export const continueImport =
  ({ db, storage, jobs, log }: Pick<System, 'db' | 'storage' | 'jobs' | 'log'>) =>
  async ({ companyId, importId }: JobPayload<'contact.import'>): Promise<void> => {
    const key = { companyId, importId }
    const begun = await db.inTenant(companyId, async (tx) => ({
      row: await getImportRecord(tx, companyId, importId),
      attributes: await listAttributeRecords(tx, companyId),
      country: (await tx.selectFrom('company').select('country').where('id', '=', companyId).executeTakeFirstOrThrow())
        .country,
    }))
    const { row } = begun
    if ((row.state !== 'checking' && row.state !== 'writing') || row.storage_key === null) return
    const context: ImportContext = {
      mapping: row.mapping,
      headings: row.headings.map(({ heading }) => heading),
      attributes: begun.attributes,
      country: begun.country as CountryCode,
    }
    const source = await storage.open(row.storage_key)
    if (source === null) return finish(db, key, row, 'failed', 'file_gone')
    // From its first new line on: passing over what is done counts for nothing.
    let until: number | null = null
    const seen = new Map<string, number>()
    let [done, first, bite]: [number, boolean, FileLine[]] = [row.lines_done, true, []]
    const write = async () => {
      const lines = bite
      bite = []
      if (lines.length > 0) done = await writeBite(db, row, context, { lines, seen, done })
    }
    try {
      for await (const line of linesOf(source, { encoding: row.encoding as Encoding, delimiter: row.delimiter })) {
        if (first) {
          first = false
          continue
        }
        if (line.line <= done) {
          remember(line, context, seen)
          continue
        }
        bite.push(line)
        until ??= Date.now() + TURN_MS
        if (bite.length < BITE) continue
        await write()
        if (Date.now() < until) continue
        source.destroy()
        return await db.inTenant(companyId, (tx) => jobs.enqueue(tx, 'contact.import', key, { key: importId }))
      }
      await write()
      await finish(db, key, row, row.state === 'checking' ? 'checked' : 'done', null)
    } catch (error) {
      if (error instanceof Overtaken) return
      if (!(error instanceof CsvError)) throw error
      log.info({ importId }, 'an import cannot be read to its end')
      await finish(db, key, row, 'failed', 'quotes')
    } finally {
      source.destroy()
    }
    // The file holds what people are called; it is needed no more.
    if (row.state === 'writing') await storage.remove(row.storage_key)
  }

const isEmpty = ({ cells }: FileLine) => cells.every((cell) => cell.trim() === '')

function remember(line: FileLine, context: ImportContext, seen: Map<string, number>): void {
  if (isEmpty(line)) return
  const read = readImportLine(line.cells, context)
  if ('taken' in read && !seen.has(read.taken.phoneLine)) seen.set(read.taken.phoneLine, line.line)
}

interface Bite {
  lines: readonly FileLine[]
  seen: Map<string, number>
  done: number
}

async function writeBite(db: System['db'], row: ImportRecord, context: ImportContext, bite: Bite): Promise<number> {
  const rejected: LineResult[] = []
  const taken: (TakenLine & { line: number; id: string })[] = []
  const reject = (line: number, reasons: readonly Reason[]) => rejected.push({ line, outcome: 'rejected', reasons })
  for (const line of bite.lines) {
    if (isEmpty(line)) continue
    const read = readImportLine(line.cells, context)
    if ('reasons' in read) {
      reject(line.line, read.reasons)
      continue
    }
    const before = bite.seen.get(read.taken.phoneLine)
    if (before === undefined) {
      bite.seen.set(read.taken.phoneLine, line.line)
      taken.push({ ...read.taken, line: line.line, id: newId() })
    } else reject(line.line, [['CI-05', '', String(before)]])
  }
  const reached = bite.lines.at(-1)!.line
  for (let n = 1; ; n++) {
    try {
      await db.inTenant(row.company_id, (tx) => store(tx, row, { taken, rejected, done: bite.done, reached }))
      return reached
    } catch (error) {
      if (!(error instanceof Again) || n === TRIES) throw error
    }
  }
}

interface Judged {
  taken: readonly (TakenLine & { line: number; id: string })[]
  rejected: readonly LineResult[]
  done: number
  reached: number
}

async function store(tx: Tx, row: ImportRecord, { taken, rejected, done, reached }: Judged): Promise<void> {
  const { company_id: companyId, id } = row
  const writes = row.state === 'writing'
  if (writes) await keepContacts(tx, [companyId])
  const now = await getImportRecord(tx, companyId, id, true)
  if (now.state !== row.state || now.lines_done !== done) throw new Overtaken()
  const known = await knownByLines(
    tx,
    companyId,
    taken.map((t) => t.phoneLine),
    writes,
  )
  const fresh = taken.filter((t) => !known.has(t.phoneLine))
  const old = taken.filter((t) => known.has(t.phoneLine))
  const outcome = row.existing === 'update' ? ('updated' as const) : ('skipped' as const)
  if (writes) {
    if (!(await insertImported(tx, companyId, fresh))) throw new Again()
    await recordChanges(
      tx,
      doerOf(row),
      'contact.create_import',
      fresh.map((t) => ({ contactId: t.id, before: null, after: { phone: t.shown, ...fieldsOf(t) } })),
    )
    const updates = outcome === 'updated' ? old.map((t) => ({ t, c: known.get(t.phoneLine)! })) : []
    await update(tx, row, updates)
    const all = [
      ...fresh.map((t) => ({ t, id: t.id, optedOut: false })),
      ...updates.map(({ t, c }) => ({ t, id: c.id, optedOut: c.optedOut })),
    ]
    // Who wants no more is heard in any case (WS-9).
    const left = outcome === 'skipped' ? old.map((t) => ({ t, id: known.get(t.phoneLine)!.id })) : []
    await recordConsents(tx, companyId, {
      source: row.consent_source ?? '',
      fileName: row.file_name,
      by: { id: row.created_by, name: row.created_by_name },
      optOuts: [...new Set([...all, ...left].filter(({ t }) => t.optOut).map((a) => a.id))],
      consents:
        row.consent_source === null
          ? []
          : [...new Set(all.filter(({ t, optedOut }) => !t.optOut && !optedOut).map((a) => a.id))],
    })
    const results = [
      ...fresh.map(({ line }) => ({ line, outcome: 'made' as const, reasons: [] })),
      ...old.map(({ line }) => ({ line, outcome, reasons: [] })),
    ]
    await insertLines(tx, companyId, id, results)
  }
  await insertLines(tx, companyId, id, rejected)
  await updateImport(tx, companyId, id, {
    lines_done: reached,
    made: now.made + fresh.length,
    updated: now.updated + (outcome === 'updated' ? old.length : 0),
    skipped: now.skipped + (outcome === 'skipped' ? old.length : 0),
    rejected: now.rejected + rejected.length,
  })
}

const doerOf = (row: ImportRecord): Doer => ({
  companyId: row.company_id,
  userId: row.created_by,
  name: row.created_by_name,
})

/** What differs is written, and stands in each one's history (RE-2) and on the screens that show it. */
async function update(tx: Tx, row: ImportRecord, updates: readonly { t: TakenLine; c: KnownContact }[]): Promise<void> {
  const { company_id: companyId } = row
  // Two numbers of one contact are two lines: where both say something, the later one has the last word.
  const told = new Map<string, { was: KnownContact; now: Pick<KnownContact, 'id' | 'name' | 'attributes'> }>()
  for (const { t, c } of updates) {
    const { name, attributes } = told.get(c.id)?.now ?? c
    told.set(c.id, { was: c, now: { id: c.id, name: t.name || name, attributes: { ...attributes, ...t.attributes } } })
  }
  const changed = [...told.values()].flatMap(({ was, now }) => {
    const change = changesOf(was, now)
    return change ? [{ now, change: { contactId: was.id, ...change } }] : []
  })
  const contacts = changed.map(({ now }) => now)
  await updateImported(tx, companyId, contacts)
  await recordChanges(
    tx,
    doerOf(row),
    'contact.import',
    changed.map(({ change }) => change),
  )
  await announceConversations(
    tx,
    companyId,
    contacts.map(({ id }) => id),
  )
}

async function finish(
  db: System['db'],
  { companyId, importId }: JobPayload<'contact.import'>,
  { state }: ImportRecord,
  then: 'checked' | 'done' | 'failed',
  error: string | null,
): Promise<void> {
  await db.inTenant(companyId, async (tx) => {
    const now = await getImportRecord(tx, companyId, importId, true)
    if (now.state !== state) return
    const ends = then !== 'checked'
    await updateImport(tx, companyId, importId, {
      state: then,
      error,
      lines: now.lines_done,
      ...(ends && { finished_at: new Date() }),
      ...(then === 'done' && { storage_key: null }),
    })
    if (ends) {
      const { made, updated, skipped, rejected } = now
      await record(tx, doerOf(now), 'contacts.import_ended', importId, null, {
        state: then,
        made,
        updated,
        skipped,
        rejected,
      })
    }
    await announce(tx, companyId, 'contacts', importId)
  })
}
