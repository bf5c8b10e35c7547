import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'
import { param } from './http.ts'
import { isOnPhone, messageView } from './phone-view.ts'
import type { Sim } from './sim.ts'

/** Server-sent events for one phone: `message` (new or changed), `typing`, `businesses`, `customers`. */
export function phoneStream(server: FastifyInstance, sim: Sim): void {
  const open = new Set<ServerResponse>()
  const { changes } = sim.books

  server.addHook('preClose', (done) => {
    for (const response of open) response.end()
    done()
  })

  server.get('/simulator/phones/:phone/stream', (request, reply) => {
    const phone = param(request, 'phone')
    reply.hijack()
    const response = reply.raw
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write('retry: 500\n\n')
    open.add(response)
    const tell = (event: string, data: unknown) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    const onPhone = (owner: string, what: { message?: string; typing?: string }) => {
      if (owner !== phone) return
      if (what.typing) tell('typing', { chat: what.typing })
      const message = what.message === undefined ? undefined : sim.books.messages.get(what.message)
      if (message && isOnPhone(message)) tell('message', messageView(sim, message))
    }
    const onBusinesses = () => tell('businesses', {})
    const onCustomers = () => tell('customers', {})
    changes.on('phone', onPhone).on('businesses', onBusinesses).on('customers', onCustomers)
    request.raw.on('close', () => {
      open.delete(response)
      changes.off('phone', onPhone).off('businesses', onBusinesses).off('customers', onCustomers)
    })
  })
}
