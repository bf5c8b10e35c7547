import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { json, param, query } from './http.ts'
import { faultsSchema } from './faults.ts'
import { Refusal } from './refusal.ts'
import { type SeededApp, seedApp } from './seed.ts'
import { stepsSchema } from './script.ts'
import { changeSettings } from './settings.ts'
import type { Sim } from './sim.ts'

const pageSchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100_000).default(1000),
  kind: z.enum(['send', 'webhook']).optional(),
})

/** @throws Refusal 400 that says what is wrong with what was given */
function wellMade<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof z.ZodError) throw new Refusal(400, z.prettifyError(error))
    throw error
  }
}

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
    wellMade(() => changeSettings(sim.settings, request.body))
    return sim.settings
  })

  server.get('/simulator/faults', () => sim.settings.faults)

  server.put('/simulator/faults', (request) => {
    sim.settings.faults = wellMade(() => faultsSchema.parse(request.body))
    return sim.settings.faults
  })

  server.get('/simulator/script', () => sim.script.waiting)

  server.post('/simulator/script', (request, reply) => {
    sim.script.add(wellMade(() => stepsSchema.parse(request.body)))
    return reply.code(201).send(sim.script.waiting)
  })

  server.delete('/simulator/script', (_request, reply) => {
    sim.script.waiting = []
    return reply.code(204).send()
  })

  server.get('/simulator/ledger', (request) => {
    const page = wellMade(() => pageSchema.parse(request.query))
    return { ...sim.ledger.page(page.after, page), owed: sim.delivery.owed }
  })

  server.post('/simulator/seed', (request, reply) => {
    const { name, ...seed } = json<SeededApp>(request)
    if (!name) throw new Refusal(400, 'A seeded app needs a name')
    return reply.code(201).send({ appId: seedApp(sim, { name, ...seed }) })
  })

  server.post('/simulator/apps/:appId/events', (request, reply) => {
    const app = sim.books.apps.get(param(request, 'appId'))
    if (!app) throw new Refusal(404, 'No such app')
    const subscriptions = sim.books.subscriptionsOf(app.id).filter(({ active }) => active)
    for (const subscription of subscriptions) sim.delivery.post(app, subscription, request.body, { kind: 'raw' })
    return reply.code(202).send({ subscriptions: subscriptions.length })
  })
}
