import type { FastifyInstance, FastifyRequest } from 'fastify'
import { json, param, query } from './http.ts'
import { type Other, react, sendOther, takeBack } from './inbound-kinds.ts'
import { type SentFile, sendFile, tap, writeText } from './inbound.ts'
import { readChat } from './messages.ts'
import { businesses, isOnPhone, messageView, phoneView } from './phone-view.ts'
import { Refusal } from './refusal.ts'
import type { App, Message } from './rows.ts'
import type { Sim } from './sim.ts'

const mostListed = 50

/** The customers' side, for the phone page and for tests. */
export function phoneApi(server: FastifyInstance, sim: Sim): void {
  server.get('/simulator/businesses', () => businesses(sim))

  server.get('/simulator/phones', (request) => {
    const search = (query(request, 'search') ?? '').toLowerCase()
    const found = sim.books.customers.where(({ phone, name }) => `${phone} ${name}`.toLowerCase().includes(search))
    return found.slice(0, mostListed)
  })

  server.post('/simulator/phones', (request, reply) => {
    const { phone = '', name = '' } = json<{ phone: string; name: string }>(request)
    return reply.code(201).send(named(sim, digitsOf(phone), name))
  })

  server.get('/simulator/phones/:phone', (request) => phoneView(sim, owner(request)))

  server.post('/simulator/phones/:phone/messages', (request, reply) => {
    const phone = owner(request)
    const body = json<{ to: string; text: string; name: string; replyTo: string; file: SentFile; other: Other }>(
      request,
    )
    const app = businessAt(sim, body.to)
    if (body.name) named(sim, phone, body.name)
    if (body.file) return reply.code(201).send(messageView(sim, sendFile(sim, app, phone, body.file)))
    if (body.other) return reply.code(201).send(messageView(sim, sendOther(sim, app, phone, body.other)))
    if (!body.text?.trim()) throw new Refusal(400, 'A message needs a text or a file')
    const quoted = body.replyTo === undefined ? undefined : sim.books.messages.get(body.replyTo)
    return reply.code(201).send(messageView(sim, writeText(sim, app, phone, body.text, quoted)))
  })

  server.post('/simulator/phones/:phone/taps', (request, reply) => {
    const { messageId = '', index = -1 } = json<{ messageId: string; index: number }>(request)
    const { app, message } = onPhone(sim, owner(request), messageId)
    const button = message.content.buttons?.[index]
    if (button?.kind !== 'quick_reply' && button?.kind !== 'list_row') {
      throw new Refusal(400, 'That button sends nothing back')
    }
    return reply.code(201).send(messageView(sim, tap(sim, app, message, button)))
  })

  server.post('/simulator/phones/:phone/reactions', (request, reply) => {
    const { messageId = '', emoji = '' } = json<{ messageId: string; emoji: string }>(request)
    const { app, message } = onPhone(sim, owner(request), messageId)
    return reply.code(201).send(messageView(sim, react(sim, app, message.customer, message, emoji)))
  })

  server.post('/simulator/phones/:phone/deletions', (request, reply) => {
    const { app, message } = onPhone(sim, owner(request), json<{ messageId: string }>(request).messageId ?? '')
    takeBack(sim, app, message)
    return reply.code(204).send()
  })

  server.post('/simulator/phones/:phone/read', (request, reply) => {
    const { from } = json<{ from: string }>(request)
    readChat(sim, businessAt(sim, from), owner(request))
    return reply.code(204).send()
  })
}

function onPhone(sim: Sim, phone: string, messageId: string): { app: App; message: Message } {
  const message = sim.books.messages.get(messageId)
  const app = message && sim.books.apps.get(message.appId)
  if (!app || message.customer !== phone || !isOnPhone(message)) throw new Refusal(404, 'No such message on this phone')
  return { app, message }
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, '')

function owner(request: FastifyRequest): string {
  const phone = digitsOf(param(request, 'phone'))
  if (!/^[1-9]\d{7,14}$/.test(phone)) throw new Refusal(400, 'A phone number has 8 to 15 digits')
  return phone
}

function businessAt(sim: Sim, phone: string | undefined): App {
  const app = phone === undefined ? undefined : sim.books.liveAppAt(digitsOf(phone))
  if (!app) throw new Refusal(404, 'No live business at that number')
  return app
}

function named(sim: Sim, phone: string, name: string) {
  if (!/^[1-9]\d{7,14}$/.test(phone)) throw new Refusal(400, 'A phone number has 8 to 15 digits')
  const customer = sim.books.customers.put({ phone, name: name.trim() || `+${phone}` })
  sim.books.changes.emit('customers')
  return customer
}
