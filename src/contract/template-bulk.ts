import * as z from 'zod'
import { id, route, time } from './route.ts'

const CsvFinding = z.object({
  /** As the file calls it; null: the line as a whole. */
  column: z.string().nullable(),
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'advice']),
  message: z.string(),
  blocks: z.boolean(),
})

/**
 * What becomes of a line: `ready` has no errors, `overridable` only such as may be overruled (TP-5), `refused` others,
 * `exists` is there already; `drafted`, `asked` (for approval, TP-10) and `requested` is what was done.
 */
export const lineOutcome = z.enum(['ready', 'overridable', 'refused', 'exists', 'drafted', 'asked', 'requested'])

const ImportLine = z.object({
  /** As spreadsheets count: the headings are line 1. */
  line: z.number(),
  name: z.string(),
  displayName: z.string(),
  language: z.string(),
  outcome: lineOutcome,
  findings: z.array(CsvFinding),
  /** Of the template or draft that it became. */
  id: id.nullable(),
  /** When it is submitted, if not at once: WhatsApp takes 100 an hour (LIM-02). */
  submittedAt: time.nullable(),
})

/** Many templates in one file; `docs/templates-csv.md` describes it. */
export const templateBulk = {
  importCsv: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/templates/import',
    summary: 'Importar CSV: look at a file of templates, and make drafts or requests of them',
    tag: 'templates',
  })
    .input(
      z.object({
        channelId: id,
        file: z.string().max(2_900_000).describe('The CSV file, base64'),
        mode: z
          .enum(['check', 'drafts', 'requests'])
          .default('check')
          .describe('`check` changes nothing; of lines that are refused nothing is made'),
        overrides: z.array(z.string().max(20)).max(50).default([]),
      }),
    )
    .output(z.object({ lines: z.array(ImportLine), unknownColumns: z.array(z.string()) })),
  exportCsv: route('templates.write', {
    method: 'GET',
    path: '/channels/{channelId}/templates/export',
    summary: 'Exportar CSV: all templates of one number, as an import reads them',
    tag: 'templates',
  })
    .input(z.object({ channelId: id }))
    .output(z.object({ fileName: z.string(), csv: z.string() })),
}
