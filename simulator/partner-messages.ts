import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { appOfApiKey, requireApp } from './credentials.ts'
import { form, json, jsonField } from './http.ts'
import { accept } from './messages.ts'
import { type MetaMessage, metaContent } from './meta-content.ts'
import { metaTemplate } from './meta-template.ts'
import { Refusal } from './refusal.ts'
import type { App, Send } from './rows.ts'
import { sessionContent } from './session-content.ts'
import type { Sim } from './sim.ts'
import { mustBeSendable, type Postbacks, templateOutgoing, valuesOf } from './template-sends.ts'

export function messageRoutes(server: FastifyInstance, sim: Sim): void {
  server.post('/partner/app/:appId/template/msg', (request, reply) => {
    return sendTemplate(sim, requireApp(sim, request), request, reply, 'partner')
  })

  server.post('/wa/api/v1/template/msg', (request, reply) => {
    return sendTemplate(sim, appOfApiKey(sim, request), request, reply, 'self-serve')
  })

  server.post('/wa/api/v1/msg', (request, reply) => {
    const app = appOfApiKey(sim, request)
    const fields = form(request)
    const destination = admit(sim, app, { source: '', 'src.name': '', ...fields })
    const parts = sessionContent(jsonField(fields['message'], {}))
    const ledger = { road: 'self-serve' as const, ...textOf(parts.content.text), ...postbacksOf(parts.content.buttons) }
    const message = accept(sim, app, { destination, kind: 'session', category: 'service', ...parts, ledger })
    return reply.code(202).send({ status: 'submitted', messageId: message.id })
  })

  server.post('/partner/app/:appId/v3/message', (request) => {
    const app = requireApp(sim, request)
    const body = json<MetaMessage>(request)
    const versionThree = sim.books.subscriptionsOf(app.id).some(({ version, active }) => version === 3 && active)
    if (!versionThree) throw new Refusal(400, 'Callback Billing must be enabled for this API')
    const destination = admit(sim, app, { destination: (body.to ?? body.recipient)?.replace(/^\+/, '') })
    const message = accept(sim, app, passedThrough(sim, app, body, destination))
    return {
      messages: [{ id: message.id }],
      messaging_product: 'whatsapp',
      contacts: [{ input: body.to ?? body.recipient, wa_id: destination }],
    }
  })
}

function passedThrough(sim: Sim, app: App, body: MetaMessage, destination: string) {
  if (body.messaging_product !== 'whatsapp') throw new Refusal(400, '(#100) messaging_product is required', 100)
  if (body.type === 'template') return metaTemplate(sim, app.id, body, destination)
  const parts = metaContent(body)
  const ledger = { road: 'v3' as const, ...textOf(parts.content.text), ...postbacksOf(parts.content.buttons) }
  return { destination, kind: 'session' as const, category: 'service', ...parts, ledger }
}

function sendTemplate(sim: Sim, app: App, request: FastifyRequest, reply: FastifyReply, road: Send['road']) {
  const fields = form(request)
  const destination = admit(sim, app, { source: '', 'src.name': '', ...fields })
  const { id = '', params = [] } = jsonField<{ id?: string; params?: unknown[] }>(fields['template'], {})
  const found = sim.books.templates.get(id)
  const template = found?.appId === app.id ? found : undefined
  mustBeSendable(template)
  const postbacks = jsonField<Postbacks>(fields['postbackTexts'], [])
  const header = jsonField<{ type?: string } | undefined>(fields['message'], undefined)
  const outgoing = templateOutgoing(template, destination, valuesOf(template, params), postbacks, header, road)
  return reply.code(202).send({ status: 'submitted', messageId: accept(sim, app, outgoing).id })
}

/** The recipient, once throughput, app, sender and number have been looked at. @throws Refusal 400, 429 */
function admit(sim: Sim, app: App, fields: Record<string, string | undefined>): string {
  sim.limits.takeMessage(app.id)
  const { source, destination = '', 'src.name': name } = fields
  const wrongSource = source !== undefined && source !== app.phone
  const wrongName = name !== undefined && name !== app.name
  if (!app.live || wrongSource || wrongName) throw new Refusal(400, 'Invalid App Details')
  if (!/^(?:[1-9]\d{7,14}|[A-Z]{2}\.[\dA-Za-z]{1,128})$/.test(destination))
    throw new Refusal(400, 'Invalid Destination')
  return destination
}

const textOf = (text: string | undefined) => (text === undefined ? {} : { text })

function postbacksOf(buttons: { postback?: string }[] | undefined) {
  return buttons?.length
    ? { postbackTexts: buttons.map(({ postback = '' }, index) => ({ index, text: postback })) }
    : {}
}
