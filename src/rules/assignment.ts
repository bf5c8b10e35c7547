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
