import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { INTERNAL, Refusal } from './refusal.ts'

/** A file part of a multipart body; text parts are plain strings. */
export interface Upload {
  name: string
  contentType: string
  bytes: Buffer
}

const bodyLimit = 101 * 1024 * 1024

export function acceptBodies(server: FastifyInstance): void {
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
  server.addContentTypeParser(
    /^multipart\/form-data/,
    { parseAs: 'buffer', bodyLimit },
    async (request: FastifyRequest, body: Buffer) => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const parts = await new Response(new Uint8Array(body), { headers }).formData()
      const fields: Record<string, unknown> = {}
      for (const [name, value] of parts) fields[name] = typeof value === 'string' ? value : await uploadOf(value)
      return fields
    },
  )
}

async function uploadOf(file: File): Promise<Upload> {
  return { name: file.name, contentType: file.type, bytes: Buffer.from(await file.arrayBuffer()) }
}

export function answerErrors(server: FastifyInstance): void {
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ status: 'error', message: 'Not Found' }))
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Refusal) {
      const code = error.code === undefined ? {} : { code: error.code }
      return reply.code(error.status).send({ status: 'error', message: error.message, ...code })
    }
    if (error.statusCode === 413) {
      return reply.code(413).send({ status: 'error', message: 'File size exceeds the maximum limit!' })
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return reply.code(error.statusCode).send({ status: 'error', message: error.message })
    }
    process.stderr.write(`simulator: ${error.stack ?? error.message}\n`)
    return reply.code(500).send({ status: 'error', message: INTERNAL })
  })
}

export function param(request: FastifyRequest, name: string): string {
  return (request.params as Record<string, string>)[name] ?? ''
}

export function query(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Record<string, string | string[]>)[name]
  return Array.isArray(value) ? value[0] : value
}

/** A JSON body; callers check what they need. */
export const json = <T extends object>(request: FastifyRequest): Partial<T> => request.body ?? {}

/** The text fields of a form. */
export function form(request: FastifyRequest): Record<string, string | undefined> {
  const body = request.body
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >
}

export function upload(request: FastifyRequest, name: string): Upload | string | undefined {
  return (request.body as Record<string, Upload | string> | undefined)?.[name]
}

/** A structured form field, sent as a JSON string. @throws Refusal 400 when it is none */
export function jsonField<T>(text: string | undefined, fallback: T): T {
  if (text === undefined || text === '') return fallback
  try {
    return JSON.parse(text) as T
  } catch {
    throw new Refusal(400, 'Please review the request parameters and retry')
  }
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

/** A per-app call on both hosts: the Partner API with the app token, self-serve with the `apikey`. */
export function onBothHosts(
  server: FastifyInstance,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  handler: Handler,
): void {
  for (const host of ['/partner', '/wa']) server.route({ method, url: `${host}/app/:appId${path}`, handler })
}
