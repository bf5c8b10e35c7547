import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireApp, requireEither } from './credentials.ts'
import { form, onBothHosts } from './http.ts'
import { Refusal } from './refusal.ts'
import type { App } from './rows.ts'
import type { Sim } from './sim.ts'
import { standingOf } from './standing.ts'

/** Health, quality and the business profile. */
export function stateRoutes(server: FastifyInstance, sim: Sim): void {
  onBothHosts(server, 'GET', '/health', (request) => {
    const app = requireEither(sim, request)
    sim.limits.take('health', app.id)
    mustBeLive(app)
    return { status: 'success', healthy: String(standingOf(app).healthy) }
  })

  onBothHosts(server, 'GET', '/waba/info', (request) => {
    const app = requireEither(sim, request)
    sim.limits.take('wabaInfo', app.id)
    mustBeLive(app)
    return { status: 'success', wabaInfo: wabaInfo(app) }
  })

  onBothHosts(server, 'GET', '/ratings', (request) => {
    const app = requireEither(sim, request)
    sim.limits.take('ratings', app.id)
    const { rated, limit, quality } = standingOf(app)
    if (!rated) return { message: 'no event update available', status: 'success' }
    const { event, oldLimit, at: eventTime } = rated
    return { status: 'success', oldLimit, currentLimit: limit, event, eventTime, phoneQuality: quality }
  })

  const enter = (request: FastifyRequest): App => {
    const app = requireApp(sim, request)
    sim.limits.take('other', `profile ${app.id}`)
    return app
  }

  onBothHosts(server, 'GET', '/business/profile', (request) => {
    const app = enter(request)
    const { addLine1, addLine2, city, state, pinCode, country, ...rest } = app.profile
    const address = [addLine1, addLine2, city, state, pinCode, country].filter(Boolean).join(', ')
    return { status: 'success', profile: { address, ...rest } }
  })

  onBothHosts(server, 'PUT', '/business/profile', (request) => {
    const app = enter(request)
    mustBeLive(app)
    const given = Object.entries(form(request)).filter(([name]) => profileFields.has(name))
    for (const [name, value] of given)
      if (refused(sim, name) || !fits(name, value ?? '')) throw new Refusal(400, INVALID)
    Object.assign(app.profile, Object.fromEntries(given))
    sim.books.apps.put(app)
    return { status: 'success', profile: app.profile }
  })

  onBothHosts(server, 'GET', '/business/profile/about', (request) => {
    return { status: 'success', about: { message: enter(request).about } }
  })

  onBothHosts(server, 'PUT', '/business/profile/about', (request) => {
    const app = enter(request)
    mustBeLive(app)
    const about = form(request)['about'] ?? ''
    if (about.length < 1 || about.length > 139 || refused(sim, 'about')) throw new Refusal(400, INVALID)
    app.about = about
    sim.books.apps.put(app)
    return { status: 'success', about: { message: about } }
  })
}

const INVALID = 'Please review the request parameters and retry'
const refused = (sim: Sim, what: string) => sim.settings.refuseProfile.includes(what)

/** As Meta bounds the fields. */
function fits(name: string, value: string): boolean {
  if (name === 'desc') return value.length <= 512
  if (name === 'profileEmail') return value.length <= 128 && (value === '' || value.includes('@'))
  if (name.startsWith('website')) return value.length <= 256 && (value === '' || /^https?:\/\//.test(value))
  return value.length <= 256
}

const profileFields = new Set(
  'addLine1 addLine2 city state pinCode country vertical website1 website2 desc profileEmail'.split(' '),
)

/** @throws Refusal 400 */
export function mustBeLive(app: App): void {
  if (!app.live) throw new Refusal(400, 'App is not live.')
}

function wabaInfo(app: App): object {
  const { account, number, canSend, quality, limit } = standingOf(app)
  return {
    accountStatus: account,
    dockerStatus: number,
    messagingLimit: limit,
    mmLiteStatus: 'INELIGIBLE',
    ownershipType: 'CLIENT_OWNED',
    phone: app.phone,
    phoneQuality: quality,
    throughput: 'STANDARD',
    verifiedName: app.verifiedName,
    wabaId: app.wabaId,
    canSendMessage: canSend,
    errors: [],
    additionalInfo: [],
  }
}
