import type { Role } from '../../../rules/roles.ts'
import { companyOf, type Actor, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { endPresence } from '../agents/presence.ts'
import { doerOf, record } from '../audit/record.ts'
import { endSessions } from './end-sessions.ts'
import { returnTickets } from './return-tickets.ts'
import { lockMember, type Member, updateMember } from './store.ts'

export interface PersonChange {
  userId: string
  role?: 'admin' | 'agent' | undefined
  active?: boolean | undefined
  agentMode?: boolean | undefined
}

/** Role, agent mode, active or not. Who can no longer hold tickets gives them back (PE-4, TK-12). */
export async function updatePerson(ctx: Ctx, change: PersonChange): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  const { userId } = change
  const deactivated = await ctx.inTenant(async (tx) => {
    const before = await lockMember(tx, companyId, userId)
    refuseForOwner(ctx.actor, before, change)
    const after: Member = {
      user_id: userId,
      role: change.role ?? before.role,
      active: change.active ?? before.active,
      agent_mode: change.agentMode ?? before.agent_mode,
    }
    await updateMember(tx, companyId, after)
    if (!holdsTickets(after)) await endPresence(tx, companyId, userId)
    const returned = holdsTickets(after) ? [] : await returnTickets(tx, companyId, userId)
    await record(tx, doerOf(ctx), 'person.update', userId, shown(before), {
      ...shown(after),
      returnedTickets: returned.length,
    })
    await announce(tx, companyId, 'people', userId)
    return before.active && !after.active
  })
  // Their access ended with the commit, which every request asks for; this takes the sessions themselves.
  if (deactivated) await endSessions(ctx.auth, userId, companyId)
  return {}
}

/** Only owners touch the owner, and a company never stays without one (PE-6). */
function refuseForOwner(actor: Actor, member: Member, change: PersonChange): void {
  if (member.role !== 'owner') return
  if (actor.standing.role !== 'owner') throw new Refusal('forbidden')
  if (change.role !== undefined || change.active === false) throw new Refusal('last_owner')
}

const holdsTickets = (member: { role: Role; active: boolean; agent_mode: boolean }) =>
  member.active && (member.role === 'agent' || member.agent_mode)

const shown = ({ role, active, agent_mode }: Member) => ({ role, active, agentMode: agent_mode })
