import type { FastifyInstance } from 'fastify'
import { newApp } from './apps.ts'
import { requireApp, requireEither, requirePartner, requirePartnerApp } from './credentials.ts'
import { form, onBothHosts, param } from './http.ts'
import { detailed } from './partner-account.ts'
import { Refusal } from './refusal.ts'
import type { Sim } from './sim.ts'

export function appRoutes(server: FastifyInstance, sim: Sim): void {
  server.post('/partner/app', (request) => {
    requirePartner(sim, request)
    sim.limits.take('createApp', 'partner')
    const name = form(request)['name'] ?? ''
    if (name.length < 6 || name.length > 150) {
      throw new Refusal(400, 'App name  should be between 6     to 150 characters in length')
    }
    if (!/^[A-Za-z0-9]+$/.test(name)) throw new Refusal(400, 'Invalid characters used in app name')
    if (sim.books.appNamed(name)) throw new Refusal(409, 'Bot Already Exists')
    return { appId: sim.books.apps.put(newApp(sim, name)).id }
  })

  server.get('/partner/app/:appId/details', (request) => {
    const app = requirePartnerApp(sim, request)
    sim.limits.take('other', `details ${app.id}`)
    return { appDetails: detailed(app) }
  })

  server.put('/partner/app/:appId', (request) => {
    const app = requirePartnerApp(sim, request)
    sim.limits.take('other', `update ${app.id}`)
    return { status: 'success' }
  })

  server.put('/partner/app/:appId/appPreference', (request) => {
    const app = requireApp(sim, request)
    sim.limits.take('other', `preference ${app.id}`)
    return { status: 'success' }
  })

  server.put('/partner/app/:appId/onboarding/contact', (request) => {
    const app = requirePartnerApp(sim, request)
    sim.limits.take('other', `contact ${app.id}`)
    const { contactEmail: email, contactName: name, contactNumber: number } = form(request)
    if (!email?.includes('@') || !name || !/^\+?\d{6,15}$/.test(number ?? '')) {
      throw new Refusal(400, 'Please provide valid details')
    }
    app.contact = { email, name, number: number ?? '' }
    sim.books.apps.put(app)
    return { status: 'success', message: 'contact details updated successfully' }
  })

  server.post('/partner/app/:appId/onboarding/register', (request) => {
    const app = requireApp(sim, request)
    sim.limits.take('other', `register ${app.id}`)
    return { status: 'success', success: true }
  })

  onBothHosts(server, 'GET', '/wallet/balance', (request) => {
    const app = requireEither(sim, request)
    sim.limits.take('other', `wallet ${app.id}`)
    return { status: 'success', walletResponse: app.wallet }
  })

  server.get('/partner/app/:appId/pipeline', (request) => {
    const app = requireApp(sim, request)
    sim.limits.take('other', `pipeline ${app.id}`)
    return {
      status: 'success',
      whatsapp: {
        id: param(request, 'appId'),
        createdOn: app.createdOn,
        modifiedOn: app.modifiedOn,
        pipeLineStage: app.live ? 'FINALIZE' : 'PREPARE',
        creationStage: app.live ? 'WHATSAPP_PROVISIONING_DONE' : 'WHATSAPP_PROVISIONING_PENDING',
      },
    }
  })
}
