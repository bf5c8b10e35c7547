import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance } from 'fastify'
import type { System } from '../context.ts'
import { leavePresence } from '../features/agents/presence.ts'
import type { ActorOf } from './actor.ts'
import { refuseUnstorable } from './storable.ts'

/** /api/auth/*: better-auth's standard routes. Fastify has parsed the body already, so a fresh Request is built. */
export function serveAuth(app: FastifyInstance, system: System, actorOf: ActorOf): void {
  const { auth, config, log } = system
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (req, reply) => {
      refuseUnstorable([req.body, req.query, req.params])
      const headers = fromNodeHeaders(req.headers)
      headers.set('x-client-ip', req.ip)
      headers.delete('content-length')
      // Who leaves is known only as long as they are here.
      const leaving = req.url.startsWith('/api/auth/sign-out') ? await actorOf(headers) : null
      const answer = await auth.handler(
        new Request(new URL(req.url, config.PUBLIC_URL), {
          method: req.method,
          headers,
          ...(req.method === 'POST' ? { body: JSON.stringify(req.body ?? {}) } : {}),
        }),
      )
      if (leaving && answer.ok)
        await leavePresence(system, leaving).catch((err: unknown) => log.warn({ err }, 'presence was not ended'))
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      answer.headers.forEach((value, name) => {
        if (name !== 'set-cookie') reply.header(name, value)
      })
      return reply.status(answer.status).send(answer.body ? await answer.text() : null)
    },
  })
}
