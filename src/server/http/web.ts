import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { fromNodeHeaders } from 'better-auth/node'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { langOf } from './actor.ts'
import { problem, sendProblem } from './problem.ts'

const BUILT = path.join(import.meta.dirname, '../../../dist/web')

const csp = (nonce: string) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')

/** The screens: built files under /assets, and the one page for every address that is not a file. */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: BUILT,
    wildcard: true,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  })
  // The folder itself is no file, and without a route of its own its answer would depend on the caller's encodings.
  app.get('/', (_req, reply) => sendPage(reply))
  app.setNotFoundHandler((req, reply) => {
    if (req.method === 'GET' && req.headers.accept?.includes('text/html') && !req.url.startsWith('/api/'))
      return sendPage(reply)
    return sendProblem(reply, problem('not_found', langOf(fromNodeHeaders(req.headers)), { requestId: req.id }))
  })
}

async function sendPage(reply: FastifyReply): Promise<FastifyReply> {
  // Read each time: it names the files of the newest build, also of one made under a running server.
  const page = await readFile(path.join(BUILT, 'index.html'), 'utf8')
  const nonce = randomBytes(16).toString('base64')
  const headers = { 'content-security-policy': csp(nonce), 'cache-control': 'no-cache' }
  return reply.headers(headers).type('text/html').send(page.replaceAll('{{nonce}}', nonce))
}
