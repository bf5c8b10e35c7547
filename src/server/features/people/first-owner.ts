import type { Tx } from '../../database/doors.ts'

export async function hasOwner(tx: Tx, companyId: string): Promise<boolean> {
  const owner = await tx
    .selectFrom('member')
    .select('user_id')
    .where('company_id', '=', companyId)
    .where('role', '=', 'owner')
    .executeTakeFirst()
  return owner !== undefined
}

/** Their links are dead from now on. */
export async function dropOwnerInvitations(tx: Tx, companyId: string): Promise<void> {
  await tx
    .deleteFrom('invitation')
    .where('company_id', '=', companyId)
    .where('role', '=', 'owner')
    .where('accepted_at', 'is', null)
    .execute()
}
