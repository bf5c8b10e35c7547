import type { RoutingFacts } from '../../../rules/routing.ts'
import {
  type MessageToPlace,
  type OpenInteraction,
  type OpenTicket,
  type OurMessage,
  quotedBy,
  type Snapshot,
} from './snapshot.ts'

/** What is open of one contact, as read and as the plan goes on changing it. */
export interface Open {
  tickets: OpenTicket[]
  interactions: OpenInteraction[]
}

export function openPerContact({ tickets, interactions }: Snapshot): (contactId: string) => Open {
  const all = new Map<string, Open>()
  const openOf = (contactId: string) => {
    const open = all.get(contactId) ?? { tickets: [], interactions: [] }
    all.set(contactId, open)
    return open
  }
  for (const ticket of tickets) openOf(ticket.contactId).tickets.push(ticket)
  for (const interaction of interactions) openOf(interaction.contactId).interactions.push(interaction)
  return openOf
}

type Road = Pick<RoutingFacts, 'queues' | 'entryQueue' | 'defaultCampaignId'>

/** What is the same for all messages of a channel, worked out once a batch. */
export function roadPerChannel(snapshot: Snapshot): (companyId: string, channelId: string) => Road {
  const roads = new Map<string, Road>()
  const queuesOf = Map.groupBy(snapshot.queues, (q) => q.companyId)
  const linksOf = Map.groupBy(snapshot.links, (l) => l.channelId)
  return (companyId, channelId) => {
    const known = roads.get(channelId)
    if (known) return known
    const links = new Map(linksOf.get(channelId)?.map((l) => [l.queueId, l]))
    const queues = (queuesOf.get(companyId) ?? []).map((q) => ({ ...q, hasChannel: links.has(q.queueId) }))
    const entry = queues.find((q) => links.get(q.queueId)?.isEntry)
    const { defaultCampaignId } = snapshot.companies.get(companyId)!
    const road = {
      queues,
      entryQueue: entry ? { campaignId: entry.campaignId, queueId: entry.queueId } : null,
      defaultCampaignId,
    }
    roads.set(channelId, road)
    return road
  }
}

/** All that TK-5 asks about one message. */
export function factsFor(
  e: MessageToPlace,
  tapped: OurMessage | null,
  { tickets, interactions }: Open,
  road: Road,
  ours: Snapshot['ours'],
): RoutingFacts {
  const { channelId } = e
  const ticket = latest(tickets, (t) => t.activityOn[channelId])
  const unanswered = latest(interactions, (i) =>
    i.channelId === channelId && i.ticketId === null ? i.lastActivityAt : undefined,
  )
  return {
    ...road,
    tap: tapped,
    quoted: quotedBy(e, ours),
    openTicketOnChannel: ticket && { ticketId: ticket.id, campaignId: ticket.campaignId, queueId: ticket.queueId },
    openInteractionWithoutTicket: unanswered && {
      interactionId: unanswered.id,
      campaignId: unanswered.campaignId,
      queueId: unanswered.queueId,
    },
    openTicketByCampaign: Object.fromEntries(
      tickets.map((t) => [t.campaignId, { ticketId: t.id, queueId: t.queueId }]),
    ),
  }
}

/** The one with the highest figure; those without a figure do not count. */
export function latest<T>(all: readonly T[], at: (one: T) => number | undefined): T | null {
  let best: { one: T; at: number } | null = null
  for (const one of all) {
    const own = at(one)
    if (own !== undefined && (best === null || own > best.at)) best = { one, at: own }
  }
  return best?.one ?? null
}
