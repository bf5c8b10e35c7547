import { goesBack } from '../../../rules/agent-state.ts'
import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { forEach } from '../../jobs/for-each.ts'
import { record } from '../audit/record.ts'
import { returnTickets } from '../people/return-tickets.ts'
import { changeState } from './change-state.ts'
import * as store from './store.ts'

/** Job `agents.sweep`: who has not been heard of is gone; who is gone for too long gives their tickets back (TK-12). */
export const sweepAgents =
  ({ db }: Pick<System, 'db'>) =>
  async (): Promise<void> => {
    const each = (who: store.Who[], act: (tx: Tx, companyId: string, userId: string) => Promise<void>) =>
      forEach(who, ({ companyId, userId }) => db.inTenant(companyId, (tx) => act(tx, companyId, userId)))
    const steps = [
      async () => each(await db.asSystem('agents', store.listLost), loseSight),
      async () => each(await db.asSystem('agents', store.listGone), giveBack),
      () => db.asSystem('agents', store.deleteOldPresence),
    ]
    await forEach(steps, (step) => step())
  }

async function loseSight(tx: Tx, companyId: string, userId: string): Promise<void> {
  const agent = await store.lockAgent(tx, companyId, userId)
  if (agent === undefined || (await store.isThere(tx, companyId, userId))) return
  const at = (await store.lastHeardOf(tx, companyId, userId)) ?? agent.now
  await changeState(tx, companyId, userId, { kind: 'went', at })
}

async function giveBack(tx: Tx, companyId: string, userId: string): Promise<void> {
  const agent = await store.lockAgent(tx, companyId, userId)
  const since = await store.getGoneSince(tx, companyId, userId)
  // Back at this very moment: they keep what they have.
  if (agent === undefined || since === null || (await store.isThere(tx, companyId, userId))) return
  const minutes = await store.getAwayMinutes(tx, companyId)
  const held = await store.listHeldSince(tx, companyId, userId)
  const ids = held.filter((t) => goesBack(since, t.assigned_at!, minutes, agent.now)).map((t) => t.id)
  if (ids.length === 0) return
  const returned = await returnTickets(tx, companyId, userId, { reason: 'away', ids })
  await record(tx, { companyId, userId: null, name: '' }, 'agent.gone', userId, null, {
    minutes,
    returnedTickets: returned.length,
  })
}
