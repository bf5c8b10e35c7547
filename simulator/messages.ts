import { randomBytes, randomUUID } from 'node:crypto'
import * as v2 from './events-v2.ts'
import * as v3 from './events-v3.ts'
import type { App, Content, Message, MessageStatus, Send } from './rows.ts'
import type { Sim } from './sim.ts'

const windowMs = 24 * 3_600_000

export const newWhatsappId = () => `wamid.${randomBytes(24).toString('base64')}`

/** What a road has understood of a request to send. */
export interface Outgoing {
  destination: string
  kind: 'template' | 'session'
  category: string
  content: Content
  clientId?: string | undefined
  replyTo?: string | undefined
  ledger: Pick<Send, 'road' | 'template' | 'params' | 'text' | 'postbackTexts'>
}

/** Takes a message in: ledger, phone, and the statuses that follow. Answers its id at Gupshup. */
export function accept(sim: Sim, app: App, outgoing: Outgoing): Message {
  const { destination, kind, category, content, clientId, replyTo } = outgoing
  const at = Date.now()
  const message: Message = {
    id: randomUUID(),
    whatsappId: newWhatsappId(),
    appId: app.id,
    customer: destination,
    from: 'business',
    kind,
    category,
    content,
    ...(clientId === undefined ? {} : { clientId }),
    ...(replyTo === undefined ? {} : { replyTo }),
    status: 'accepted',
    at,
  }
  sim.books.putMessage(message)
  sim.books.ledger.put({
    messageId: message.id,
    destination,
    app: app.name,
    appId: app.id,
    source: app.phone ?? '',
    ...outgoing.ledger,
    at,
  })
  sim.timers.after(0, () => advance(sim, message.id))
  return message
}

/** Carries on with what was under way when the simulator was stopped. */
export function resumeMessages(sim: Sim): void {
  const underWay = new Set<MessageStatus>(['accepted', 'enqueued', 'sent'])
  for (const message of sim.books.messages.all()) {
    if (message.from === 'business' && underWay.has(message.status)) sim.timers.after(0, () => advance(sim, message.id))
  }
}

/** The customer has the chat open: everything delivered in it is read. */
export function readChat(sim: Sim, app: App, customer: string): void {
  for (const message of sim.books.chats.of(app.id, customer)) {
    if (message.from === 'business' && message.status === 'delivered') change(sim, app, message, 'read')
  }
}

function advance(sim: Sim, id: string): void {
  const message = sim.books.messages.get(id)
  const app = message && sim.books.apps.get(message.appId)
  if (!message || !app) return
  if (message.status === 'accepted') change(sim, app, message, 'enqueued')
  else if (message.status === 'enqueued') handOver(sim, app, message)
  else if (message.status === 'sent') change(sim, app, message, 'delivered')
  if (message.status === 'enqueued' || message.status === 'sent') {
    sim.timers.after(sim.settings.statusDelayMs, () => advance(sim, id))
  }
}

/** WhatsApp takes the message, or refuses it for the 24-hour window. */
function handOver(sim: Sim, app: App, message: Message): void {
  const last = sim.books.chats.lastInboundAt(app.id, message.customer)
  if (message.kind === 'session' && (last === undefined || message.at - last > windowMs)) {
    const reason = 'More than 24 hours have passed since the recipient last wrote to the sender number'
    message.failure = { code: 131_047, reason }
    change(sim, app, message, 'failed')
    return
  }
  sim.books.customer(message.customer)
  change(sim, app, message, 'sent')
}

function change(sim: Sim, app: App, message: Message, status: MessageStatus): void {
  message.status = status
  sim.books.putMessage(message)
  const statusId = randomUUID()
  const bodies = {
    v2: () => v2.messageStatus(app, message, statusId),
    v3: () => v3.messageStatus(app, message, statusId),
  }
  sim.delivery.emit(app, status.toUpperCase(), bodies, message.customer)
  if (status !== 'delivered') return
  const bills = { v2: () => v2.billing(app, message, statusId), v3: () => v3.billing(app, message, statusId) }
  sim.delivery.emit(app, 'BILLING', bills, message.customer)
}
