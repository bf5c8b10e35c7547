import { setTimeout as sleep } from 'node:timers/promises'
import { makeMessages, wake } from '../../bench/rig/bulk.ts'
import { patient } from '../patient.ts'
import { CONTACTS, RATE, type Stage, TARGETS } from '../stage.ts'

/** Keeps about a second's worth of bulk rows in the outbox of each company's first line. */
export function fillOutboxes(stage: Stage, goingOn: () => boolean): Promise<void>[] {
  const sql = patient(stage.rig)
  return stage.companies.map(async ({ lines }) => {
    const line = lines[0]!
    for (let from = TARGETS; goingOn(); await sleep(200)) {
      const [outbox] = await sql<{ waiting: number }>(
        'select count(*)::int as waiting from message where channel_id = $1 and outbox = 0',
        [line.channelId],
      )
      if (outbox!.waiting > RATE) continue
      // Lost between commit and answer, the same rows are made again and refused: then they are there.
      await makeMessages({ sql }, line, { from, to: from + RATE, contacts: CONTACTS, as: 'waiting' }).catch(refused)
      await wake({ sql }, line)
      from += RATE
    }
  })
}

function refused(error: unknown): void {
  if ((error as { code?: string }).code !== '23505') throw error
}
