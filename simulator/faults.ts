import { z } from 'zod'

/** What can go wrong with a webhook, with the bounds of each; times in ms. */
export const webhookFaults = {
  late: { ms: 5000 },
  repeated: { times: 1, ms: 5000 },
  reordered: { ms: 1000 },
  batched: { most: 1000, ms: 50 },
  garbage: {},
  gsIdMissing: {},
  codeAsText: {},
  unknownType: {},
  typeAbsent: {},
  idEmpty: {},
  failed: { code: 131_026 },
  dropped: {},
} as const satisfies FaultTable

/** What can go wrong with a call, with the bounds of each; times in ms. */
export const apiFaults = {
  tooMany: {},
  serverError: {},
  tokenExpired: {},
  hang: { ms: 60_000 },
  cut: {},
  answerLost: { ms: 0 },
  serverErrorAfterActing: {},
  garbageAnswer: {},
  slow: { ms: 1000 },
} as const satisfies FaultTable

export const apiKinds = ['send', 'template', 'token', 'media', 'subscription', 'other'] as const

type FaultTable = Record<string, Record<string, number>>
type Bounds<Defaults> = { -readonly [Name in keyof Defaults]: number }
type FaultSet<Table> = {
  [Name in keyof Table]?: number | ({ p: number } & { [Bound in keyof Table[Name]]?: number })
}

export type WebhookFault = keyof typeof webhookFaults
export type ApiFault = keyof typeof apiFaults
export type ApiKind = (typeof apiKinds)[number]
export type WebhookFaults = FaultSet<typeof webhookFaults>
export type ApiFaults = FaultSet<typeof apiFaults>

/** A probability from 0 to 1 for each, or one with bounds. */
export interface Faults {
  webhook?: WebhookFaults
  api?: { [Kind in ApiKind | 'all']?: ApiFaults }
}

/** What hits one webhook or call, each with its bounds. */
export type Hits<Table> = { [Name in keyof Table]?: Bounds<Table[Name]> }
export type WebhookHits = Hits<typeof webhookFaults>
export type ApiHits = Hits<typeof apiFaults>

/** Draws every fault of the set, in the order of the table, so that the same seed gives the same hits. */
export function drawHits<Table extends FaultTable>(
  table: Table,
  set: FaultSet<Table>,
  random: () => number,
): Hits<Table> {
  const hits: Record<string, Record<string, number>> = {}
  for (const [name, defaults] of Object.entries(table)) {
    const fault = set[name]
    if (fault === undefined) continue
    const { p, ...given } = typeof fault === 'number' ? { p: fault } : fault
    if (random() < p) hits[name] = { ...defaults, ...given }
  }
  return hits as Hits<Table>
}

const chance = z.number().min(0).max(1)

function setOf(table: FaultTable) {
  const faults = Object.entries(table).map(([name, bounds]) => {
    const limits = Object.keys(bounds).map((bound) => [bound, z.number().min(0).optional()])
    return [name, z.union([chance, z.strictObject({ p: chance, ...Object.fromEntries(limits) })]).optional()]
  })
  return z.strictObject(Object.fromEntries(faults))
}

const ofKind = setOf(apiFaults).optional()

export const faultsSchema = z.strictObject({
  webhook: setOf(webhookFaults).optional(),
  api: z.strictObject(Object.fromEntries([...apiKinds, 'all'].map((kind) => [kind, ofKind]))).optional(),
}) as unknown as z.ZodType<Faults>
