import { percentile } from '../../bench/figures.ts'
import type { Blow } from '../fleet.ts'
import type { Stage } from '../stage.ts'
import type { Witness } from '../witness.ts'

/** How long after a blow something was as before, over all blows: median and worst, in ms. */
export interface Recovery {
  blows: number
  /** Until a door said 200 again. */
  door: Spread
  /** The longest that an event, taken before the next blow, waited until it was handled. */
  event: Spread
  /** Until the last of the channels sent again. */
  send: Spread
}

export interface Spread {
  median: number
  worst: number
}

const OBSERVED_MS = 8000

export async function recovery(stage: Stage, witness: Witness): Promise<Recovery> {
  const { blows } = stage.fleet
  const taken = stage.diary.taken.filter((t) => t.kind === 'message')
  const rows = await stage.rig.sql<{ key: string; at: number }>(
    `select channel_id || ' ' || external_id as key, extract(epoch from created_at)::float8 * 1000 as at
     from message where direction = 'in' and external_id like 'wamid.customer%'`,
  )
  const handled = new Map(rows.map((r) => [r.key, r.at]))
  const answers = stage.diary.taken.map((t) => t.answeredAt).toSorted((a, b) => a - b)
  const bulkApps = stage.companies.map((c) => c.lines[0]!.appId)

  const door = (b: Blow) => (answers.find((t) => t > b.at) ?? b.at) - b.at
  const event = (b: Blow, until: number) =>
    Math.max(
      0,
      ...taken
        .filter((t) => t.answeredAt > b.at - 1000 && t.answeredAt < until)
        .map((t) => (handled.get(`${t.channelId} ${t.id}`) ?? t.answeredAt) - t.answeredAt),
    )
  const send = (b: Blow) =>
    Math.max(...bulkApps.map((app) => (witness.calls.find((c) => c.app === app && c.at > b.at)?.at ?? b.at) - b.at))
  const ends = blows.map((b, i) => Math.min(blows[i + 1]?.at ?? Infinity, b.at + OBSERVED_MS))
  return {
    blows: blows.length,
    door: spread(blows.map(door)),
    event: spread(blows.map((b, i) => event(b, ends[i]!))),
    send: spread(blows.map(send)),
  }
}

const spread = (values: readonly number[]): Spread => ({
  median: Math.round(percentile(values, 0.5)),
  worst: Math.round(Math.max(0, ...values)),
})
