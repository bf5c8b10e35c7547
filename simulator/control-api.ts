import type { FastifyInstance } from 'fastify'
import { json, param, query } from './http.ts'
import { Refusal } from './refusal.ts'
import { type SeededApp, seedApp } from './seed.ts'
import type { Settings, Sim } from './sim.ts'

/** What tests and the sandbox do behind the scenes. */
export function controlApi(server: FastifyInstance, sim: Sim): void {
  server.get('/simulator/sends', (request) => {
    const wanted = { app: query(request, 'app'), destination: query(request, 'destination') }
    return sim.books.ledger.where(
      ({ app, destination }) =>
        (!wanted.app || wanted.app === app) && (!wanted.destination || wanted.destination === destination),
    )
  })

  server.get('/simulator/settings', () => sim.settings)

  server.put('/simulator/settings', (request) => {
    for (const [name, value] of Object.entries(json<Settings>(request))) {
      if (!(name in sim.settings)) throw new Refusal(400, `There is no setting ${name}`)
      const never = name === 'signUpDelayMs' && value === null
      if (!never && !(typeof value === 'number' && value >= 0)) throw new Refusal(400, `${name} must be milliseconds`)
      Object.assign(sim.settings, { [name]: value })
    }
    return sim.settings
  })

  server.post('/simulator/seed', (request, reply) => {
    const { name, ...seed } = json<SeededApp>(request)
    if (!name) throw new Refusal(400, 'A seeded app needs a name')
    return reply.code(201).send({ appId: seedApp(sim, { name, ...seed }) })
  })

  server.post('/simulator/apps/:appId/events', (request, reply) => {
    const subscriptions = sim.books.subscriptionsOf(param(request, 'appId')).filter(({ active }) => active)
    for (const subscription of subscriptions) sim.delivery.post(subscription, request.body)
    return reply.code(202).send({ subscriptions: subscriptions.length })
  })
}
