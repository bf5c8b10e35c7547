import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { MOST_UPLOAD_BYTES, mediaType } from '../../../contract/files.ts'
import { MOST_MEDIA_BYTES } from '../../../rules/media/limits.ts'
import type { Config } from '../../config.ts'
import { asCtx, type Visit } from '../../context.ts'
import { judge } from '../../http/os.ts'
import { Refusal } from '../../refusal.ts'
import { keepFile, type Upload } from './keep-file.ts'

const UPLOADS_A_MINUTE = 60
const LONGEST_NAME = 255

/** POST /api/files: one file as a stream, of which no more is held than may be sent. */
export async function serveUploads(
  app: FastifyInstance,
  visitOf: (req: FastifyRequest) => Promise<Visit>,
  config: Config,
): Promise<void> {
  await app.register(async (uploads) => {
    await uploads.register(multipart, {
      limits: { files: 1, fields: 4, parts: 5, fileSize: MOST_UPLOAD_BYTES + 1, headerPairs: 20 },
      throwFileSizeLimit: false,
    })
    const max = config.RATE_LIMITS ? UPLOADS_A_MINUTE : Infinity
    const rateLimit = { max, timeWindow: '1 minute', keyGenerator: personOf }
    uploads.route<{ Querystring: { type?: string } }>({
      method: 'POST',
      url: '/api/files',
      config: { rateLimit },
      handler: async (req) => {
        const visit = await visitOf(req)
        judge('files.use', visit)
        const type = mediaType.safeParse(req.query.type)
        if (!type.success) throw new Refusal('invalid', {}, [{ field: 'type', message: 'IMAGE, DOCUMENT, VIDEO' }])
        if (Number(req.headers['content-length'] ?? 0) > MOST_UPLOAD_BYTES + 65_536) throw new Refusal('too_large')
        return keepFile(asCtx(visit), type.data, await received(req))
      },
    })
  })
}

/** Whoever is signed in has a share of their own, wherever they come from. */
const personOf = (req: FastifyRequest) => req.headers.cookie ?? req.ip

/** @throws Refusal too_large, invalid */
async function received(req: FastifyRequest): Promise<Upload> {
  try {
    const part = req.isMultipart() ? await req.file() : undefined
    if (part?.fieldname === 'file') return await read(part)
  } catch (error) {
    if (error instanceof Refusal) throw error
    // What is no such body, or breaks off, is told like one without a file.
  }
  throw new Refusal('invalid', {}, [{ field: 'file', message: 'multipart/form-data' }])
}

async function read({ file, filename, mimetype }: MultipartFile): Promise<Upload> {
  const held: Buffer[] = []
  let size = 0
  for await (const chunk of file as AsyncIterable<Buffer>) {
    // What is over every limit is only counted, so that it can be said.
    if (size <= MOST_MEDIA_BYTES) held.push(chunk)
    size += chunk.length
    if (size > MOST_UPLOAD_BYTES) throw new Refusal('too_large')
  }
  // Browsers write quotation marks so, that would end the name.
  const fileName = filename.replaceAll('%22', '"').slice(-LONGEST_NAME)
  return { bytes: Buffer.concat(held), size, fileName, declaredType: mimetype }
}
