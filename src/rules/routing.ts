import { plain } from './characters.ts'

type Place = { campaignId: string; queueId: string | null }
type Queue = { queueId: string; campaignId: string; active: boolean; hasChannel: boolean; createdOrder: number }

/** What is known about an incoming message when it must be filed. `queues` are the company's; `hasChannel`: linked to its channel. */
export type RoutingFacts = {
  tap: Place | null
  quoted: Place | null
  openTicketOnChannel: (Place & { ticketId: string }) | null
  openInteractionWithoutTicket: (Place & { interactionId: string }) | null
  entryQueue: Place | null
  defaultCampaignId: string
  openTicketByCampaign: Readonly<Record<string, { ticketId: string; queueId: string | null }>>
  queues: readonly Queue[]
}

export type Because = 'tap' | 'quoted' | 'open_ticket' | 'sent_template' | 'entry_queue' | 'no_queue'

/** `join` names the open ticket that takes the message; without it one is opened in `queueId`, or in none ("Sin cola"). */
export type Placement = { campaignId: string; queueId: string | null; join: string | null; because: Because }

/** TK-5: the first place that fits. */
export function placeMessage(facts: RoutingFacts): Placement {
  const places: [Because, Place | null][] = [
    ['tap', facts.tap],
    ['quoted', facts.quoted],
    ['open_ticket', facts.openTicketOnChannel],
    ['sent_template', facts.openInteractionWithoutTicket],
  ]
  const [because, place] = places.find(([, found]) => found) ?? ['entry_queue' as const, facts.entryQueue]
  return (
    (place && fileIn(place, because, facts)) ??
    (facts.entryQueue && fileIn(facts.entryQueue, 'entry_queue', facts)) ??
    fileAnywhere(facts) ??
    withoutQueue(facts)
  )
}

const firstWithChannel = (queues: readonly Queue[]) =>
  queues
    .filter((queue) => queue.active && queue.hasChannel)
    .toSorted((a, b) => a.createdOrder - b.createdOrder)
    .at(0)

/** The campaign's open ticket, else its queue, else its first active queue with this channel, else `null`. */
function fileIn({ campaignId, queueId }: Place, because: Because, facts: RoutingFacts): Placement | null {
  const open = facts.openTicketByCampaign[campaignId]
  if (open) return { campaignId, queueId: open.queueId, join: open.ticketId, because }
  const queues = facts.queues.filter((queue) => queue.campaignId === campaignId)
  const queue = queues.find((own) => own.active && own.queueId === queueId) ?? firstWithChannel(queues)
  return queue ? { campaignId, queueId: queue.queueId, join: null, because } : null
}

/** Where even the entry queue's campaign is off, any active queue of this channel answers before "Sin cola". */
function fileAnywhere(facts: RoutingFacts): Placement | null {
  const queue = firstWithChannel(facts.queues)
  return queue ? fileIn(queue, 'entry_queue', facts) : null
}

/** (6): "Sin cola" in the default campaign; a ticket that is open there stands where it is. */
function withoutQueue({ defaultCampaignId: campaignId, openTicketByCampaign }: RoutingFacts): Placement {
  const open = openTicketByCampaign[campaignId]
  return { campaignId, queueId: open?.queueId ?? null, join: open?.ticketId ?? null, because: 'no_queue' }
}

/** TK-6: reactions, deletions, echoes, preferences and statuses never open tickets; what a person says does. */
export const opensTicket = (event: { kind: string; content?: { type: string } }): boolean =>
  event.kind === 'message' && event.content?.type !== 'reaction'

/** What opting out sounds like: a company's words, as `isOptOut` compares them. */
export const optOutSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(bareWord).filter(Boolean))

/** TK-6: one of the words is the whole message; case, accents and what surrounds it are ignored. */
export const isOptOut = (text: string, words: ReadonlySet<string>): boolean => words.has(bareWord(text))

/** A word without case, accents and what surrounds it; empty for what has no letter and no digit. */
export const bareWord = (said: string): string =>
  plain(said)
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/\s+/g, ' ')
