import type { FastifyRequest } from 'fastify'
import { form, param } from './http.ts'
import { authenticationFailed, Refusal } from './refusal.ts'
import type { AccessToken, App } from './rows.ts'
import type { Sim } from './sim.ts'
import { standingOf } from './standing.ts'

/** Either header name carries the value, bare or, for universal tokens, after `Bearer`; `token` goes first. */
function presented(request: FastifyRequest): string {
  const { token, authorization } = request.headers
  return (typeof token === 'string' ? token : (authorization ?? '')).trim()
}

const bearer = /^Bearer\s+/i

/** The living universal token or app access token that came along. */
function accessTokenOf(sim: Sim, request: FastifyRequest): AccessToken | undefined {
  const row = sim.books.accessTokens.get(presented(request).replace(bearer, ''))
  return row && isLiving(sim, row) ? row : undefined
}

export const isLiving = (sim: Sim, row: AccessToken) => row.revokedOn === null && row.expiresOn > sim.now()

/** Which text it is depends on the token system that the caller uses. */
function stranger(sim: Sim, request: FastifyRequest): Refusal {
  const universal = !sim.settings.classicTokens || bearer.test(presented(request))
  return universal ? unauthorised() : authenticationFailed()
}

export const unauthorised = () =>
  new Refusal(401, 'Unauthorised access to the resource. Please review request parameters and headers and retry')

/** @throws Refusal 403 once classic credentials are over */
export function mustBeClassic(sim: Sim): void {
  if (!sim.settings.classicTokens) throw new Refusal(403, 'Forbidden Access')
}

function isPartner(sim: Sim, request: FastifyRequest): boolean {
  const classic = sim.settings.classicTokens && sim.books.partnerTokens.get(presented(request))
  if (classic && classic.expiresOn > sim.now()) return true
  const access = accessTokenOf(sim, request)
  return access !== undefined && access.appId === undefined
}

/** @throws Refusal 401 without a living partner token or universal token */
export function requirePartner(sim: Sim, request: FastifyRequest): void {
  if (!isPartner(sim, request)) throw stranger(sim, request)
}

/** @throws Refusal 401 without a living universal token; the token of an app will not do */
export function requireUniversal(sim: Sim, request: FastifyRequest): void {
  const access = accessTokenOf(sim, request)
  if (access?.appId !== undefined || !access) throw unauthorised()
}

/** The app of the path, for a call that takes the partner token. @throws Refusal 401, or 400 for an unknown app */
export function requirePartnerApp(sim: Sim, request: FastifyRequest): App {
  requirePartner(sim, request)
  return appOfPath(sim, request)
}

/** @throws Refusal 400 for an unknown app */
export function appOfPath(sim: Sim, request: FastifyRequest): App {
  const app = sim.books.apps.get(param(request, 'appId'))
  if (!app) throw new Refusal(400, 'Invalid app id provided')
  return app
}

/** The app of the path, whose own token (partner host) or `apikey` (self-serve host) came along. @throws Refusal 401 */
export function requireApp(sim: Sim, request: FastifyRequest): App {
  const app = sim.books.apps.get(param(request, 'appId'))
  if (!app || !(hasClassic(sim, app, request) || hasAccess(sim, app, request))) throw stranger(sim, request)
  return app
}

const isSelfServe = (request: FastifyRequest) => request.url.startsWith('/wa/')

function hasClassic(sim: Sim, app: App, request: FastifyRequest): boolean {
  if (standingOf(app).locked) return false
  if (!sim.settings.classicTokens) return false
  if (isSelfServe(request)) return request.headers['apikey'] === app.apiKey
  return presented(request) === app.token && (app.tokenExpiresOn ?? Infinity) > sim.now()
}

/** A universal token is good for the self-serve host too. */
function hasAccess(sim: Sim, app: App, request: FastifyRequest): boolean {
  if (standingOf(app).locked) return false
  const access = accessTokenOf(sim, request)
  return access !== undefined && (access.appId === app.id || (access.appId === undefined && isSelfServe(request)))
}

/** For calls whose page does not say which token they take. @throws Refusal 401 */
export function requireEither(sim: Sim, request: FastifyRequest): App {
  const partner = !isSelfServe(request) && isPartner(sim, request)
  return partner ? appOfPath(sim, request) : requireApp(sim, request)
}

/** The app that owns the `apikey` or access token; a universal token leaves it to the app's name. @throws Refusal 401 */
export function appOfApiKey(sim: Sim, request: FastifyRequest): App {
  const key = request.headers['apikey']
  if (typeof key === 'string' && sim.settings.classicTokens) {
    const owner = sim.books.apps.find((candidate) => candidate.apiKey === key)
    if (owner && standingOf(owner).locked) throw stranger(sim, request)
    if (owner) return owner
  }
  const access = accessTokenOf(sim, request)
  const app =
    access?.appId === undefined ? sim.books.appNamed(form(request)['src.name'] ?? '') : sim.books.apps.get(access.appId)
  if (!access || !app) throw stranger(sim, request)
  return app
}
