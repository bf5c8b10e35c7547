import { decodePostback } from '../../../rules/postback.ts'
import { isOptOut, opensTicket, type Placement, placeMessage } from '../../../rules/routing.ts'
import { newId } from '../../database/id.ts'
import type { IncomingMessage } from './batch.ts'
import { externalKey, type OpenInteraction, type OpenTicket, type OurMessage, type Snapshot } from './snapshot.ts'

/** Whole messages that mean "no more marketing" (TK-6). */
const OPT_OUT_WORDS = ['BAJA', 'STOP']

export interface NewTicket extends OpenTicket {
  companyId: string
  openedAt: Date
  /** A "baja" stands as a ticket that is closed already (TK-6). */
  closedAsOptOut: boolean
}

export interface NewInteraction extends OpenInteraction {
  companyId: string
  openedAt: Date
  ended: boolean
}

export interface NewMessage {
  seq: number
  companyId: string
  id: string
  channelId: string
  contactId: string
  interactionId: string | null
  ticketId: string | null
  kind: string
  text: string
  content: Record<string, unknown> | null
  at: Date
  externalId: string
  replyTo: string | null
}

/** What a batch of messages comes to: pure, made from the snapshot, written by `write.ts`. */
export interface Plan {
  tickets: NewTicket[]
  interactions: NewInteraction[]
  /** Interactions that get their ticket because the contact answered (TK-3). */
  joined: { companyId: string; interactionId: string; ticketId: string }[]
  messages: NewMessage[]
  optOuts: { companyId: string; contactId: string; at: Date }[]
}

export function planMessages(
  events: readonly IncomingMessage[],
  contactOf: ReadonlyMap<number, string>,
  snapshot: Snapshot,
): Plan {
  const plan: Plan = { tickets: [], interactions: [], joined: [], messages: [], optOuts: [] }
  const tickets = [...snapshot.tickets]
  const interactions = [...snapshot.interactions]
  const stored = new Set(snapshot.stored)

  for (const e of events) {
    const key = externalKey(e, e.event.externalId)
    if (stored.has(key)) continue
    stored.add(key)
    const contactId = contactOf.get(e.seq)!
    const at = new Date(e.event.sentAt ?? e.receivedAt)
    const tap = tapOf(e, snapshot)
    const optedOut =
      tap?.button?.optOut === true ||
      (e.event.content.type === 'text' && isOptOut(e.event.content.text ?? '', OPT_OUT_WORDS))
    if (optedOut) plan.optOuts.push({ companyId: e.companyId, contactId, at })

    // TK-7: what comes to a number that is switched off is kept, and makes nothing.
    if (snapshot.channels.get(e.channelId)?.enabled !== true) {
      plan.messages.push(message(e, contactId, at, null, tap))
      continue
    }
    if (!opensTicket(e.event)) {
      const around = latest(interactions.filter((i) => i.contactId === contactId && i.channelId === e.channelId))
      plan.messages.push(message(e, contactId, at, around ?? null, tap))
      continue
    }
    const place = placeMessage(factsFor(e, contactId, tap?.ours ?? null, tickets, interactions, snapshot))
    const closedAsOptOut = optedOut && place.join === null
    const ticket = tickets.find((t) => t.id === place.join) ?? openTicket(e, contactId, place, at, closedAsOptOut, plan)
    if (!closedAsOptOut && ticket.id !== place.join) tickets.push(ticket)
    touch(ticket, e.channelId, at)

    let interaction = interactions.find(
      (i) => i.contactId === contactId && i.channelId === e.channelId && i.campaignId === place.campaignId,
    )
    if (interaction === undefined) {
      interaction = openInteraction(e, contactId, place, ticket.id, at, closedAsOptOut, plan)
      if (!closedAsOptOut) interactions.push(interaction)
    } else if (interaction.ticketId === null && !closedAsOptOut) {
      interaction.ticketId = ticket.id
      plan.joined.push({ companyId: e.companyId, interactionId: interaction.id, ticketId: ticket.id })
    }
    interaction.lastActivityAt = Math.max(interaction.lastActivityAt, at.getTime())
    plan.messages.push(message(e, contactId, at, { ...interaction, ticketId: ticket.id }, tap))
  }
  return plan
}

function factsFor(
  e: IncomingMessage,
  contactId: string,
  tapped: OurMessage | null,
  tickets: readonly OpenTicket[],
  interactions: readonly OpenInteraction[],
  snapshot: Snapshot,
) {
  const own = tickets.filter((t) => t.contactId === contactId)
  const onChannel = interactions.filter((i) => i.contactId === contactId && i.channelId === e.channelId)
  const onThisChannel = new Set(onChannel.map((i) => i.ticketId))
  const ticket = latest(own.filter((t) => onThisChannel.has(t.id) || t.lastChannelId === e.channelId))
  const unanswered = latest(onChannel.filter((i) => i.ticketId === null))
  const linked = new Map(snapshot.links.filter((l) => l.channelId === e.channelId).map((l) => [l.queueId, l]))
  const queues = snapshot.queues.filter((q) => q.companyId === e.companyId)
  const entry = queues.find((q) => linked.get(q.queueId)?.isEntry)
  const quoted = e.event.replyTo === undefined ? null : (snapshot.ours.get(externalKey(e, e.event.replyTo)) ?? null)
  return {
    tap: tapped,
    quoted,
    openTicketOnChannel: ticket
      ? { ticketId: ticket.id, campaignId: ticket.campaignId, queueId: ticket.queueId }
      : null,
    openInteractionWithoutTicket: unanswered
      ? { interactionId: unanswered.id, campaignId: unanswered.campaignId, queueId: unanswered.queueId }
      : null,
    entryQueue: entry ? { campaignId: entry.campaignId, queueId: entry.queueId } : null,
    defaultCampaignId: snapshot.defaultCampaigns.get(e.companyId)!,
    openTicketByCampaign: Object.fromEntries(own.map((t) => [t.campaignId, { ticketId: t.id, queueId: t.queueId }])),
    queues: queues.map((q) => ({ ...q, hasChannel: linked.has(q.queueId) })),
  }
}

interface Tap {
  ours: OurMessage
  index: number
  button: OurMessage['buttons'][number] | undefined
}

/** By our own reference, else by the message that the tap quotes (TK-5). */
function tapOf(e: IncomingMessage, { ours }: Snapshot): Tap | null {
  const { type, payload, text } = e.event.content
  if (type !== 'button' && type !== 'list') return null
  const reference = payload === undefined ? null : decodePostback(payload)
  const found = reference ? ours.get(reference.messageId) : undefined
  if (reference && found) return { ours: found, index: reference.index, button: found.buttons[reference.index] }
  const quoted = e.event.replyTo === undefined ? undefined : ours.get(externalKey(e, e.event.replyTo))
  if (!quoted) return null
  const index = quoted.buttons.findIndex((b) => b.text === text)
  return { ours: quoted, index, button: quoted.buttons[index] }
}

function openTicket(
  e: IncomingMessage,
  contactId: string,
  place: Placement,
  at: Date,
  closedAsOptOut: boolean,
  plan: Plan,
): NewTicket {
  const { campaignId, queueId } = place
  const time = { lastActivityAt: at.getTime(), openedAt: new Date(e.receivedAt) }
  const ticket = {
    id: newId(),
    companyId: e.companyId,
    contactId,
    campaignId,
    queueId,
    lastChannelId: e.channelId,
    closedAsOptOut,
    ...time,
  }
  plan.tickets.push(ticket)
  return ticket
}

function openInteraction(
  e: IncomingMessage,
  contactId: string,
  { campaignId, queueId }: Placement,
  ticketId: string,
  at: Date,
  ended: boolean,
  plan: Plan,
): NewInteraction {
  const time = { lastActivityAt: at.getTime(), openedAt: new Date(e.receivedAt) }
  const interaction = {
    id: newId(),
    companyId: e.companyId,
    contactId,
    channelId: e.channelId,
    campaignId,
    queueId,
    ticketId,
    ended,
    ...time,
  }
  plan.interactions.push(interaction)
  return interaction
}

function touch(ticket: OpenTicket, channelId: string, at: Date): void {
  if (at.getTime() < ticket.lastActivityAt) return
  ticket.lastActivityAt = at.getTime()
  ticket.lastChannelId = channelId
}

function message(
  e: IncomingMessage,
  contactId: string,
  at: Date,
  interaction: OpenInteraction | null,
  tap: Tap | null,
): NewMessage {
  const { type, text, ...rest } = e.event.content
  const tapped = tap
    ? { templateName: tap.ours.templateName, buttonText: tap.button?.text ?? text, messageId: tap.ours.id }
    : {}
  const content = { ...rest, ...tapped }
  return {
    seq: e.seq,
    companyId: e.companyId,
    id: newId(),
    channelId: e.channelId,
    contactId,
    interactionId: interaction?.id ?? null,
    ticketId: interaction?.ticketId ?? null,
    kind: type,
    text: text ?? (type === 'reaction' ? (rest.emoji ?? '') : ''),
    content: Object.keys(content).length > 0 ? content : null,
    at,
    externalId: e.event.externalId,
    replyTo: e.event.replyTo ?? null,
  }
}

const latest = <T extends { lastActivityAt: number }>(all: readonly T[]): T | undefined =>
  all.reduce<T | undefined>(
    (best, one) => (best === undefined || one.lastActivityAt > best.lastActivityAt ? one : best),
    undefined,
  )
