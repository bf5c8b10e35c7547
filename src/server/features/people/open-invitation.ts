import type { Role } from '../../../rules/roles.ts'
import type { Visit } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { tokenHashOf } from './invitation-link.ts'
import { getInvitation, hasAccount, type InvitationRow } from './store.ts'

/** What the link is for, so that the page can ask for a new password or for the one that exists. */
export async function openInvitation({ db }: Visit, { token }: { token: string }) {
  return db.asSystem('invitation-link', async (tx) => {
    const invitation = await getInvitation(tx, tokenHashOf(token))
    refuseSpent(invitation)
    const { company_name: companyName, name, email, role } = invitation
    return { companyName, name, email, role: role as Role, hasAccount: await hasAccount(tx, email) }
  })
}

/** Once, for 72 hours (PE-2). */
export function refuseSpent({ accepted_at, expires_at }: Pick<InvitationRow, 'accepted_at' | 'expires_at'>): void {
  if (accepted_at !== null || expires_at <= new Date()) throw new Refusal('invitation_used')
}
