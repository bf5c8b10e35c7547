/** A template's tick: on a queue, or with `queueId` null on a campaign and all its queues, later ones too (AS-1). */
export type Assignment = { campaignId: string; queueId: string | null }

const campaignTicked = (selection: readonly Assignment[], campaignId: string) =>
  selection.some((tick) => tick.campaignId === campaignId && tick.queueId === null)

/** Ticking a campaign swallows the ticks of its queues; unticking it leaves none. */
export function toggleCampaign(selection: readonly Assignment[], campaignId: string): Assignment[] {
  const others = selection.filter((tick) => tick.campaignId !== campaignId)
  return campaignTicked(selection, campaignId) ? others : [...others, { campaignId, queueId: null }]
}

/** A queue covered by its campaign is locked: the selection comes back as it was. */
export function toggleQueue(selection: readonly Assignment[], campaignId: string, queueId: string): Assignment[] {
  if (campaignTicked(selection, campaignId)) return [...selection]
  const others = selection.filter((tick) => tick.campaignId !== campaignId || tick.queueId !== queueId)
  return others.length < selection.length ? others : [...others, { campaignId, queueId }]
}

/** The queues that show as ticked and locked because their campaign is ticked. */
export const coveredQueues = <Queue extends { campaignId: string }>(
  selection: readonly Assignment[],
  queues: readonly Queue[],
): Queue[] => queues.filter((queue) => campaignTicked(selection, queue.campaignId))

/** What its campaign's tick covers is no tick of its own. */
export function withoutCovered(given: readonly Assignment[]): Assignment[] {
  const covered = new Set(coveredQueues(given, given))
  return given.filter((tick) => tick.queueId === null || !covered.has(tick))
}

const keyOf = ({ campaignId, queueId }: Assignment) => `${campaignId} ${queueId ?? ''}`

/** The ticks of one that the other lacks. */
export function ticksBeyond(one: readonly Assignment[], other: readonly Assignment[]): Assignment[] {
  const known = new Set(other.map(keyOf))
  return one.filter((tick) => !known.has(keyOf(tick)))
}

/** In whatever order. */
export const sameTicks = (one: readonly Assignment[], other: readonly Assignment[]): boolean =>
  ticksBeyond(one, other).length === 0 && ticksBeyond(other, one).length === 0

/** Two who began from the same ticks: what either ticked is ticked, what either unticked is not. */
export function mergeTicks(
  began: readonly Assignment[],
  mine: readonly Assignment[],
  theirs: readonly Assignment[],
): Assignment[] {
  const unticked = ticksBeyond(began, mine)
  const added = ticksBeyond(ticksBeyond(mine, began), theirs)
  return withoutCovered([...ticksBeyond(theirs, unticked), ...added])
}

/** What is done to the ticks of many templates at once: only what is named changes. */
export interface TickChange {
  add: readonly Assignment[]
  remove: readonly Assignment[]
}

/** A campaign that is added swallows its queues; a queue that a campaign covers needs no tick. */
export function changeTicks(ticks: readonly Assignment[], { add, remove }: TickChange): Assignment[] {
  const left = ticksBeyond(ticks, remove)
  return withoutCovered([...left, ...ticksBeyond(add, left)])
}

/** The ticks of many templates at once: each tick, and how many of them have it. */
export interface ManyTicks {
  total: number
  ticks: readonly (Assignment & { templates: number })[]
}

const sameTick = (one: Assignment, other: Assignment) => keyOf(one) === keyOf(other)
const named = (ticks: readonly Assignment[], tick: Assignment) => ticks.some((each) => sameTick(each, tick))
const campaignOf = ({ campaignId }: Assignment): Assignment => ({ campaignId, queueId: null })
const withTick = ({ ticks }: ManyTicks, tick: Assignment) => ticks.find((each) => sameTick(each, tick))?.templates ?? 0

/** How many of them can be sent from there after the change: by a tick of their own, or because their campaign's covers it. */
export function manyIn(many: ManyTicks, change: TickChange, place: Assignment): number {
  if (named(change.add, campaignOf(place)) || named(change.add, place)) return many.total
  const own = named(change.remove, place) ? 0 : withTick(many, place)
  return place.queueId === null ? own : own + manyIn(many, change, campaignOf(place))
}

/** The next of: as it stands, for all, for none; what would make no difference is passed over. */
export function toggleMany(many: ManyTicks, change: TickChange, place: Assignment): TickChange {
  const without = (ticks: readonly Assignment[]) => ticks.filter((tick) => !sameTick(tick, place))
  const stands = { add: without(change.add), remove: without(change.remove) }
  // Adding a campaign decides for its queues too.
  const others = (ticks: readonly Assignment[]) =>
    ticks.filter(
      ({ campaignId, queueId }) => place.queueId !== null || queueId === null || campaignId !== place.campaignId,
    )
  const all = { add: [...others(stands.add), place], remove: others(stands.remove) }
  const none = { ...stands, remove: [...stands.remove, place] }
  const [before, now] = [manyIn(many, stands, place), manyIn(many, change, place)]
  const next = named(change.add, place) ? [none] : named(change.remove, place) ? [] : [all, none]
  return next.find((each) => ![before, now].includes(manyIn(many, each, place))) ?? stands
}
