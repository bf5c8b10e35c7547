import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { asCtx, type Visit } from '../../context.ts'
import { judge } from '../../http/os.ts'
import { Refusal } from '../../refusal.ts'
import { byteRange } from './byte-range.ts'
import { endingOf, formOf } from './form.ts'
import { getSeenMedia } from './see-media.ts'
import type { MediaFile } from './store.ts'

/** The bytes of a file, for whoever may read its message: shown only as what they are and what browsers show safely, all else
 *  as an attachment. A cache asks each time whether the caller still may. */
export function serveMedia(app: FastifyInstance, visitOf: (req: FastifyRequest) => Promise<Visit>): void {
  app.get<{ Params: { id: string }; Querystring: { download?: string } }>('/api/media/:id', async (req, reply) => {
    const visit = await visitOf(req)
    judge('workspace.read', visit)
    const { id } = req.params
    if (!z.uuid().safeParse(id).success) throw new Refusal('invalid', {}, [{ field: 'id', message: 'id' }])
    const ctx = asCtx(visit)
    const file = await ctx.inTenant((tx) => getSeenMedia(tx, ctx, id))
    if (file.state !== 'stored') throw new Refusal('not_found')

    reply.headers(headersOf(file, req.query.download !== undefined))
    const etag = `"${file.sha256!}"`
    if (req.headers['if-none-match'] === etag) return reply.status(304).send()
    const asked = [undefined, etag].includes(req.headers['if-range'] as string | undefined)
      ? req.headers.range
      : undefined
    return sendBytes(visit, reply, file, asked)
  })
}

async function sendBytes(
  { storage, log }: Visit,
  reply: FastifyReply,
  file: MediaFile,
  asked: string | undefined,
): Promise<FastifyReply> {
  const size = file.bytes!
  const range = byteRange(asked, size)
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${size}`).send()
  const stream = await storage.open(file.storage_key!, range ?? undefined)
  if (stream === null) {
    log.error({ mediaId: file.id, key: file.storage_key }, 'a stored file is not in the storage')
    throw new Refusal('not_found')
  }
  if (range !== null) reply.status(206).header('content-range', `bytes ${range.from}-${range.to}/${size}`)
  return reply.header('content-length', range === null ? size : range.to - range.from + 1).send(stream)
}

function headersOf(file: MediaFile, download: boolean): Record<string, string> {
  const isShown = formOf(file.kind, file.detected_type) !== 'file'
  const name = file.file_name ?? `${file.kind}-${file.id.slice(-8)}${endingOf(file.detected_type)}`
  // RFC 6266: the first for old clients, in plain letters; the second for all others.
  const plain = name.replaceAll(/[^\w. -]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': isShown ? file.detected_type! : 'application/octet-stream',
    'content-disposition': `${isShown && !download ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': `default-src 'none'; sandbox`,
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag: `"${file.sha256!}"`,
  }
}
