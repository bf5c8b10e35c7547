import { type Selectable, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Role } from '../../../rules/roles.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Invitation, Member as MemberTable } from '../../database/types.ts'
import { found } from '../../refusal.ts'

export type Member = Pick<Selectable<MemberTable>, 'user_id' | 'active' | 'agent_mode'> & { role: Role }
export type InvitationRow = Selectable<Invitation>

const MEMBER = ['user_id', 'role', 'active', 'agent_mode'] as const

export async function listPeopleRows(tx: Tx, companyId: string) {
  return tx
    .selectFrom('member as m')
    .innerJoin('person as p', 'p.id', 'm.user_id')
    .where('m.company_id', '=', companyId)
    .select(['m.user_id', 'p.name', 'p.email', 'm.role', 'm.active', 'm.agent_mode'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('queue_agent as a')
          .innerJoin('queue as q', (j) => j.onRef('q.company_id', '=', 'a.company_id').onRef('q.id', '=', 'a.queue_id'))
          .select(['q.id', 'q.name'])
          .whereRef('a.company_id', '=', 'm.company_id')
          .whereRef('a.user_id', '=', 'm.user_id')
          .where('q.deleted_at', 'is', null)
          .orderBy(sql`q.name collate "es-x-icu"`),
      ).as('queues'),
    )
    .orderBy(sql`p.name collate "es-x-icu"`)
    .execute()
}

export async function findMemberByEmail(tx: Tx, companyId: string, email: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('member as m')
    .innerJoin('person as p', 'p.id', 'm.user_id')
    .select('m.user_id')
    .where('m.company_id', '=', companyId)
    .where('p.email', '=', email)
    .executeTakeFirst()
  return row?.user_id
}

/** Locks the members in one order, whoever asks, and against new tickets for them. */
export async function lockMembers(tx: Tx, companyId: string, userIds: readonly string[]): Promise<Member[]> {
  const rows = await tx
    .selectFrom('member')
    .select(MEMBER)
    .where('company_id', '=', companyId)
    .where('user_id', 'in', userIds)
    .orderBy('user_id')
    .forUpdate()
    .execute()
  return rows as Member[]
}

export async function lockMember(tx: Tx, companyId: string, userId: string): Promise<Member> {
  return found((await lockMembers(tx, companyId, [userId]))[0])
}

export async function updateMember(tx: Tx, companyId: string, member: Member): Promise<void> {
  const { user_id, role, active, agent_mode } = member
  await tx
    .updateTable('member')
    .set({ role, active, agent_mode })
    .where('company_id', '=', companyId)
    .where('user_id', '=', user_id)
    .execute()
}

/** False when the person belongs to the company already. */
export async function insertMember(tx: Tx, companyId: string, userId: string, role: Role): Promise<boolean> {
  const row = await tx
    .insertInto('member')
    .values({ company_id: companyId, user_id: userId, role })
    .onConflict((c) => c.doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function listOpenInvitations(tx: Tx, companyId: string): Promise<InvitationRow[]> {
  return tx
    .selectFrom('invitation')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('id', 'desc')
    .execute()
}

/** Undefined when that address has an open one; one that ran out gives way. */
export async function insertInvitation(
  tx: Tx,
  invitation: {
    companyId: string
    email: string
    name: string
    role: Role
    tokenHash: string
    invitedBy: string | null
    expiresAt: Date
  },
): Promise<string | undefined> {
  const { companyId, email, name, role, tokenHash, invitedBy, expiresAt } = invitation
  await tx
    .deleteFrom('invitation')
    .where('company_id', '=', companyId)
    .where(sql`lower(email)`, '=', email)
    .where('accepted_at', 'is', null)
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute()
  const row = await tx
    .insertInto('invitation')
    .values({
      company_id: companyId,
      id: newId(),
      email,
      name,
      role,
      token_hash: tokenHash,
      invited_by: invitedBy,
      expires_at: expiresAt,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function deleteOpenInvitation(tx: Tx, companyId: string, id: string): Promise<{ email: string }> {
  return found(
    await tx
      .deleteFrom('invitation')
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .returning('email')
      .executeTakeFirst(),
  )
}

const byToken = (tx: Tx, tokenHash: string) =>
  tx
    .selectFrom('invitation as i')
    .innerJoin('company as c', 'c.id', 'i.company_id')
    .selectAll('i')
    .select('c.name as company_name')
    .where('i.token_hash', '=', tokenHash)

export async function getInvitation(tx: Tx, tokenHash: string) {
  return found(await byToken(tx, tokenHash).executeTakeFirst())
}

export async function lockInvitation(tx: Tx, tokenHash: string) {
  return found(await byToken(tx, tokenHash).forUpdate('i').executeTakeFirst())
}

export async function markAccepted(tx: Tx, companyId: string, id: string): Promise<void> {
  await tx
    .updateTable('invitation')
    .set({ accepted_at: sql<Date>`now()` })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

export async function hasAccount(tx: Tx, email: string): Promise<boolean> {
  const row = await tx.selectFrom('auth.user').select('id').where('email', '=', email).executeTakeFirst()
  return row !== undefined
}

/** Two invitations of one new person, from two companies, would both make the account. */
export async function lockEmail(tx: Tx, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${email}, 7302412))`.execute(tx)
}

/** Gives a person's open tickets back to their queues, all of them or which. */
export async function clearAgent(
  tx: Tx,
  companyId: string,
  userId: string,
  { queueId, ids }: { queueId?: string; ids?: readonly string[] },
): Promise<{ id: string; queue_id: string | null }[]> {
  return tx
    .updateTable('ticket')
    .set({ agent_id: null, assigned_at: null })
    .where('company_id', '=', companyId)
    .where('agent_id', '=', userId)
    .where('closed_at', 'is', null)
    .$if(queueId !== undefined, (q) => q.where('queue_id', '=', queueId!))
    .$if(ids !== undefined, (q) => q.where('id', 'in', ids!))
    .returning(['id', 'queue_id'])
    .execute()
}

/** Of a person of this transaction's company. */
export async function nameOf(tx: Tx, userId: string): Promise<string> {
  const person = await tx.selectFrom('person').select('name').where('id', '=', userId).executeTakeFirst()
  return person?.name ?? ''
}
