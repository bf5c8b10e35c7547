import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { mustBeClassic, requirePartner } from './credentials.ts'
import { form, query } from './http.ts'
import { Refusal } from './refusal.ts'
import type { App } from './rows.ts'
import type { Sim } from './sim.ts'

export function accountRoutes(server: FastifyInstance, sim: Sim): void {
  server.post('/partner/account/login', (request) => {
    const { email, secret, password } = form(request)
    sim.limits.take('login', email ?? '')
    mustBeClassic(sim)
    if (email !== sim.partner.email) throw new Refusal(403, 'Account Does not exist')
    if (secret !== sim.partner.secret && password !== sim.partner.secret) {
      throw new Refusal(403, 'Failed to authenticate')
    }
    const token = randomBytes(32).toString('base64url')
    sim.books.partnerTokens.put({ token, expiresOn: sim.now() + sim.settings.partnerTokenLifeMs })
    return { token, id: Number(sim.partner.id), email, name: 'Simulated partner' }
  })

  server.get('/partner/account/api/partnerApps', (request) => {
    requirePartner(sim, request)
    sim.limits.take('other', 'partnerApps')
    return { status: 'success', partnerAppsList: sim.books.apps.all().map((app) => listed(sim, app)) }
  })

  server.get('/partner/app/list', (request) => {
    requirePartner(sim, request)
    sim.limits.take('createApp', 'partner/app/list')
    const [name, phone] = [query(request, 'name'), query(request, 'phone')]
    const page = Math.max(1, Number(query(request, 'pageNo') ?? 1) || 1)
    const size = Math.max(1, Number(query(request, 'pageSize') ?? 10) || 10)
    const found = sim.books.apps.where((app) => (!name || app.name === name) && (!phone || app.phone === phone))
    return { status: 'success', appList: found.slice((page - 1) * size, page * size).map(detailed) }
  })
}

function listed(sim: Sim, app: App): object {
  return {
    id: app.id,
    name: app.name,
    customerId: app.customerId,
    ...(app.phone === undefined ? {} : { phone: app.phone }),
    live: app.live,
    partnerId: Number(sim.partner.id),
    createdOn: app.createdOn,
    modifiedOn: app.modifiedOn,
    partnerCreated: true,
    cxpEnabled: false,
    partnerUsage: true,
    stopped: false,
    healthy: app.live,
    cap: 0,
  }
}

export function detailed(app: App): object {
  return {
    id: app.id,
    name: app.name,
    type: 'API',
    live: app.live,
    ...(app.phone === undefined ? {} : { phone: app.phone }),
    stopped: false,
    storageRegion: 'US',
    uiFormStage: app.live ? 'COMPLETE_VERIFICATION' : 'BASIC_INFORMATION',
    pipelineStage: app.live ? 'FINALIZE' : 'PREPARE',
    creationStage: app.live ? 'WHATSAPP_PROVISIONING_DONE' : 'WHATSAPP_PROVISIONING_PENDING',
    whatsappVerificationStatus: app.live ? 'WHATSAPP_VERIFICATION_DONE' : 'WHATSAPP_VERIFICATION_PENDING',
    version: 2,
    products: ['WHATSAPP'],
    createdOn: app.createdOn,
    modifiedOn: app.modifiedOn,
  }
}
