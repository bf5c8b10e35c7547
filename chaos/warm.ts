import { setTimeout as sleep } from 'node:timers/promises'
import type { Stage } from './stage.ts'
import { readWitness } from './witness.ts'

/** Waits until every number has sent something: its credentials are there, and the load is at its height. */
export async function untilWarm({ lines, ledgerFile }: Stage): Promise<void> {
  for (const end = Date.now() + 60_000; ; await sleep(100)) {
    const sending = new Set(
      readWitness(ledgerFile)
        .calls.filter((c) => c.outcome === 'accepted')
        .map((c) => c.app),
    )
    if (lines.every((l) => sending.has(l.appId))) return
    if (Date.now() > end) throw new Error('some numbers do not begin to send')
  }
}
