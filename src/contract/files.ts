import * as z from 'zod'
import { id } from './route.ts'

/** What a file that goes out is to be. */
export const mediaType = z.enum(['IMAGE', 'DOCUMENT', 'VIDEO', 'AUDIO'])

/** With a template the limits of TP-9 hold, and there is no sound; written freely those of WhatsApp (WS-5). */
export const mediaUse = z.enum(['template', 'chat']).default('template')

/** A file of the company's own, kept once however often it is uploaded. Its bytes are at `GET /api/files/{id}`. */
export const StoredFile = z.object({
  id,
  kind: z.enum(['image', 'document', 'video', 'audio']),
  /** MIME type, read from the bytes. */
  type: z.string(),
  bytes: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** As it was called in this upload. */
  fileName: z.string(),
  /** What does not hinder sending it, but is worth knowing. */
  findings: z.array(z.object({ rule: z.string(), severity: z.enum(['warning', 'advice']), message: z.string() })),
})

/** As many bytes of one upload are read, and not one more: Meta's own limits for a film and for a document. */
export const MOST_UPLOAD_BYTES = { template: 16 * 1_048_576, chat: 101 * 1_048_576 }
