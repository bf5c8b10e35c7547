import { setTimeout as sleep } from 'node:timers/promises'
import { patient } from './patient.ts'
import type { Stage } from './stage.ts'

export interface Rest {
  quiet: boolean
  afterMs: number
  /** On our side, and webhooks still to be posted by the provider. */
  left: { here: number; there: number }
}

/** Waits until nothing is under way any more on either side, and stays so; after `withinMs` whatever is left is left. */
export async function quiet({ rig, simulator }: Stage, withinMs: number): Promise<Rest> {
  const sql = patient(rig)
  const begun = Date.now()
  let newest = -1
  let still = 0
  for (;;) {
    await sleep(250)
    const [here] = await sql<{ left: number }>(
      `select (select count(*) from raw_event)::int + (select count(*) from message where outbox in (0, 1))::int
         + (select count(*) from media where state = 'waiting')::int
         + (select count(*) from pgboss.job where state in ('created', 'retry') and start_after < now())::int as left`,
    )
    const there = await simulator.call<{ newest: number; owed: number }>('GET', '/simulator/ledger?limit=1')
    still = here!.left === 0 && there.owed === 0 && there.newest === newest ? still + 1 : 0
    newest = there.newest
    const afterMs = Date.now() - begun
    if (still === 3 || afterMs > withinMs)
      return { quiet: still === 3, afterMs, left: { here: here!.left, there: there.owed } }
  }
}
