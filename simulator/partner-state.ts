import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireApp, requireEither } from './credentials.ts'
import { form, onBothHosts } from './http.ts'
import { Refusal } from './refusal.ts'
import type { App } from './rows.ts'
import type { Sim } from './sim.ts'

/** Health, quality and the business profile. */
export function stateRoutes(server: FastifyInstance, sim: Sim): void {
  onBothHosts(server, 'GET', '/health', (request) => {
    const app = requireEither(sim, request)
    sim.limits.take('health', app.id)
    mustBeLive(app)
    return { status: 'success', healthy: 'true' }
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
    return { message: 'no event update available', status: 'success' }
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
    if (about.length > 139) throw new Refusal(400, 'Please review the request parameters and retry')
    app.about = about
    sim.books.apps.put(app)
    return { status: 'success', about: { message: about } }
  })
}

const profileFields = new Set(
  'addLine1 addLine2 city state pinCode country vertical website1 website2 desc profileEmail'.split(' '),
)

/** @throws Refusal 400 */
export function mustBeLive(app: App): void {
  if (!app.live) throw new Refusal(400, 'App is not live.')
}

function wabaInfo(app: App): object {
  return {
    accountStatus: 'ACTIVE',
    dockerStatus: 'CONNECTED',
    messagingLimit: 'TIER_2K',
    mmLiteStatus: 'INELIGIBLE',
    ownershipType: 'CLIENT_OWNED',
    phone: app.phone,
    phoneQuality: 'GREEN',
    throughput: 'STANDARD',
    verifiedName: app.verifiedName,
    wabaId: app.wabaId,
    canSendMessage: 'AVAILABLE',
    errors: [],
    additionalInfo: [],
  }
}
