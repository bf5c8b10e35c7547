/** A template's tick: on a queue, or with `queueId` null on a campaign and all its queues, later ones too (AS-1). */
export type Assignment = { campaignId: string; queueId: string | null }

/** AS-2: what is assigned to nothing is visible nowhere. */
export const visibleIn = (template: { assignments: readonly Assignment[] }, campaignId: string, queueId: string) =>
  template.assignments.some((tick) => tick.campaignId === campaignId && (tick.queueId ?? queueId) === queueId)

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
