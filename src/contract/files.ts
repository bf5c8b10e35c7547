import * as z from 'zod'
import { id } from './route.ts'

/** What a file that goes out is to be. */
export const mediaType = z.enum(['IMAGE', 'DOCUMENT', 'VIDEO'])

/** A file of the company's own, kept once however often it is uploaded. Its bytes are at `GET /api/files/{id}`. */
export const StoredFile = z.object({
  id,
  kind: z.enum(['image', 'document', 'video']),
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

/** As many bytes of one upload are read, and not one more: Meta's own limit for a film. */
export const MOST_UPLOAD_BYTES = 16 * 1_048_576
