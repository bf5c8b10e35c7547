import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  appOfPath,
  isLiving,
  mustBeClassic,
  requirePartner,
  requirePartnerApp,
  requireUniversal,
} from './credentials.ts'
import { form, param, query } from './http.ts'
import { Refusal } from './refusal.ts'
import type { AccessToken, App } from './rows.ts'
import type { Sim } from './sim.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const mostActive = 3

type Lifetime = readonly [least: number, most: number]
const universalLife: Lifetime = [minuteMs, 60 * dayMs]
const accessLife: Lifetime = [hourMs, dayMs]

/** The classic token of an app, and the universal tokens that take its place, section 1.3 and 1.4. */
export function tokenRoutes(server: FastifyInstance, sim: Sim): void {
  server.get('/partner/app/:appId/token', (request) => {
    mustBeClassic(sim)
    const app = requirePartnerApp(sim, request)
    sim.limits.take('appToken', app.id)
    renew(sim, app)
    const { token, customerId: authoriserId, tokenExpiresOn: expiresOn = 0 } = app
    return { status: 'success', token: { token, authoriserId, active: true, expiresOn } }
  })

  server.post('/partner/:partnerId/auth/token', (request) => {
    mustBePartner(sim, request)
    sim.limits.take('mintUniversal', 'partner')
    const { email, clientSecret } = form(request)
    if (email !== sim.partner.email || clientSecret !== sim.partner.secret) throw new Refusal(403, 'Forbidden Access')
    return shown(sim, mint(sim, request, undefined, universalLife))
  })

  server.get('/partner/:partnerId/auth/tokens', (request) => {
    mustBePartner(sim, request)
    requirePartner(sim, request)
    sim.limits.take('universal', 'partner')
    return listed(sim, request, undefined)
  })

  server.post('/partner/:partnerId/auth/revoke', (request) => {
    mustBePartner(sim, request)
    requirePartner(sim, request)
    sim.limits.take('universal', 'partner')
    return revoked(sim, request, undefined)
  })

  const enter = (request: FastifyRequest): App => {
    requireUniversal(sim, request)
    const app = appOfPath(sim, request)
    sim.limits.take('appAccess', app.id)
    return app
  }

  server.post('/partner/app/:appId/token', (request) => {
    return shown(sim, mint(sim, request, enter(request).id, accessLife))
  })

  server.get('/partner/app/:appId/tokens', (request) => {
    return { status: 'success', tokens: listed(sim, request, enter(request).id) }
  })

  server.post('/partner/app/:appId/token/revoke', (request) => revoked(sim, request, enter(request).id))

  server.post('/partner/app/:appId/token/revoke-all', (request) => {
    const rows = ownedBy(sim, enter(request).id).filter((row) => isLiving(sim, row))
    for (const row of rows) revoke(sim, row)
    return { status: 'success', appTokensRevoked: String(rows.length) }
  })
}

/** A token with a life is replaced once it is over. */
function renew(sim: Sim, app: App): void {
  const { appTokenLifeMs } = sim.settings
  if (appTokenLifeMs === null && app.tokenExpiresOn === undefined) return
  if (appTokenLifeMs === null) delete app.tokenExpiresOn
  else if (app.tokenExpiresOn === undefined || app.tokenExpiresOn <= sim.now()) {
    if (app.tokenExpiresOn !== undefined) app.token = `sk_${randomUUID().replaceAll('-', '')}`
    app.tokenExpiresOn = sim.now() + appTokenLifeMs
  }
  sim.books.apps.put(app)
}

function mustBePartner(sim: Sim, request: FastifyRequest): void {
  if (param(request, 'partnerId') !== sim.partner.id) throw new Refusal(400, 'Partner is not authorized')
}

const ownedBy = (sim: Sim, appId: string | undefined) => sim.books.accessTokens.where((row) => row.appId === appId)

/** @throws Refusal 400 for a name or life that will not do, 409 beside three others or another of the name */
function mint(sim: Sim, request: FastifyRequest, appId: string | undefined, [least, most]: Lifetime): AccessToken {
  const { name = '', expiry } = form(request)
  const createdOn = sim.now()
  const expiresOn = expiry ? Number(expiry) : createdOn + most
  const life = expiresOn - createdOn
  // The caller's clock may be a little off.
  if (name === '' || !(life >= least - 5000 && life <= most + 5000)) {
    throw new Refusal(400, 'Please review the request parameters and retry')
  }
  const active = ownedBy(sim, appId).filter((row) => isLiving(sim, row))
  if (active.length >= mostActive) throw new Refusal(409, `At most ${mostActive} tokens may be active`)
  if (active.some((row) => row.name === name)) throw new Refusal(409, 'An active token has that name')
  const id = randomUUID()
  const owner = appId === undefined ? {} : { appId }
  return sim.books.accessTokens.put({
    ...owner,
    id,
    name,
    token: jwt(id, expiresOn),
    createdOn,
    expiresOn,
    revokedOn: null,
  })
}

function jwt(jti: string, expiresOn: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { jti, exp: Math.floor(expiresOn / 1000) }
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`
}

/** The one time that the token itself is shown. */
function shown(sim: Sim, row: AccessToken): object {
  return { status: 'success', token: row.token, ...entryOf(sim, row) }
}

function entryOf(sim: Sim, { id, name, createdOn, expiresOn, revokedOn }: AccessToken) {
  return { id, name, createdByEmail: sim.partner.email, createdOn, expiredOn: expiresOn, revokedOn }
}

function statusOf(sim: Sim, row: AccessToken): string {
  if (row.revokedOn !== null) return 'REVOKED'
  return isLiving(sim, row) ? 'ACTIVE' : 'EXPIRED'
}

function listed(sim: Sim, request: FastifyRequest, appId: string | undefined): object[] {
  const [status, name] = [query(request, 'status'), query(request, 'name')]
  return ownedBy(sim, appId)
    .map((row) => ({ ...entryOf(sim, row), status: statusOf(sim, row) }))
    .filter((row) => (!status || row.status === status) && (!name || row.name === name))
}

/** @throws Refusal 400 unless exactly one thing names the token, or for an unknown one; 410 for an expired one */
function revoked(sim: Sim, request: FastifyRequest, appId: string | undefined) {
  const given = Object.entries(form(request)).filter(([scope]) => ['id', 'name', 'token'].includes(scope))
  const [scope, value] = given[0] ?? []
  if (given.length !== 1) throw new Refusal(400, 'supply exactly one of id, token, name')
  const row = ownedBy(sim, appId).findLast((each) => each[scope as 'id' | 'name' | 'token'] === value)
  if (!row) throw new Refusal(400, 'Please review the request parameters and retry')
  if (statusOf(sim, row) === 'EXPIRED') throw new Refusal(410, 'Token has already expired')
  revoke(sim, row)
  return { status: 'success', scope }
}

function revoke(sim: Sim, row: AccessToken): void {
  sim.books.accessTokens.put({ ...row, revokedOn: row.revokedOn ?? sim.now() })
}
