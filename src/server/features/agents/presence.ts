import { createHash } from 'node:crypto'
import { may } from '../../../contract/permissions.ts'
import { PRESENCE_SECONDS } from '../../../rules/agent-state.ts'
import { type Actor, companyOf, type Ctx, type System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { changeState } from './change-state.ts'
import { deletePresence, isThere, lockAgent, touchPresence } from './store.ts'

type Doors = Pick<System, 'db'>

/** A sign-in, without what it could be used by. */
const sessionOf = ({ sessionToken }: Actor) =>
  createHash('sha256').update(sessionToken).digest('base64url').slice(0, 22)

const hasStates = (actor: Actor): boolean => actor.company !== null && may(actor.standing, 'workspace.use')

/** WS-8: the person was heard of; from now on they count as there. */
export async function notePresence({ db }: Doors, actor: Actor): Promise<void> {
  if (!hasStates(actor)) return
  const companyId = companyOf(actor)
  await db.inTenant(companyId, async (tx) => {
    if (await touchPresence(tx, companyId, actor.userId, sessionOf(actor))) return
    // Deactivated at this very moment: they are not there, and that is all.
    if (!(await lockAgent(tx, companyId, actor.userId))?.works) return
    await changeState(tx, companyId, actor.userId, { kind: 'came' })
  })
}

/** For programs, which have no live stream: says how soon it must come again. */
export async function heartbeat(ctx: Ctx): Promise<{ againWithinSeconds: number }> {
  await notePresence(ctx, ctx.actor)
  return { againWithinSeconds: PRESENCE_SECONDS }
}

/** Signed out, or gone to another company: this sign-in is not there any more, the person perhaps by another one. */
export async function leavePresence({ db }: Doors, actor: Actor): Promise<void> {
  if (!hasStates(actor)) return
  const companyId = companyOf(actor)
  await db.inTenant(companyId, (tx) => endPresence(tx, companyId, actor.userId, sessionOf(actor)))
}

/** One sign-in's, or all of the person's (PE-4). */
export async function endPresence(
  tx: Tx,
  companyId: string,
  userId: string,
  session: string | null = null,
): Promise<void> {
  const agent = await lockAgent(tx, companyId, userId)
  if (agent === undefined) return
  await deletePresence(tx, companyId, userId, session)
  if (!(await isThere(tx, companyId, userId))) await changeState(tx, companyId, userId, { kind: 'went', at: agent.now })
}
