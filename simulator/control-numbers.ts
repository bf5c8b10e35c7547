import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { acts, actSchema } from './acts.ts'
import { param } from './http.ts'
import { Refusal } from './refusal.ts'
import type { App } from './rows.ts'
import { sendFile } from './send-file.ts'
import type { Sim } from './sim.ts'
import { standingOf } from './standing.ts'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'"

/** The page and the calls by which somebody plays WhatsApp and Gupshup: what happens to a number. */
export function controlNumbers(server: FastifyInstance, sim: Sim): void {
  server.get('/simulator/numbers', () => ({
    numbers: sim.books.apps.where((app) => app.live).map(shown),
    acts: Object.entries(acts).map(([name, { values }]) => ({ name, ...(values && { values }) })),
  }))

  server.post('/simulator/numbers/:appId/:act', (request) => {
    const app = sim.books.apps.get(param(request, 'appId'))
    if (!app?.live) throw new Refusal(404, 'No such number')
    const found = acts[param(request, 'act')]
    if (!found) throw new Refusal(404, 'No such act')
    const given = actSchema.safeParse(request.body ?? {})
    if (!given.success) throw new Refusal(400, z.prettifyError(given.error))
    found.act(sim, app, given.data)
    return shown(app)
  })

  server.get('/control', (_request, reply) => sendFile(reply, 'control', 'index.html', policy))
  server.get('/control/:file', (request, reply) => sendFile(reply, 'control', param(request, 'file'), policy))
}

function shown(app: App) {
  const { wallet, phone, verifiedName } = app
  return { appId: app.id, name: app.name, phone, verifiedName, wallet, ...standingOf(app) }
}
