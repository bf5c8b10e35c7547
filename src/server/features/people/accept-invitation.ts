import type { Role } from '../../../rules/roles.ts'
import type { Visit } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { record } from '../audit/record.ts'
import { accountFor } from './account-for.ts'
import { tokenHashOf } from './invitation-link.ts'
import { refuseSpent } from './open-invitation.ts'
import { insertMember, lockEmail, lockInvitation, markAccepted } from './store.ts'

/** PE-2: makes the person a member; of two who use one link at once, one is told that it was used. */
export async function acceptInvitation(visit: Visit, input: { token: string; name: string; password: string }) {
  return visit.db.asSystem('invitation-link', async (tx) => {
    const invitation = await lockInvitation(tx, tokenHashOf(input.token))
    refuseSpent(invitation)
    const { id, company_id: companyId, email } = invitation
    const role = invitation.role as Role
    await lockEmail(tx, email)
    // Sign-in has its own connection: if this transaction fails, the account stays and is found by the next try.
    const { userId, name } = await accountFor(visit, { ...input, email, companyName: invitation.company_name })
    await markAccepted(tx, companyId, id)
    if (!(await insertMember(tx, companyId, userId, role))) throw new Refusal('already_member')
    await record(tx, { companyId, userId, name }, 'person.join', userId, null, { role })
    await announce(tx, companyId, 'people', userId)
    return { email }
  })
}
