import type { FastifyRequest } from 'fastify'
import { param } from './http.ts'
import { authenticationFailed, Refusal } from './refusal.ts'
import type { App } from './rows.ts'
import type { Sim } from './sim.ts'

/** Either header name carries the bare value; `token` goes before `Authorization`. */
function presented(request: FastifyRequest): string | undefined {
  const { token, authorization } = request.headers
  return (typeof token === 'string' ? token : authorization)?.trim()
}

/** @throws Refusal 401 without a living partner token */
export function requirePartner(sim: Sim, request: FastifyRequest): void {
  const token = presented(request)
  const known = token === undefined ? undefined : sim.books.partnerTokens.get(token)
  if (!known || known.expiresOn <= Date.now()) throw authenticationFailed()
}

/** The app of the path, for a call that takes the partner token. @throws Refusal 401, or 400 for an unknown app */
export function requirePartnerApp(sim: Sim, request: FastifyRequest): App {
  requirePartner(sim, request)
  const app = sim.books.apps.get(param(request, 'appId'))
  if (!app) throw new Refusal(400, 'Invalid app id provided')
  return app
}

/** The app of the path, whose own token (partner host) or `apikey` (self-serve host) came along. @throws Refusal 401 */
export function requireApp(sim: Sim, request: FastifyRequest): App {
  const app = sim.books.apps.get(param(request, 'appId'))
  const selfServe = request.url.startsWith('/wa/')
  const right = selfServe ? request.headers['apikey'] === app?.apiKey : presented(request) === app?.token
  if (!app || !right) throw authenticationFailed()
  return app
}

/** For calls whose page does not say which token they take. @throws Refusal 401 */
export function requireEither(sim: Sim, request: FastifyRequest): App {
  const token = presented(request)
  const partner = token !== undefined && sim.books.partnerTokens.get(token) !== undefined
  return partner && !request.url.startsWith('/wa/') ? requirePartnerApp(sim, request) : requireApp(sim, request)
}

/** The app that owns the `apikey`, narrowed by its name. @throws Refusal 401 */
export function appOfApiKey(sim: Sim, request: FastifyRequest): App {
  const key = request.headers['apikey']
  const app = typeof key === 'string' ? sim.books.apps.find((candidate) => candidate.apiKey === key) : undefined
  if (!app) throw authenticationFailed()
  return app
}
