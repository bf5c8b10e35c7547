import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { MOST_UPLOAD_BYTES, mediaType, mediaUse } from '../../../contract/files.ts'
import { limitOf } from '../../../rules/media/limits.ts'
import type { Config } from '../../config.ts'
import { asCtx, type Visit } from '../../context.ts'
import { judge } from '../../http/os.ts'
import { Refusal } from '../../refusal.ts'
import { keepFile, type Upload } from './keep-file.ts'

const UPLOADS_A_MINUTE = 60
const LONGEST_NAME = 255
/** All uploads under way together: more than so much is not held in memory. */
const HELD_AT_MOST = 320 * 1_048_576

/** POST /api/files: one file as a stream, of which no more is held than may be sent. */
export async function serveUploads(
  app: FastifyInstance,
  visitOf: (req: FastifyRequest) => Promise<Visit>,
  config: Config,
): Promise<void> {
  await app.register(async (uploads) => {
    await uploads.register(multipart, {
      limits: { files: 1, fields: 4, parts: 5, fileSize: MOST_UPLOAD_BYTES.chat + 1, headerPairs: 20 },
      throwFileSizeLimit: false,
    })
    const max = config.RATE_LIMITS ? UPLOADS_A_MINUTE : Infinity
    const rateLimit = { max, timeWindow: '1 minute', keyGenerator: personOf(visitOf) }
    uploads.route<{ Querystring: { type?: string; use?: string } }>({
      method: 'POST',
      url: '/api/files',
      config: { rateLimit },
      handler: async (req) => {
        const visit = await visitOf(req)
        judge('files.use', visit)
        const type = mediaType.safeParse(req.query.type)
        if (!type.success) throw new Refusal('invalid', {}, [{ field: 'type', message: mediaType.options.join(', ') }])
        const use = mediaUse.safeParse(req.query.use)
        if (!use.success) throw new Refusal('invalid', {}, [{ field: 'use', message: 'template, chat' }])
        if (type.data === 'AUDIO' && use.data === 'template')
          throw new Refusal('invalid', {}, [{ field: 'type', message: 'IMAGE, DOCUMENT, VIDEO' }])
        const most = MOST_UPLOAD_BYTES[use.data]
        if (Number(req.headers['content-length'] ?? 0) > most + 65_536) throw new Refusal('too_large')
        const bounds = { held: limitOf(type.data, use.data).bytes, most }
        return keepFile(asCtx(visit), { type: type.data, use: use.data }, await received(req, bounds))
      },
    })
  })
}

/** For limits: whoever is signed in has a share of their own, wherever they come from. */
export const personOf = (visitOf: (req: FastifyRequest) => Promise<Visit>) => async (req: FastifyRequest) =>
  (await visitOf(req)).actor?.userId ?? req.ip

interface Bounds {
  /** Bytes beyond these are only counted. */
  held: number
  /** Nothing is read beyond these. */
  most: number
}

/** @throws Refusal too_large, invalid, uploads_busy */
async function received(req: FastifyRequest, bounds: Bounds): Promise<Upload> {
  try {
    const part = req.isMultipart() ? await req.file() : undefined
    if (part?.fieldname === 'file') return await read(part, bounds)
  } catch (error) {
    if (error instanceof Refusal) throw error
    // What is no such body, or breaks off, is told like one without a file.
  }
  throw new Refusal('invalid', {}, [{ field: 'file', message: 'multipart/form-data' }])
}

let heldByAll = 0

async function read({ file, filename, mimetype }: MultipartFile, bounds: Bounds): Promise<Upload> {
  const held: Buffer[] = []
  let size = 0
  let own = 0
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      // What is over the limit is only counted, so that it can be said.
      if (size <= bounds.held) {
        held.push(chunk)
        own += chunk.length
        heldByAll += chunk.length
      }
      size += chunk.length
      if (heldByAll > HELD_AT_MOST) throw new Refusal('uploads_busy')
      if (size > bounds.most) throw new Refusal('too_large')
    }
    // Browsers write quotation marks so, that would end the name.
    const fileName = filename.replaceAll('%22', '"').slice(-LONGEST_NAME)
    return { bytes: Buffer.concat(held), size, fileName, declaredType: mimetype }
  } finally {
    heldByAll -= own
  }
}
