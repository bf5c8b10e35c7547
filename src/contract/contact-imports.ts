import * as z from 'zod'
import { id, nothing, pageOf, paging, route, time } from './route.ts'

/** What a column of the file is: a field, or `attribute.<key>`; what is not named is left alone. */
export const importColumn = z.union([
  z.enum(['phone', 'name', 'optOut']),
  z.templateLiteral(['attribute.', z.string().regex(/[a-z][a-z0-9_]{0,39}/)]),
])

export const ContactImport = z.object({
  id,
  fileName: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  /** The file's headings, each with what its first lines hold. */
  columns: z.array(z.object({ heading: z.string(), samples: z.array(z.string()) })),
  /** By the number of the column, from 0. */
  mapping: z.record(z.string(), importColumn),
  existing: z.enum(['update', 'skip']),
  consentSource: z.string().nullable(),
  state: z.enum(['uploaded', 'checking', 'checked', 'writing', 'done', 'failed', 'cancelled']),
  linesDone: z.number(),
  lines: z.number().nullable(),
  made: z.number(),
  updated: z.number(),
  skipped: z.number(),
  rejected: z.number(),
  error: z.string().nullable(),
  by: z.string(),
  createdAt: time,
  finishedAt: time.nullable(),
})

export const ImportProblem = z.object({ line: z.number(), reasons: z.array(z.string()) })

export const contactImports = {
  imports: route('contacts.manage', {
    method: 'GET',
    path: '/contact-imports',
    summary: 'Files of contacts that were brought in, newest first',
    tag: 'contacts',
  })
    .input(z.object(paging))
    .output(pageOf(ContactImport)),
  import: route('contacts.manage', {
    method: 'GET',
    path: '/contact-imports/{id}',
    summary: 'How far an import is, with the first lines that were rejected',
    tag: 'contacts',
  })
    .input(z.object({ id }))
    .output(ContactImport.extend({ problems: z.array(ImportProblem) })),
  checkImport: route('contacts.manage', {
    method: 'POST',
    path: '/contact-imports/{id}/check',
    summary: 'Judge every line by this mapping; nothing is written',
    tag: 'contacts',
  })
    .input(
      z.object({
        id,
        mapping: z.record(z.string().regex(/^\d{1,3}$/), importColumn),
        existing: z.enum(['update', 'skip']).default('update'),
        /** Where the people agreed to marketing; null: nothing is said about it. */
        consentSource: z.string().trim().min(3).max(200).nullable().default(null),
      }),
    )
    .output(nothing),
  startImport: route('contacts.manage', {
    method: 'POST',
    path: '/contact-imports/{id}/start',
    summary: 'Write what was checked',
    tag: 'contacts',
  })
    .input(z.object({ id }))
    .output(nothing),
  cancelImport: route('contacts.manage', {
    method: 'POST',
    path: '/contact-imports/{id}/cancellation',
    summary: 'Stop: what is written already stays',
    tag: 'contacts',
  })
    .input(z.object({ id }))
    .output(nothing),
}
