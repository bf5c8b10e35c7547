import type { Auth } from '../../http/auth.ts'

/** PE-4: ends a person's sessions in this company. Those that chose no company yet end too, since they may stand in it;
 *  those that stand in another company go on. */
export async function endSessions(auth: Auth, userId: string, companyId: string): Promise<void> {
  await auth.pool.query(
    `delete from session where "userId" = $1 and ("activeCompanyId" is null or "activeCompanyId" = $2)`,
    [userId, companyId],
  )
}
