import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import * as z from 'zod'
import { contactFilters } from '../../../contract/contacts.ts'
import { guessMapping, reasonSentence } from '../../../rules/contact-import.ts'
import type { Config } from '../../config.ts'
import { asCtx, companyOf, type Ctx, type Visit } from '../../context.ts'
import { newId } from '../../database/id.ts'
import { judge } from '../../http/os.ts'
import { Refusal } from '../../refusal.ts'
import { keyOf, TooLarge } from '../../storage/storage.ts'
import { personOf } from '../files/upload-route.ts'
import { csvSentence } from '../templates/import-sentences.ts'
import { csvLines } from '../templates/csv-cells.ts'
import { listAttributeRecords } from './attribute-store.ts'
import { exportRows } from './export-contacts.ts'
import { formOf, linesOf, sniff } from './import-file.ts'
import { getImportRecord, insertImport, listLines } from './import-store.ts'

const MOST_MEGABYTES = 64
const MOST_COLUMNS = 100
const UPLOADS_A_MINUTE = 20
const SAMPLES = 3

/** Files of contacts, in and out, as streams: a list may be longer than memory. */
export async function serveContactFiles(
  app: FastifyInstance,
  visitOf: (req: FastifyRequest) => Promise<Visit>,
  config: Config,
): Promise<void> {
  const ctxOf = async (req: FastifyRequest): Promise<Ctx> => {
    const visit = await visitOf(req)
    judge('contacts.manage', visit)
    return asCtx(visit)
  }
  await app.register(async (uploads) => {
    await uploads.register(multipart, {
      limits: { files: 1, fields: 2, parts: 3, fileSize: MOST_MEGABYTES * 1024 * 1024 + 1, headerPairs: 20 },
      throwFileSizeLimit: false,
    })
    const max = config.RATE_LIMITS ? UPLOADS_A_MINUTE : Infinity
    const rateLimit = {
      max,
      timeWindow: '1 minute',
      keyGenerator: personOf(visitOf),
    }
    uploads.route({
      method: 'POST',
      url: '/api/contact-imports',
      config: { rateLimit },
      handler: async (req) => upload(await ctxOf(req), req),
    })
  })
  app.get('/api/contacts/export', async (req, reply) => {
    const ctx = await ctxOf(req)
    const asked = z.object({ ...contactFilters, delimiter: z.enum([',', ';']).optional() }).safeParse(req.query)
    if (!asked.success) throw new Refusal('invalid', {}, [{ field: 'query', message: 'filters' }])
    const { delimiter = ctx.lang === 'es' ? ';' : ',', ...filters } = asked.data
    return send(
      reply,
      ctx.lang === 'es' ? 'contactos.csv' : 'contacts.csv',
      csvLines(await exportRows(ctx, filters), delimiter),
    )
  })
  app.get<{ Params: { id: string } }>('/api/contact-imports/:id/result', async (req, reply) => {
    const ctx = await ctxOf(req)
    if (!z.uuid().safeParse(req.params.id).success) throw new Refusal('not_found')
    const row = await ctx.inTenant((tx) => getImportRecord(tx, companyOf(ctx.actor), req.params.id))
    return send(
      reply,
      `${row.file_name.replace(/\.[^.]*$/, '')}-${ctx.lang === 'es' ? 'resultado' : 'result'}.csv`,
      csvLines(resultRows(ctx, row.id), row.delimiter === ',' ? ',' : ';'),
    )
  })
}

function send(reply: FastifyReply, name: string, lines: AsyncIterable<string>): FastifyReply {
  const plain = name.replaceAll(/[^\w. -]/g, '_')
  return reply
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
    })
    .send(Readable.from(lines))
}

const refusal = (ctx: Ctx, rule: 'CSV-01' | 'CSV-03' | 'CSV-04') => {
  const reason = csvSentence(rule, ctx.lang, { megabytes: MOST_MEGABYTES })
  return new Refusal('csv_refused', { reason }, [{ field: 'file', rule, message: reason }])
}

/** Kept as it came; its beginning says what its columns seem to be. */
async function upload(ctx: Ctx, req: FastifyRequest): Promise<{ id: string }> {
  const part = req.isMultipart() ? await req.file().catch(() => undefined) : undefined
  if (part?.fieldname !== 'file') throw new Refusal('invalid', {}, [{ field: 'file', message: 'multipart/form-data' }])
  const companyId = companyOf(ctx.actor)
  const id = newId()
  const key = keyOf(companyId, id)
  const { bytes } = await ctx.storage
    .put(key, part.file, { bytes: MOST_MEGABYTES * 1024 * 1024 })
    .catch((error: unknown) => {
      throw error instanceof TooLarge ? refusal(ctx, 'CSV-04') : error
    })
  try {
    const { head, isUtf8 } = await sniff((await ctx.storage.open(key))!)
    const form = formOf(head, isUtf8)
    if (bytes === 0) throw refusal(ctx, 'CSV-01')
    if (form === null) throw refusal(ctx, 'CSV-03')
    const lines: string[][] = []
    for await (const { cells } of linesOf((await ctx.storage.open(key))!, form)) if (lines.push(cells) > SAMPLES) break
    const [titles = [], ...samples] = lines
    if (titles.every((title) => title.trim() === '') || samples.length === 0) throw refusal(ctx, 'CSV-01')
    const headings = titles.slice(0, MOST_COLUMNS).map((heading, at) => ({
      heading: heading.trim().slice(0, 100).toWellFormed(),
      samples: samples.map((cells) => (cells[at] ?? '').slice(0, 60).toWellFormed()).filter((cell) => cell !== ''),
    }))
    await ctx.inTenant(async (tx) => {
      const mapping = guessMapping(
        headings.map(({ heading }) => heading),
        await listAttributeRecords(tx, companyId),
      )
      const person = { created_by: ctx.actor.userId, created_by_name: ctx.actor.name }
      const file = { file_name: part.filename.slice(-255) || 'contactos.csv', storage_key: key, bytes }
      await insertImport(tx, { company_id: companyId, id, ...file, ...form, headings, mapping, ...person })
    })
    return { id }
  } catch (error) {
    await ctx.storage.remove(key)
    throw error
  }
}

const OUTCOMES = {
  made: ['creado', 'created'],
  updated: ['actualizado', 'updated'],
  skipped: ['ya existía', 'existed already'],
  rejected: ['rechazado', 'rejected'],
} as const

/** A line for each line of the file that was read. */
async function* resultRows(ctx: Ctx, importId: string): AsyncGenerator<string[]> {
  const companyId = companyOf(ctx.actor)
  const attributes = await ctx.inTenant((tx) => listAttributeRecords(tx, companyId))
  yield ctx.lang === 'es' ? ['Línea', 'Resultado', 'Motivo'] : ['Line', 'Result', 'Reason']
  for (let after = 0; ;) {
    const lines = await ctx.inTenant((tx) => listLines(tx, companyId, importId, after, 5_000))
    for (const { line, outcome, reasons } of lines)
      yield [
        String(line),
        OUTCOMES[outcome][ctx.lang === 'es' ? 0 : 1],
        reasons.map((r) => reasonSentence(r, ctx.lang, attributes)).join(' '),
      ]
    if (lines.length === 0) return
    after = lines.at(-1)!.line
  }
}
