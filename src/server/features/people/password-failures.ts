import type { Auth } from '../../http/auth.ts'
import { Refusal } from '../../refusal.ts'

const ALLOWED = 5
const WINDOW_MS = 15 * 60_000

/** PE-5: whoever invites an address has a link that asks for its password; failures per address are counted beside
 *  better-auth's own limits, outside any transaction of ours, so that a refusal does not undo them. */
export async function countFailure(auth: Auth, email: string): Promise<void> {
  const now = Date.now()
  await auth.pool.query(
    `insert into "rateLimit" as r (key, count, "lastRequest") values ($1, 1, $2)
     on conflict (key) do update
     set count = case when r."lastRequest" < $3 then 1 else r.count + 1 end, "lastRequest" = $2`,
    [keyOf(email), now, now - WINDOW_MS],
  )
}

export async function refuseAfterFailures(auth: Auth, email: string): Promise<void> {
  const { rows } = await auth.pool.query(
    'select from "rateLimit" where key = $1 and count >= $2 and "lastRequest" >= $3',
    [keyOf(email), ALLOWED, Date.now() - WINDOW_MS],
  )
  if (rows.length > 0) throw new Refusal('too_many')
}

export async function forgetFailures(auth: Auth, email: string): Promise<void> {
  await auth.pool.query('delete from "rateLimit" where key = $1', [keyOf(email)])
}

const keyOf = (email: string) => `invitation-password|${email}`
