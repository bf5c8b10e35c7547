import type { Assignment } from './assignment.ts'
import type { ChannelState } from './channel-state.ts'
import { isSendableWord, type TemplateStatus } from './template-status.ts'

/** A template as far as it decides who sees it. */
export interface TemplateFacts {
  status: TemplateStatus
  statusWord: string
  active: boolean
  /** The provider knows it by an id. */
  isKnown: boolean
  /** Made elsewhere, of a kind that cannot be sent from here. */
  isForeign: boolean
  channelState: ChannelState
  /** Those of campaigns and queues that stand. */
  assignments: readonly Assignment[]
}

export interface QueueFacts {
  id: string
  campaignId: string
  active: boolean
  campaignActive: boolean
}

export interface PersonFacts {
  active: boolean
  /** May send: agents, and those with agent mode. */
  sends: boolean
  /** Every queue is theirs. */
  supervises: boolean
  queueIds: ReadonlySet<string>
}

/** What hides a template wherever it is assigned, and from whomever. */
export type TemplateBar = 'made_elsewhere' | 'not_approved' | 'held_back' | 'off' | 'channel'
export type PlaceBar = 'campaign_off' | 'queue_off'
export type Bar = TemplateBar | 'not_assigned' | 'no_queues' | PlaceBar | 'inactive' | 'only_looks' | 'not_in_queue'

/** A queue that an assignment reaches, by its own tick or, `whole`, by its campaign's. */
export interface Place<Queue extends QueueFacts = QueueFacts> {
  queue: Queue
  whole: boolean
  bar: PlaceBar | null
}

/** `held_back`: approved, and paused, locked or archived all the same. */
export function templateBars(template: TemplateFacts): TemplateBar[] {
  const { status, statusWord, active, isKnown, isForeign, channelState } = template
  const isApproved = status === 'approved' && isKnown
  return [
    ...(isForeign ? (['made_elsewhere'] as const) : []),
    ...(isApproved ? [] : (['not_approved'] as const)),
    ...(isApproved && !isSendableWord(statusWord) ? (['held_back'] as const) : []),
    ...(active ? [] : (['off'] as const)),
    ...(channelState === 'active' ? [] : (['channel'] as const)),
  ]
}

/** What the queue itself hides. That it lacks the channel is a hint to whoever assigns, not a bar (AS-1). */
const placeBar = (queue: QueueFacts): PlaceBar | null =>
  queue.campaignActive ? (queue.active ? null : 'queue_off') : 'campaign_off'

/** The place that an assignment makes of this queue; null where none reaches it (AS-1, AS-2). */
export function placeIn<Queue extends QueueFacts>(
  assignments: readonly Assignment[],
  queue: Queue,
): Place<Queue> | null {
  const { id, campaignId } = queue
  const whole = assignments.some((tick) => tick.campaignId === campaignId && tick.queueId === null)
  if (!whole && !assignments.some((tick) => tick.campaignId === campaignId && tick.queueId === id)) return null
  return { queue, whole, bar: placeBar(queue) }
}

/** Every queue that the assignments reach, in the order given. `queues` are the company's, by their campaign. */
export function placesOf<Queue extends QueueFacts>(
  assignments: readonly Assignment[],
  queues: ReadonlyMap<string, readonly Queue[]>,
): Place<Queue>[] {
  const ticked = Map.groupBy(assignments, (tick) => tick.campaignId)
  const places: Place<Queue>[] = []
  // A loop, since thousands of templates may be judged at once.
  for (const [campaignId, own] of queues) {
    const ticks = ticked.get(campaignId) ?? []
    for (const queue of ticks.length > 0 ? own : []) {
      const place = placeIn(ticks, queue)
      if (place) places.push(place)
    }
  }
  return places
}

const servesQueue = ({ supervises, queueIds }: PersonFacts, queueId: string): boolean =>
  supervises || queueIds.has(queueId)

/** AS-3: what hides the template from everybody; empty when somebody could see it. */
export function barsForAll(template: TemplateFacts, places: readonly Place[]): Bar[] {
  return [...templateBars(template), ...assignmentBars(template.assignments, places)]
}

function assignmentBars(assignments: readonly Assignment[], places: readonly Place[]): Bar[] {
  if (assignments.length === 0) return ['not_assigned']
  if (places.length === 0) return ['no_queues']
  return closedBars(places)
}

/** Empty as soon as one place is open. */
function closedBars(places: readonly Place[]): PlaceBar[] {
  const bars = new Set(places.map((place) => place.bar))
  return bars.has(null) ? [] : [...bars].filter((bar) => bar !== null)
}

export interface Sight<Queue extends QueueFacts = QueueFacts> {
  sees: boolean
  /** The open places from where this person sends it, or would once the bars fall. */
  through: Place<Queue>[]
  /** Why not; empty when the person sees it. */
  bars: Bar[]
}

/** AS-3: whether this person sees a template, through what, or what hides it, given its `places` of `placesOf` and what
 *  hides it from everybody. */
export function sightOf<Queue extends QueueFacts>(
  forAll: readonly Bar[],
  places: readonly Place<Queue>[],
  person: PersonFacts,
): Sight<Queue> {
  const own = places.filter((place) => servesQueue(person, place.queue.id))
  const through = own.filter((place) => place.bar === null)
  const bars = [...forAll, ...personBars(person, places, own)]
  return { sees: bars.length === 0, through, bars: [...new Set(bars)] }
}

function personBars({ active, sends }: PersonFacts, places: readonly Place[], own: readonly Place[]): Bar[] {
  if (!active) return ['inactive']
  if (!sends) return ['only_looks']
  if (places.length === 0) return []
  return own.length === 0 ? ['not_in_queue'] : closedBars(own)
}

/** WS-1: whether the Workspace offers it in this queue. What an agent sees is this and nothing else. */
export const isOfferedIn = (template: TemplateFacts, queue: QueueFacts): boolean =>
  templateBars(template).length === 0 && placeIn(template.assignments, queue)?.bar === null
