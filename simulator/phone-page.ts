import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { param } from './http.ts'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src * data: blob:; media-src *; base-uri 'none'; form-action 'self'"

export function phonePage(server: FastifyInstance): void {
  server.get('/phone', (_request, reply) => sendFile(reply, 'index.html'))
  server.get('/phone/:file', (request, reply) => sendFile(reply, param(request, 'file')))
  server.get('/', (_request, reply) => reply.redirect('/phone'))
}

async function sendFile(reply: FastifyReply, file: string) {
  const type = types[/^[a-z-]+\.(html|css|js)$/.exec(file)?.[1] ?? '']
  if (type === undefined) return reply.callNotFound()
  try {
    const text = await readFile(new URL(`phone/${file}`, import.meta.url))
    return reply.header('content-type', type).header('content-security-policy', policy).send(text)
  } catch {
    return reply.callNotFound()
  }
}
