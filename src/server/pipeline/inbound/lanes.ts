import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { lineKey } from '../../../rules/phone.ts'
import type { Database, Tx } from '../../database/doors.ts'
import type { ProviderEvent } from '../../provider/events.ts'
import { tellProcesses } from '../process.ts'

/** As many as the table inbound_lane has. */
export const LANES = 64

/** One contact's events share a lane, and a lane has one owner over all processes. A status carries its recipient, so it
 *  meets the contact's messages there. */
export function laneOf(event: ProviderEvent): number {
  const address =
    event.kind === 'message'
      ? event.from || (event.userId ?? '')
      : event.kind === 'status' || event.kind === 'echo'
        ? (event.to ?? '')
        : ''
  let hash = 7
  for (const char of lineKey(address)) hash = (hash * 31 + char.charCodeAt(0)) | 0
  return Math.abs(hash) % LANES
}

export interface Lanes {
  owns(lane: number): boolean
  /** @throws when they were forgotten: who does not know its lanes cannot know what is older than what it has */
  owned(): number[]
  /** Takes free lanes up to this process's share, and gives up what is above it. True when there are new ones. */
  share(): Promise<boolean>
  /** Others may own them now: until the database has been asked again, this process owns none. */
  forget(): void
}

/** The lanes that this process owns: 64 divided by the workers that live.
 *  @param drained resolves when nothing of these lanes is in this process's memory any more */
export function openLanes(
  db: Database,
  processId: string,
  drained: (lanes: ReadonlySet<number>) => Promise<void>,
): Lanes {
  let owned = new Set<number>()
  let known = true

  async function share(): Promise<boolean> {
    const { lanes, fair } = await db.asSystem('inbound', (tx) => take(tx, processId))
    const grown = lanes.some((lane) => !owned.has(lane))
    owned = new Set(lanes.slice(0, fair))
    known = true
    if (lanes.length > fair) await giveUp(new Set(lanes.slice(fair)))
    return grown
  }

  /** From now on the door leaves these to others; what it had handed over already is finished first, in order. */
  async function giveUp(lanes: ReadonlySet<number>): Promise<void> {
    await drained(lanes)
    await db.asSystem('inbound', async (tx) => {
      await sql`update inbound_lane set process_id = null
        where lane = any(${[...lanes]}::int2[]) and process_id = ${processId}`.execute(tx)
      await tellProcesses(tx)
    })
  }

  return {
    owns: (lane) => owned.has(lane),
    owned() {
      if (!known) throw new Error('the lanes have to be asked for again')
      return [...owned]
    },
    share,
    forget() {
      owned = new Set()
      known = false
    },
  }
}

async function take(tx: Tx, processId: string): Promise<{ lanes: number[]; fair: number }> {
  const { rows } = await sql<{ fair: number; missing: number }>`
    select w.fair, w.fair - (select count(*)::int from inbound_lane where process_id = ${processId}) as missing
    from (select ceil(${LANES}::numeric / greatest(count(*), 1))::int as fair from process where worker) w`.execute(tx)
  const { fair, missing } = rows[0]!
  if (missing > 0) {
    await sql`update inbound_lane set process_id = ${processId} where lane in (
      select lane from inbound_lane where process_id is null order by lane limit ${missing} for update skip locked)`.execute(
      tx,
    )
  }
  const mine = await tx
    .selectFrom('inbound_lane')
    .select('lane')
    .where('process_id', '=', processId)
    .orderBy('lane')
    .execute()
  return { lanes: mine.map((r) => r.lane), fair }
}

/** For whoever waits on memory: looks again until it is so. */
export async function untilTrue(so: () => boolean): Promise<void> {
  while (!so()) await sleep(10)
}
