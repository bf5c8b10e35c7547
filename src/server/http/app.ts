import { fromNodeHeaders } from 'better-auth/node'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { serveContactFiles } from '../features/contacts/file-routes.ts'
import type { System, Visit } from '../context.ts'
import { leavePresence, notePresence } from '../features/agents/presence.ts'
import { serveFiles } from '../features/files/serve-file.ts'
import { serveUploads } from '../features/files/upload-route.ts'
import { serveMedia } from '../features/media/serve-media.ts'
import type { Hub } from '../live/hub.ts'
import { Refusal } from '../refusal.ts'
import { listQueuesOfAgent } from '../features/campaigns/queues-of-agent.ts'
import { langOf, openActors } from './actor.ts'
import { allowedOrigins } from './origins.ts'
import { serveAuth } from './auth-routes.ts'
import { serveDocs } from './docs.ts'
import { serveHealth } from './health.ts'
import { serveLive } from './live-stream.ts'
import { problem, sendProblem } from './problem.ts'
import { serveContract } from './rpc.ts'
import { serveWeb } from './web.ts'

export interface WebServer {
  app: FastifyInstance
  /** Lets nobody in any more, ends the open streams, and answers what has begun. */
  close(): Promise<void>
}

/** How long what has begun may take to be answered when we stop. */
const ANSWERED_WITHIN_MS = 5_000

/** The web server: the contract under /api, sign-in, the live stream, the provider's door, and the screens. */
export async function openWeb(
  system: System,
  hub: Hub,
  doors: (app: FastifyInstance) => void,
  isReady: () => boolean,
): Promise<WebServer> {
  const { config, log } = system
  const loggerInstance: FastifyBaseLogger = log
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.TRUST_PROXY,
    // One log for all: a child of its own for each request is dear, and what is logged names the request anyway.
    childLoggerFactory: (logger) => logger,
    bodyLimit: 1_048_576,
    genReqId: () => randomUUID(),
    // What comes over a connection that is still open when we stop is answered too: a webhook may not come again.
    return503OnClosing: false,
    // An address that cannot be read reaches no route and no error handler.
    frameworkErrors: (error, req, reply) => {
      const code = (error.statusCode ?? 500) < 500 ? 'invalid' : 'internal'
      void sendProblem(reply, problem(code, langOf(fromNodeHeaders(req.headers)), { requestId: req.id }))
    },
  })
  app.setErrorHandler((error: Error & { statusCode?: number }, req, reply) => {
    const status = error.statusCode ?? 500
    const lang = langOf(fromNodeHeaders(req.headers))
    if (error instanceof Refusal) {
      const { code, data, errors } = error
      return sendProblem(reply, problem(code, lang, { data, errors, requestId: req.id }))
    }
    const code = status === 413 ? 'too_large' : status === 429 ? 'too_many' : status < 500 ? 'invalid' : 'internal'
    if (code === 'internal') log.error({ err: error, requestId: req.id, url: req.url }, 'request failed')
    return sendProblem(reply, problem(code, lang, { requestId: req.id }))
  })
  doors(app)
  let endStreams = (): void => undefined
  // Apart from the doors, which answer programs, and thousands of them a second.
  await app.register(async (pages) => {
    endStreams = await openPages(pages, system, hub, isReady)
  })
  return {
    app,
    async close() {
      endStreams()
      await closeGently(app)
    },
  }
}

/** What people see and programs ask for. Answers with the end of its open streams. */
async function openPages(
  pages: FastifyInstance,
  system: System,
  hub: Hub,
  isReady: () => boolean,
): Promise<() => void> {
  const { config, log } = system
  await pages.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: config.PUBLIC_URL.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  await pages.register(rateLimit, {
    global: false,
    errorResponseBuilder: (req) => Object.assign(new Error('too many'), { statusCode: 429, req }),
  })
  const allowed = allowedOrigins(config)
  pages.addHook('onRequest', (req, reply, next) => {
    reply.header('x-request-id', req.id)
    if (req.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    if (!isForeignWrite(req, allowed)) return next()
    sendProblem(reply, problem('wrong_origin', langOf(fromNodeHeaders(req.headers)), { requestId: req.id }))
  })

  const actorOf = openActors(system)
  const visitOf = async (req: FastifyRequest): Promise<Visit> => {
    const headers = fromNodeHeaders(req.headers)
    return { ...system, actor: await actorOf(headers), lang: langOf(headers), requestId: req.id }
  }
  serveHealth(pages, system, hub, isReady)
  serveAuth(pages, system, actorOf)
  const quietly = (work: Promise<void>) => work.catch((err: unknown) => log.warn({ err }, 'presence was not noted'))
  const endStreams = serveLive(pages, hub, {
    actorOf: async (req) => (await visitOf(req)).actor,
    queuesOf: (companyId, userId) => system.db.inTenant(companyId, (tx) => listQueuesOfAgent(tx, companyId, userId)),
    isHere: (actor) => quietly(notePresence(system, actor)),
    hasLeft: (actor) => quietly(leavePresence(system, actor)),
  })
  serveDocs(pages)
  serveMedia(pages, visitOf)
  serveFiles(pages, visitOf)
  await serveUploads(pages, visitOf, config)
  await serveContactFiles(pages, visitOf, config)
  await serveContract(pages, visitOf, log)
  await serveWeb(pages)
  return endStreams
}

/** What a process without screens answers: whether it lives, whether it is ready, and its figures. */
export function openHealth(system: System, isReady: () => boolean): WebServer {
  const loggerInstance: FastifyBaseLogger = system.log
  const app = Fastify({ loggerInstance, logController: new LogController({ disableRequestLogging: true }) })
  serveHealth(app, system, null, isReady)
  return { app, close: () => closeGently(app) }
}

/** Each connection ends as soon as nothing is asked over it; what is asked for longer than that is cut. */
async function closeGently(app: FastifyInstance): Promise<void> {
  const latest = performance.now() + ANSWERED_WITHIN_MS
  const timer = setInterval(() => {
    if (performance.now() < latest) app.server.closeIdleConnections()
    else app.server.closeAllConnections()
  }, 20)
  await app.close().finally(() => clearInterval(timer))
}

/** CSRF: a write that carries our cookie must come from our own pages, to whatever path: a route is found by other spellings of
 *  its own too. better-auth guards its own routes. */
function isForeignWrite(req: FastifyRequest, allowed: string[]): boolean {
  if (req.method === 'GET' || req.method === 'HEAD' || req.url.startsWith('/api/auth/')) return false
  if (req.headers.cookie === undefined) return false
  return !allowed.includes(req.headers.origin ?? '')
}
