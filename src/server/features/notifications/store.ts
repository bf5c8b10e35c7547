import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Notification } from '../../database/types.ts'

const SHOWN = 50

/** `note`: the words of the note that it tells of. */
export async function listNotificationRows(
  tx: Tx,
  userId: string,
): Promise<(Selectable<Notification> & { note: string | null })[]> {
  const { rows } = await sql<Selectable<Notification> & { note: string | null }>`
    select n.*, m.text as note from notification n
    left join message m on n.kind = 'mentioned' and m.company_id = n.company_id and m.id = (n.data->>'messageId')::uuid
    where n.user_id = ${userId} order by n.id desc limit ${SHOWN}`.execute(tx)
  return rows
}

export async function countUnread(tx: Tx, userId: string): Promise<number> {
  const { n } = await tx
    .selectFrom('notification')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

export async function markAllRead(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('notification')
    .set({ read_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .execute()
}

/** One for each of them who wants to be told of this kind by bell. */
export async function insertNotifications(
  tx: Tx,
  {
    userIds,
    companyId,
    kind,
    data,
  }: { userIds: readonly string[]; companyId: string | null; kind: string; data: object },
): Promise<{ id: string; userId: string }[]> {
  const silent = await tx
    .selectFrom('notification_preference')
    .select('user_id')
    .where('user_id', 'in', userIds)
    .where('kind', '=', kind)
    .where('bell', '=', false)
    .execute()
  const rows = userIds
    .filter((userId) => !silent.some((each) => each.user_id === userId))
    .map((userId) => ({ id: newId(), userId }))
  if (rows.length === 0) return []
  await tx
    .insertInto('notification')
    .values(
      rows.map(({ id, userId }) => ({ id, user_id: userId, company_id: companyId, kind, data: JSON.stringify(data) })),
    )
    .execute()
  return rows
}

export async function listOperatorIds(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('operator').select('user_id').execute()
  return rows.map((row) => row.user_id)
}

/** A company's owner and admins. */
export async function listManagerIds(tx: Tx, companyId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('member')
    .select('user_id')
    .where('company_id', '=', companyId)
    .where('role', 'in', ['owner', 'admin'])
    .where('active', '=', true)
    .execute()
  return rows.map((row) => row.user_id)
}

/** Where those of them are reached by mail who want this kind of news so, and in which language. */
export async function listReaders(
  tx: Tx,
  userIds: readonly string[],
  kind: string,
): Promise<{ email: string; lang: 'es' | 'en' }[]> {
  if (userIds.length === 0) return []
  const rows = await tx
    .selectFrom('auth.user as u')
    .leftJoin('notification_preference as p', (j) => j.onRef('p.user_id', '=', 'u.id').on('p.kind', '=', kind))
    .select(['u.email', 'u.locale'])
    .where('u.id', 'in', userIds)
    .where((eb) => eb.or([eb('p.mail', 'is', null), eb('p.mail', '=', true)]))
    .execute()
  return rows.map(({ email, locale }) => ({ email, lang: locale === 'en' ? 'en' : 'es' }))
}

export async function listPreferences(tx: Tx, userId: string) {
  return tx
    .selectFrom('notification_preference')
    .select(['kind', 'bell', 'mail'])
    .where('user_id', '=', userId)
    .execute()
}

export async function setPreferenceRow(
  tx: Tx,
  { userId, kind, bell, mail }: { userId: string; kind: string; bell: boolean; mail: boolean },
): Promise<void> {
  await tx
    .insertInto('notification_preference')
    .values({ user_id: userId, kind, bell, mail })
    .onConflict((c) => c.columns(['user_id', 'kind']).doUpdateSet({ bell, mail }))
    .execute()
}
