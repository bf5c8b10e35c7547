import type { FastifyInstance } from 'fastify'
import { requireApp } from './credentials.ts'
import { param } from './http.ts'
import { Refusal } from './refusal.ts'
import type { App } from './rows.ts'
import type { Sim } from './sim.ts'

interface OutboundEvent {
  type?: string
  message?: { status?: string; message_id?: string; typing_indicator?: { type?: string } }
}

/** Blue ticks and "typing" on the customer's side, section 4.5. */
export function markReadRoutes(server: FastifyInstance, sim: Sim): void {
  server.post('/partner/app/:appId/v1/event', (request) => {
    const app = requireApp(sim, request)
    sim.limits.take('other', `event ${app.id}`)
    if (typeof request.body !== 'object' || request.body === null) throw new Refusal(400, 'Invalid JSON payload')
    const { type, message = {} } = request.body as OutboundEvent
    if (type !== 'message-event' || message.status !== 'read') throw new Refusal(400, 'Outbound event not supported')
    const customer = markRead(sim, app, message.message_id ?? '')
    if (customer !== undefined && message.typing_indicator) {
      sim.books.changes.emit('phone', customer, { typing: app.phone })
    }
    return { status: 'success' }
  })

  server.put('/wa/app/:appId/msg/:messageId/read', (request, reply) => {
    const app = requireApp(sim, request)
    sim.limits.take('other', `read ${app.id}`)
    markRead(sim, app, param(request, 'messageId'))
    return reply.code(202).send()
  })
}

/** The customer whose message it is. @throws Refusal 400 for a message the app never received */
function markRead(sim: Sim, app: App, id: string): string {
  const last = sim.books.messages.get(id)
  if (last?.appId !== app.id || last.from !== 'customer') {
    throw new Refusal(400, 'Please review the request parameters and retry')
  }
  for (const message of sim.books.chats.of(app.id, last.customer)) {
    if (message.from !== 'customer' || message.at > last.at || message.status === 'read') continue
    message.status = 'read'
    sim.books.putMessage(message)
  }
  return last.customer
}
