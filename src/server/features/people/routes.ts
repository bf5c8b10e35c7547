import { os, visit } from '../../http/os.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { invitePerson } from './invite-person.ts'
import { listInvitations } from './list-invitations.ts'
import { listPeople } from './list-people.ts'
import { openInvitation } from './open-invitation.ts'
import { transferOwnership } from './transfer-ownership.ts'
import { updatePerson } from './update-person.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

export const peopleRoutes = {
  list: os.people.list.handler(({ context }) => listPeople(context)),
  update: os.people.update.handler(({ context, input }) => updatePerson(context, input)),
  transferOwnership: os.people.transferOwnership.handler(({ context, input }) => transferOwnership(context, input)),
  invitations: os.people.invitations.handler(({ context }) => listInvitations(context)),
  invite: os.people.invite.handler(({ context, input }) => invitePerson(context, input)),
  withdrawInvitation: os.people.withdrawInvitation.handler(({ context, input }) => withdrawInvitation(context, input)),
  openInvitation: visit.people.openInvitation.handler(({ context, input }) => openInvitation(context, input)),
  acceptInvitation: visit.people.acceptInvitation.handler(({ context, input }) => acceptInvitation(context, input)),
}
