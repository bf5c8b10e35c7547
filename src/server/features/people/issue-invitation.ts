import type { Role } from '../../../rules/roles.ts'
import type { Lang } from '../../../rules/template.ts'
import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { queueMail } from '../../mail.ts'
import { Refusal } from '../../refusal.ts'
import { type Doer, record } from '../audit/record.ts'
import { newInvitationLink } from './invitation-link.ts'
import { insertInvitation } from './store.ts'

interface Invited {
  companyName: string
  name: string
  email: string
  role: Role
}

/** Makes an invitation and mails its link where mail is set up; the caller shows the link for copying. */
export async function issueInvitation(system: System & { lang: Lang }, tx: Tx, doer: Doer, invited: Invited) {
  const { link, tokenHash, expiresAt } = newInvitationLink(system.config)
  const { companyName, name, role } = invited
  const email = invited.email.toLowerCase()
  const { companyId, userId: invitedBy } = doer
  const id = await insertInvitation(tx, { companyId, email, name, role, tokenHash, invitedBy, expiresAt })
  if (id === undefined) throw new Refusal('invitation_open')
  await queueMail(system, tx, { to: email, ...words(system, { companyName, inviter: doer.name, link }) })
  await record(tx, doer, 'person.invite', id, null, { email, name, role })
  await announce(tx, companyId, 'people', id)
  return { id, link, expiresAt: expiresAt.toISOString() }
}

function words(
  { config, lang }: System & { lang: Lang },
  { companyName, inviter, link }: { companyName: string; inviter: string; link: string },
): { subject: string; text: string } {
  const platform = config.PLATFORM_NAME
  if (lang === 'en') {
    return {
      subject: `${platform}: invitation to ${companyName}`,
      text: `${inviter} invites you to ${companyName} on ${platform}.\n\nAccept with this link. It works once, for 72 hours:\n${link}\n`,
    }
  }
  return {
    subject: `${platform}: invitación a ${companyName}`,
    text: `${inviter} te invita a ${companyName} en ${platform}.\n\nAcepta con este enlace. Sirve una sola vez, durante 72 horas:\n${link}\n`,
  }
}
