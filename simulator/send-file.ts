import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** Answers with a page, style or script of one of our folders; only plain names, so that nothing else is reached. */
export async function sendFile(reply: FastifyReply, folder: 'phone' | 'control', file: string, policy: string) {
  const type = types[/^[a-z-]+\.(html|css|js)$/.exec(file)?.[1] ?? '']
  if (type === undefined) return reply.callNotFound()
  try {
    const text = await readFile(new URL(`${folder}/${file}`, import.meta.url))
    return reply.header('content-type', type).header('content-security-policy', policy).send(text)
  } catch {
    return reply.callNotFound()
  }
}
