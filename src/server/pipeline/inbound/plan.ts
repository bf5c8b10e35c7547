import { lineKey } from '../../../rules/phone.ts'
import { type Because, isOptOut, opensTicket, type Placement, placeMessage } from '../../../rules/routing.ts'
import { newId } from '../../database/id.ts'
import { greetingFor, type NewGreeting } from './greetings.ts'
import { factsFor, latest, openPerContact, roadPerChannel } from './facts.ts'
import {
  externalKey,
  type MessageToPlace,
  type OpenInteraction,
  type OpenTicket,
  quotedBy,
  type Snapshot,
} from './snapshot.ts'
import { type Tap, tapOf } from './tap.ts'

export interface NewTicket extends OpenTicket {
  companyId: string
  /** By which road of TK-5. */
  because: Because
  openedAt: Date
  lastActivityAt: Date
  lastChannelId: string
  /** A "baja" stands as a ticket that is closed already (TK-6); it shows these words. */
  closedAsOptOut: boolean
  lastText: string
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
  /** Its ticket and interaction are open and go on counting; not so for a "baja" that is closed already. */
  open: boolean
  /** Came while the number was off, and would have opened a ticket (TK-7). */
  missed: boolean
  kind: string
  text: string
  content: Record<string, unknown> | null
  at: Date
  externalId: string
  replyTo: string | null
  /** The number it came from, as its line (TK-1); null when the contact hides it. */
  line: string | null
}

/** Who wants no more marketing, and how that was said (TK-6). */
export interface OptOut {
  companyId: string
  contactId: string
  at: Date
  how: 'tap' | 'word' | 'preference'
  source: string
}

/** What a batch of messages comes to: pure, made from the snapshot, written by `write.ts`. */
export interface Plan {
  tickets: NewTicket[]
  interactions: NewInteraction[]
  /** Interactions that get their ticket because the contact answered (TK-3); with a "baja" they end at once. */
  joined: { companyId: string; interactionId: string; ticketId: string; endedAt: Date | null }[]
  messages: NewMessage[]
  /** Taps that stand in a ticket that was open (WS-3). */
  taps: { companyId: string; ticketId: string; button: string; template: string }[]
  optOuts: OptOut[]
  /** What queues say by themselves to who opened a ticket (HR-3). */
  greetings: NewGreeting[]
  /** `<company> <queue>`, of those that give out by themselves and have a new ticket (WS-6). */
  wake: Set<string>
}

export const emptyPlan = (): Plan => ({
  tickets: [],
  interactions: [],
  joined: [],
  messages: [],
  taps: [],
  optOuts: [],
  greetings: [],
  wake: new Set(),
})

export function planMessages(
  events: readonly MessageToPlace[],
  contactOf: ReadonlyMap<number, string>,
  snapshot: Snapshot,
): Plan {
  const plan = emptyPlan()
  const automatic = new Set(snapshot.queues.flatMap((q) => (q.automatic ? [q.queueId] : [])))
  const openOf = openPerContact(snapshot)
  const roadOf = roadPerChannel(snapshot)
  const stored = new Set(snapshot.stored)

  for (const e of events) {
    const key = externalKey(e, e.event.externalId)
    if (stored.has(key)) continue
    stored.add(key)
    const { companyId, channelId } = e
    const contactId = contactOf.get(e.seq)!
    const at = new Date(e.event.sentAt ?? e.receivedAt)
    const tap = tapOf(e, snapshot)
    const said = { tap, quotedId: e.event.replyToWamid === undefined ? undefined : quotedBy(e, snapshot.ours)?.id }
    const tapped = tap?.button?.optOut === true
    const optedOut = tapped || saysOptOut(e, snapshot)
    const source = (tapped ? tap.button?.text : e.event.content.text) ?? ''
    if (optedOut) plan.optOuts.push({ companyId, contactId, at, how: tapped ? 'tap' : 'word', source })
    const open = openOf(contactId)

    // TK-7: what comes to a number that is switched off is kept, and makes nothing.
    if (snapshot.channels.get(channelId)?.enabled !== true) {
      plan.messages.push({ ...message(e, contactId, at, null, said), missed: opensTicket(e.event) })
      continue
    }
    const onChannel = open.interactions.filter((i) => i.channelId === channelId)
    if (!opensTicket(e.event)) {
      const around = latest(onChannel, (i) => i.lastActivityAt)
      plan.messages.push(message(e, contactId, at, around, said))
      continue
    }
    const place = placeMessage(factsFor(e, tap?.ours ?? null, open, roadOf(companyId, channelId), snapshot.ours))
    const closed = optedOut && place.join === null
    let ticket = open.tickets.find((t) => t.id === place.join)
    let opened: NewTicket | null = null
    if (ticket === undefined) {
      ticket = opened = openTicket(e, contactId, place, at, closed, plan)
      if (!closed) open.tickets.push(ticket)
      if (!closed && automatic.has(ticket.queueId ?? '')) plan.wake.add(`${companyId} ${ticket.queueId}`)
    }
    ticket.activityOn[channelId] = Math.max(ticket.activityOn[channelId] ?? 0, at.getTime())

    let interaction = onChannel.find((i) => i.campaignId === place.campaignId)
    if (interaction === undefined) {
      interaction = openInteraction(e, contactId, place, ticket.id, at, closed, plan)
      if (!closed) open.interactions.push(interaction)
    } else if (interaction.ticketId !== ticket.id) {
      interaction.ticketId = ticket.id
      const endedAt = closed ? new Date(e.receivedAt) : null
      plan.joined.push({ companyId, interactionId: interaction.id, ticketId: ticket.id, endedAt })
      if (closed) open.interactions.splice(open.interactions.indexOf(interaction), 1)
    }
    interaction.lastActivityAt = Math.max(interaction.lastActivityAt, at.getTime())
    plan.messages.push({ ...message(e, contactId, at, interaction, said), open: !closed })
    if (tap !== null && opened === null) {
      const [button, template] = [tap.button?.text ?? e.event.content.text ?? '', tap.ours.templateName ?? '']
      plan.taps.push({ companyId, ticketId: ticket.id, button, template })
    }
    const greeting = opened === null || optedOut ? null : greetingFor(opened, interaction.id, at, snapshot)
    if (greeting) plan.greetings.push(greeting)
  }
  return plan
}

/** TK-6: as a message of its own, typed or tapped. */
function saysOptOut({ companyId, event: { content } }: MessageToPlace, { companies }: Snapshot): boolean {
  const said = content.type === 'text' || content.type === 'button' || content.type === 'list'
  return said && isOptOut(content.text ?? '', companies.get(companyId)!.optOutWords)
}

function openTicket(
  e: MessageToPlace,
  contactId: string,
  { campaignId, queueId, because }: Placement,
  at: Date,
  closedAsOptOut: boolean,
  plan: Plan,
): NewTicket {
  const ticket: NewTicket = {
    id: newId(),
    companyId: e.companyId,
    contactId,
    campaignId,
    queueId,
    because,
    activityOn: {},
    lastChannelId: e.channelId,
    lastActivityAt: at,
    openedAt: new Date(e.receivedAt),
    closedAsOptOut,
    lastText: closedAsOptOut ? (e.event.content.text ?? '') : '',
  }
  plan.tickets.push(ticket)
  return ticket
}

function openInteraction(
  e: MessageToPlace,
  contactId: string,
  { campaignId, queueId }: Placement,
  ticketId: string,
  at: Date,
  ended: boolean,
  plan: Plan,
): NewInteraction {
  const interaction: NewInteraction = {
    id: newId(),
    companyId: e.companyId,
    contactId,
    channelId: e.channelId,
    campaignId,
    queueId,
    ticketId,
    ended,
    lastActivityAt: at.getTime(),
    openedAt: new Date(e.receivedAt),
  }
  plan.interactions.push(interaction)
  return interaction
}

function message(
  e: MessageToPlace,
  contactId: string,
  at: Date,
  interaction: OpenInteraction | null,
  /** `quotedId`: ours, where only WhatsApp's own id of it was told. */
  { tap, quotedId }: { tap: Tap | null; quotedId: string | undefined },
): NewMessage {
  const { type, text, ...rest } = e.event.content
  const tapped = tap
    ? { templateName: tap.ours.templateName, buttonText: tap.button?.text ?? text, messageId: tap.ours.id }
    : {}
  const content = { ...rest, ...tapped, ...(quotedId !== undefined && { quotedId }) }
  return {
    seq: e.seq,
    companyId: e.companyId,
    id: newId(),
    channelId: e.channelId,
    contactId,
    interactionId: interaction?.id ?? null,
    ticketId: interaction?.ticketId ?? null,
    open: true,
    missed: false,
    kind: type,
    text: text ?? (type === 'reaction' ? (rest.emoji ?? '') : ''),
    content: Object.keys(content).length > 0 ? content : null,
    at,
    externalId: e.event.externalId,
    replyTo: e.event.replyTo ?? e.event.replyToWamid ?? null,
    line: lineKey(e.event.from) || null,
  }
}
