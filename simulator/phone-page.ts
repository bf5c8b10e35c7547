import type { FastifyInstance } from 'fastify'
import { param } from './http.ts'
import { sendFile } from './send-file.ts'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src * data: blob:; media-src *; base-uri 'none'; form-action 'self'"

export function phonePage(server: FastifyInstance): void {
  server.get('/phone', (_request, reply) => sendFile(reply, 'phone', 'index.html', policy))
  server.get('/phone/:file', (request, reply) => sendFile(reply, 'phone', param(request, 'file'), policy))
  server.get('/', (_request, reply) => reply.redirect('/phone'))
}
