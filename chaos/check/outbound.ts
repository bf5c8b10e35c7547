import { RANK } from '../../src/rules/message-status.ts'
import { RATE, type Stage } from '../stage.ts'
import { type Call, markerOf, type Witness } from '../witness.ts'
import { fallen } from './fallen.ts'
import { count, type Figure, none } from './figure.ts'

/** How much of a channel's rate may be seen in any five seconds at the provider: machines stall, leases do not double. */
const PACE_TOLERANCE = 1.5
const PACE_WINDOW_MS = 5000
/** How many a channel may have marked at a kill that have not left its socket yet, at `RATE`. */
const ABOUT_TO_LEAVE = 2
/** Faults after which nobody knows whether the provider acted. */
const DOUBTFUL = new Set(['hang', 'cut', 'answerLost', 'serverError', 'serverErrorAfterActing', 'garbageAnswer'])

interface Row {
  marker: string
  id: string
  status: number
  externalId: string | null
  code: string | null
  clientKey: string | null
}

export async function checkOutbound(stage: Stage, { calls }: Witness): Promise<Figure[]> {
  const rows = await stage.rig.sql<Row>(
    `select n.app_id || ' ' || coalesce(m.params ->> 0, m.text) as marker, m.id, m.status, m.external_id as "externalId", m.error_code as code, m.client_key as "clientKey"
     from message m join channel_connection n on n.company_id = m.company_id and n.channel_id = m.channel_id
     where m.direction = 'out' and (m.left_at is not null or m.attempts > 0 or m.outbox is not null)`,
  )
  const byMarker = Map.groupBy(rows, (r) => r.marker)
  const accepted = calls.filter((c) => c.outcome === 'accepted')
  const acceptedBy = Map.groupBy(accepted, markerOf)
  const sends = stage.diary.taken.filter((t) => t.kind === 'send')
  const ids = new Set(rows.map((r) => r.id))
  return [
    count('sends that left', calls.length),
    count('sends accepted by the provider', accepted.length),
    count('agents’ sends acknowledged', sends.length),
    none(
      'agents’ sends acknowledged and not stored',
      sends.filter((s) => !ids.has(s.messageId)).map((s) => s.messageId),
    ),
    none(
      'client keys with more than one message',
      [...Map.groupBy(sends, (s) => s.messageId)].filter(([, s]) => s.length > 1).map(([id]) => id),
    ),
    none(
      'sends stored twice',
      [...byMarker].filter(([, r]) => r.length > 1).map(([marker]) => marker),
    ),
    none(
      'messages accepted twice by the provider',
      [...acceptedBy].filter(([, c]) => c.length > 1).map(([marker]) => marker),
    ),
    none(
      'accepted by the provider and neither accepted nor uncertain here',
      accepted.filter((c) => !stands(byMarker, c)).map((c) => describe(byMarker, c)),
    ),
    none('accepted here and unknown to the provider', unknownThere(rows, accepted)),
    ...uncertainty(stage, rows, calls),
    none(
      'statuses gone back',
      (await fallen(stage.rig)).map((f) => `${f.edge}, ${f.times} times`),
    ),
    {
      name: 'most that left on a channel in 5 s, in percent of its rate',
      value: Math.round((100 * fastest(stage, calls)) / ((RATE * PACE_WINDOW_MS) / 1000)),
      most: 100 * PACE_TOLERANCE,
    },
    none(
      'sends that failed without the provider’s word',
      rows
        .filter((r) => r.status === RANK.failed && r.externalId === null && r.code !== 'gave_up')
        .map((r) => `${r.marker} ${r.code}`),
    ),
    count('sends given up after many tries', rows.filter((r) => r.code === 'gave_up').length),
  ]
}

function stands(rows: ReadonlyMap<string, Row[]>, call: Call): boolean {
  const row = rows.get(markerOf(call))?.[0]
  return (
    row !== undefined && (row.status === RANK.uncertain || (row.status >= RANK.accepted && row.externalId !== null))
  )
}

function describe(rows: ReadonlyMap<string, Row[]>, call: Call): string {
  const row = rows.get(markerOf(call))?.[0]
  return `${markerOf(call)} at ${call.at} (${call.fault ?? 'no fault'}) is ${row?.status} ${row?.externalId ?? ''}`
}

function unknownThere(rows: readonly Row[], accepted: readonly Call[]): string[] {
  const there = new Set(accepted.map((c) => c.messageId))
  return rows.filter((r) => r.externalId !== null && !there.has(r.externalId)).map((r) => r.marker)
}

/** What nobody knows the outcome of is no more than what was on the wire when something was killed or went wrong there. */
function uncertainty({ fleet, lines }: Stage, rows: readonly Row[], calls: readonly Call[]): Figure[] {
  const uncertain = rows.filter((r) => r.status === RANK.uncertain)
  const calledBy = Map.groupBy(calls, markerOf)
  const last = (r: Row) => calledBy.get(r.marker)?.at(-1)
  const doubtful = uncertain.filter((r) => DOUBTFUL.has(last(r)?.fault ?? ''))
  const kills = fleet.blows.filter((b) => b.kind !== 'terminate')
  const marked = kills.reduce((sum, b) => sum + b.sending, 0)
  const open = kills.reduce(
    (sum, b) => sum + calls.filter((c) => c.at <= b.at && (c.answeredAt ?? Infinity) > b.at).length,
    0,
  )
  return [
    count('uncertain', uncertain.length),
    count('… of them accepted by the provider', uncertain.filter((r) => last(r)?.outcome === 'accepted').length),
    {
      name: '… of them never seen by the provider',
      value: uncertain.filter((r) => last(r) === undefined).length,
      most: kills.length * lines.length * ABOUT_TO_LEAVE,
    },
    count('… of them doubtful by a fault on the wire', doubtful.length),
    count('calls open at the provider at the kills', open),
    {
      name: 'uncertain by kills, beyond the rows marked as sending at them',
      value: Math.max(0, uncertain.length - doubtful.length - marked),
      most: 0,
    },
    count('rows marked as sending at the kills', marked),
  ]
}

function fastest({ lines }: Stage, calls: readonly Call[]): number {
  let most = 0
  for (const { appId } of lines) {
    const times = calls.filter((c) => c.app === appId).map((c) => c.at)
    let first = 0
    for (const [last, t] of times.entries()) {
      while (times[first]! <= t - PACE_WINDOW_MS) first++
      most = Math.max(most, last - first + 1)
    }
  }
  return most
}
