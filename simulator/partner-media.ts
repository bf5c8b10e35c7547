import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireApp } from './credentials.ts'
import { form, onBothHosts, param, upload, type Upload } from './http.ts'
import { Refusal } from './refusal.ts'
import type { App, Media } from './rows.ts'
import type { Sim } from './sim.ts'

const mostBytes = 100 * 1024 * 1024
const keptMs = 30 * 86_400_000

export function mediaRoutes(server: FastifyInstance, sim: Sim): void {
  const enter = (request: FastifyRequest): App => {
    const app = requireApp(sim, request)
    sim.limits.take('media', app.id)
    return app
  }

  onBothHosts(server, 'POST', '/upload/media', async (request) => {
    const app = enter(request)
    mustBeSample(request)
    const media = await stored(sim, app, request, 'file')
    const handle = `4::${Buffer.from(media.contentType).toString('base64')}:${media.id}`
    return { handleId: { message: handle }, status: 'success' }
  })

  onBothHosts(server, 'POST', '/media', async (request) => {
    const app = enter(request)
    if (!app.live) throw new Refusal(400, 'Only CAPI apps allowed to generate media ID')
    const media = await stored(sim, app, request, 'file')
    return { mediaId: media.id, status: 'success' }
  })

  onBothHosts(server, 'GET', '/media/:mediaId', (request, reply) => {
    const app = enter(request)
    const media = mediaOf(sim, app, param(request, 'mediaId'))
    if (!media) throw new Refusal(400, 'Please review the request parameters and retry')
    return reply.header('content-type', media.contentType).send(Buffer.from(media.base64, 'base64'))
  })

  onBothHosts(server, 'DELETE', '/media/:mediaId', (request) => {
    enter(request)
    sim.books.media.remove(param(request, 'mediaId'))
    return { status: 'success' }
  })

  onBothHosts(server, 'PUT', '/business/profile/photo', async (request) => {
    const app = enter(request)
    const field = upload(request, 'image') === undefined ? 'file' : 'image'
    if (sim.settings.refuseProfile.includes('photo')) {
      throw new Refusal(400, 'Please review the request parameters and retry')
    }
    app.photoMediaId = (await stored(sim, app, request, field)).id
    sim.books.apps.put(app)
    return { status: 'success' }
  })

  onBothHosts(server, 'GET', '/business/profile/photo', (request) => {
    const app = enter(request)
    return { status: 'success', message: app.photoMediaId ? fileUrl(sim, app.photoMediaId) : '' }
  })

  onBothHosts(server, 'DELETE', '/business/profile/photo', (request) => {
    const app = enter(request)
    delete app.photoMediaId
    sim.books.apps.put(app)
    return { status: 'success' }
  })

  // Stands in for filemanager.gupshup.io, which asks for no credentials.
  server.get('/files/:mediaId', (request, reply) => {
    const media = sim.books.media.get(param(request, 'mediaId'))
    if (!media || sim.settings.mediaGone) return reply.code(404).send({ status: 'error', message: 'Not Found' })
    if (media.urlExpiry !== undefined && media.urlExpiry <= sim.now()) {
      return reply.code(410).send({ status: 'error', message: 'Gone' })
    }
    return reply
      .header('content-type', media.contentType)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(media.base64, 'base64'))
  })
}

/** What reviewers can be shown, by its first bytes (rulebook MED-06, MED-10). */
const sampleHeads: Record<string, RegExp> = {
  'image/jpeg': /^\xff\xd8\xff/,
  'image/jpg': /^\xff\xd8\xff/,
  'image/png': /^\x89PNG/,
  'application/pdf': /^%PDF/,
  'video/mp4': /^[^]{4}ftyp/,
}

/** @throws Refusal 400 for a sample of another type, or whose bytes are not what `file_type` says */
function mustBeSample(request: FastifyRequest): void {
  const given = upload(request, 'file')
  const head = sampleHeads[form(request)['file_type'] ?? '']
  if (!head) throw new Refusal(400, 'Invalid file type. Only pdf, jpeg, jpg, png and mp4 are supported')
  if (typeof given === 'object' && !head.test(given.bytes.subarray(0, 16).toString('latin1')))
    throw new Refusal(400, 'File does not match its file_type')
}

/** What the app uploaded, or a customer sent it, within the 30 days that it is kept. */
export function mediaOf(sim: Sim, app: App, id: string): Media | undefined {
  const media = sim.books.media.get(id)
  return media?.appId === app.id && (media.createdOn ?? Infinity) > sim.now() - keptMs ? media : undefined
}

export const fileUrl = (sim: Sim, mediaId: string) => `${sim.url()}/files/${mediaId}`

/** The file of a multipart body, or what its URL gives. @throws Refusal 400, 413, 500 */
async function stored(sim: Sim, app: App, request: FastifyRequest, field: string): Promise<Media> {
  const given = upload(request, field)
  const contentType = form(request)['file_type']
  if (given === undefined || given === '') throw new Refusal(400, 'Please review the request parameters and retry')
  const file = typeof given === 'string' ? await fetched(given) : given
  if (file.bytes.length > mostBytes) throw new Refusal(413, 'File size exceeds the maximum limit!')
  return keep(sim, app.id, { ...file, contentType: contentType ?? file.contentType })
}

export function keep(sim: Sim, appId: string, file: Upload, urlExpiry?: number): Media {
  const { name, contentType, bytes } = file
  const base64 = bytes.toString('base64')
  const life = urlExpiry === undefined ? {} : { urlExpiry }
  return sim.books.media.put({ id: randomUUID(), appId, name, contentType, base64, createdOn: sim.now(), ...life })
}

async function fetched(url: string): Promise<Upload> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const contentType = response.headers.get('content-type') ?? 'application/octet-stream'
    return { name: url.split('/').at(-1) ?? 'file', contentType, bytes: Buffer.from(await response.arrayBuffer()) }
  } catch {
    throw new Refusal(500, 'Unable to upload requested Media')
  }
}
