import * as z from 'zod'
import { id, nothing, route } from './route.ts'

/** A file of a message, the contact's or ours. */
export const Media = z.object({
  id,
  /** Path of its bytes, `/api/media/{id}` or `/api/files/{id}`; with `?download` they come as an attachment. */
  url: z.string(),
  /** waiting: on its way here; failed: not tried by itself any more; gone: nobody has it any more. */
  state: z.enum(['waiting', 'stored', 'failed', 'gone']),
  /** What a browser can do with it, by what the bytes are: `file` is for download alone. */
  form: z.enum(['image', 'audio', 'video', 'file']),
  /** MIME type, read from the bytes; null where they do not tell. */
  type: z.string().nullable(),
  bytes: z.number().nullable(),
  /** Its bytes are not of the kind that it claims to be. */
  odd: z.boolean(),
  fileName: z.string().nullable(),
  /** Why it is not here, in plain words; while it waits, why the last try failed. */
  reason: z.string().nullable(),
})

export const media = {
  retry: route('workspace.read', {
    method: 'POST',
    path: '/media/{id}/retry',
    summary: 'Fetch a file again, now',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(nothing),
}
