import scalar from '@scalar/fastify-api-reference'
import Fastify, { type FastifyInstance } from 'fastify'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '../../..')
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>API</title></head><body><main id="app"></main><script src="/api/docs/js/scalar.js"></script><script src="/api/docs/js/start.js"></script></body></html>`
const START = `Scalar.createApiReference('#app', { url: '/api/openapi.json', withDefaultFonts: false, telemetry: false, agent: { disabled: true }, showDeveloperTools: 'never', hideClientButton: true })`
const CSP = `default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`

let script: Promise<Buffer> | null = null

/** The package carries its script inside and hands it out by its plugin alone, together with a page whose inline script
 *  our policy forbids: so it is asked in a server of its own that nobody can reach. */
async function readScript(): Promise<Buffer> {
  const shelf = Fastify()
  await shelf.register(scalar, { routePrefix: '/shelf', configuration: { content: {} } })
  const { rawPayload } = await shelf.inject('/shelf/js/scalar.js')
  await shelf.close()
  return rawPayload
}

/** /api/openapi.json (generated, committed) and /api/docs: readable, all of it served from here. */
export function serveDocs(app: FastifyInstance): void {
  const openapi = readFileSync(path.join(ROOT, 'openapi.json'), 'utf8')
  app.get('/api/openapi.json', (_req, reply) => reply.type('application/json').send(openapi))
  app.get('/api/docs', (_req, reply) => reply.type('text/html').header('content-security-policy', CSP).send(PAGE))
  app.get('/api/docs/js/scalar.js', async (_req, reply) => {
    script ??= readScript()
    return reply
      .type('text/javascript')
      .header('cache-control', 'max-age=86400')
      .send(await script)
  })
  app.get('/api/docs/js/start.js', (_req, reply) => reply.type('text/javascript').send(START))
}
