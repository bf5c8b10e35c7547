import { randomBytes, randomUUID } from 'node:crypto'
import * as v2 from './events-v2.ts'
import * as v3 from './events-v3.ts'
import { isUnfit } from './media-check.ts'
import { fileUrl, mediaOf } from './partner-media.ts'
import { Refusal } from './refusal.ts'
import type { App, Content, Message, MessageStatus, Send } from './rows.ts'
import type { Sim } from './sim.ts'
import { codeOfStanding } from './standing.ts'

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
  ledger: Pick<Send, 'road' | 'template' | 'params' | 'text' | 'postbackTexts' | 'header'>
}

/** Takes a message in: ledger, phone, and the statuses that follow. Answers its id at Gupshup. @throws Refusal 400 */
export function accept(sim: Sim, app: App, outgoing: Outgoing): Message {
  const { destination, kind, category, clientId, replyTo } = outgoing
  const content = withFile(sim, app, outgoing.content)
  const at = sim.now()
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
  if (sim.settings.statuses) sim.timers.after(0, () => advance(sim, message.id))
  return message
}

/** Media named by id get their address. @throws Refusal 400 with 1010 for an id that is not the app's, or no more */
function withFile(sim: Sim, app: App, content: Content): Content {
  const id = content.media?.url.startsWith('media:') ? content.media.url.slice('media:'.length) : undefined
  if (id === undefined || !content.media) return content
  const media = mediaOf(sim, app, id)
  if (!media) throw new Refusal(400, 'Invalid media URL', 1010)
  const { kind } = content.media
  const unfit = isUnfit(kind, media) ? { unfit: true } : {}
  return { ...content, media: { ...content.media, url: fileUrl(sim, id), contentType: media.contentType, ...unfit } }
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
  const message = sim.settings.statuses ? sim.books.messages.get(id) : undefined
  const app = message && sim.books.apps.get(message.appId)
  if (!message || !app) return
  if (message.status === 'accepted') change(sim, app, message, 'enqueued')
  else if (message.status === 'enqueued') handOver(sim, app, message)
  else if (message.status === 'sent') change(sim, app, message, 'delivered')
  else if (message.status === 'delivered') change(sim, app, message, 'read')
  const { statusDelayMs, readDelayMs } = sim.settings
  if (message.status === 'enqueued' || message.status === 'sent') {
    sim.timers.after(statusDelayMs, () => advance(sim, id))
  } else if (message.status === 'delivered' && readDelayMs !== null) {
    sim.timers.after(readDelayMs, () => advance(sim, id))
  }
}

/** WhatsApp takes the message, or refuses it for the 24-hour window, the limit per person or another cause. */
function handOver(sim: Sim, app: App, message: Message): void {
  const failure = failureOf(sim, app, message)
  if (failure) {
    message.failure = failure
    return change(sim, app, message, 'failed')
  }
  sim.books.customer(message.customer)
  change(sim, app, message, 'sent')
}

function failureOf(sim: Sim, app: App, message: Message): Message['failure'] {
  const { id, whatsappId, customer, kind, at } = message
  const last = sim.books.chats.lastInboundAt(app.id, customer)
  if (kind === 'session' && (last === undefined || at - last > windowMs))
    return {
      code: 131_047,
      reason: 'More than 24 hours have passed since the recipient last wrote to the sender number',
    }
  if (message.content.media?.unfit) return { code: 131_053, reason: 'Media upload error' }
  if (!sim.limits.takePair(app.id, customer))
    return { code: 131_056, reason: 'Too many messages sent from this number to the same recipient' }
  const code =
    codeOfStanding(app) ?? sim.delivery.refusalOf(app, { kind: 'status', status: 'sent', id, whatsappId, customer })
  return code === undefined ? undefined : { code, reason: 'Message undeliverable' }
}

function change(sim: Sim, app: App, message: Message, status: MessageStatus): void {
  message.status = status
  sim.books.putMessage(message)
  const statusId = randomUUID()
  const { id, whatsappId, customer } = message
  const bodies = {
    v2: (now: number) => v2.messageStatus(now, app, message, statusId),
    v3: (now: number) => v3.messageStatus(now, app, message, statusId),
  }
  const facts = { id, whatsappId, status, customer }
  const told = status === 'failed' || sim.settings.statusKinds.some((kind) => kind === status)
  if (told) sim.delivery.emit(app, status.toUpperCase(), bodies, { kind: 'status', ...facts })
  if (status !== 'delivered') return
  const bills = {
    v2: (now: number) => v2.billing(now, app, message, statusId),
    v3: () => v3.billing(app, message, statusId),
  }
  sim.delivery.emit(app, 'BILLING', bills, { kind: 'billing', ...facts })
}
