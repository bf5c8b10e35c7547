import { OpenAPIHandler } from '@orpc/openapi/fastify'
import type { ORPCError } from '@orpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Visit } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { langOf } from './actor.ts'
import { problem, sendProblem, toORPCError } from './problem.ts'
import { router } from './router.ts'

/** Calls a minute from one address that nobody has signed in for. */
const STRANGERS_PER_MINUTE = 120
const LARGE_BODY = 3_000_000

/** The contract's routes. Every fault leaves as problem+json; only unexpected ones are logged as errors. */
export async function serveContract(
  app: FastifyInstance,
  visitOf: (req: FastifyRequest) => Promise<Visit>,
  log: Logger,
): Promise<void> {
  const handler = new OpenAPIHandler<Visit>(router, {
    interceptors: [
      async (call) => {
        const { context } = call
        try {
          return await call.next()
        } catch (error) {
          const told = toORPCError(error, context.lang, context.requestId)
          if (told.code === 'internal') log.error({ err: error, requestId: context.requestId }, 'route failed')
          else if (error instanceof Refusal) log.debug({ code: error.code, requestId: context.requestId }, 'refused')
          throw told
        }
      },
    ],
    customErrorResponseBodyEncoder: (error: ORPCError<string, unknown>) => error.data,
  })
  app.addHook('onSend', async (req, reply, payload) => {
    if (
      reply.statusCode >= 400 &&
      req.url.startsWith('/api/') &&
      String(reply.getHeader('content-type')).startsWith('application/json')
    ) {
      if (!req.url.startsWith('/api/auth/')) reply.header('content-type', 'application/problem+json; charset=utf-8')
    }
    return payload
  })
  const strangers = app.createRateLimit({ max: STRANGERS_PER_MINUTE, timeWindow: 60_000 })
  const answer = async (req: FastifyRequest, reply: FastifyReply) => {
    const context = await visitOf(req)
    if (context.actor === null && context.config.RATE_LIMITS) {
      const call = await strangers(req)
      if (!call.isAllowed && call.isExceeded) {
        return sendProblem(reply, problem('too_many', context.lang, { requestId: req.id }))
      }
    }
    const { matched } = await handler.handle(req, reply, { prefix: '/api', context })
    if (!matched) {
      const lang = langOf(new Headers(req.headers as Record<string, string>))
      return sendProblem(reply, problem('not_found', lang, { requestId: req.id }))
    }
    return undefined
  }
  app.all('/api/*', answer)
  // A file of templates, of up to 2 MB, comes within JSON.
  app.post('/api/channels/:channelId/templates/import', { bodyLimit: LARGE_BODY }, answer)
}
