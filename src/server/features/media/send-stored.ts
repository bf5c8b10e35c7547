import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Visit } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { byteRange } from './byte-range.ts'

/** A file as it leaves. */
export interface Stored {
  id: string
  key: string
  bytes: number
  sha256: string
  name: string
  /** The type of its bytes, where browsers show that safely; null for what is only ever downloaded. */
  shownAs: string | null
}

/** Shown only as what it is and what browsers show safely, all else as an attachment. A cache asks each time whether the
 *  caller still may. */
export async function sendStored(
  { storage, log }: Pick<Visit, 'storage' | 'log'>,
  req: FastifyRequest,
  reply: FastifyReply,
  file: Stored,
): Promise<FastifyReply> {
  reply.headers(headersOf(file, (req.query as { download?: string }).download !== undefined))
  const etag = `"${file.sha256}"`
  if (req.headers['if-none-match'] === etag) return reply.status(304).send()
  const isFresh = [undefined, etag].includes(req.headers['if-range'] as string | undefined)
  const range = byteRange(isFresh ? req.headers.range : undefined, file.bytes)
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${file.bytes}`).send()
  const stream = await storage.open(file.key, range ?? undefined)
  if (stream === null) {
    log.error({ fileId: file.id, key: file.key }, 'a stored file is not in the storage')
    throw new Refusal('not_found')
  }
  if (range !== null) reply.status(206).header('content-range', `bytes ${range.from}-${range.to}/${file.bytes}`)
  return reply.header('content-length', range === null ? file.bytes : range.to - range.from + 1).send(stream)
}

function headersOf({ name, shownAs, sha256 }: Stored, download: boolean): Record<string, string> {
  // RFC 6266: the first for old clients, in plain letters; the second for all others.
  const plain = name.replaceAll(/[^\w. -]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': shownAs ?? 'application/octet-stream',
    'content-disposition': `${shownAs !== null && !download ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': `default-src 'none'; sandbox`,
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag: `"${sha256}"`,
  }
}
