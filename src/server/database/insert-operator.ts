import { hashPassword } from 'better-auth/crypto'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { AUTH_ROLE, SYSTEM_ROLE } from './doors.ts'

/** An account that is an operator, whole or not at all. `url` is the owner's. Refuses a second one unless `another`.
 *  @throws CannotStart */
export async function insertOperator(
  url: string,
  who: { email: string; name: string; password: string },
  another: boolean,
): Promise<void> {
  const hash = await hashPassword(who.password)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    // One at a time, so that two first operators cannot be made at once.
    await client.query(`select pg_advisory_xact_lock(7302, 0)`)
    await client.query(`set local role ${SYSTEM_ROLE}`)
    const { rows } = await client.query('select user_id from operator limit 1')
    if (rows.length > 0 && !another)
      throw new CannotStart('There is an operator already. Add --another to make one more.')
    await client.query(`set local role ${AUTH_ROLE}`)
    const taken = await client.query('select from auth."user" where email = $1', [who.email])
    if (taken.rows.length > 0) throw new CannotStart(`${who.email} has an account already; use another address.`)
    const id = randomUUID()
    await client.query(
      'insert into auth."user" (id, name, email, "emailVerified", locale) values ($1, $2, $3, true, $4)',
      [id, who.name, who.email, 'es'],
    )
    await client.query(
      `insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt") values ($1::text, 'credential', $1::uuid, $2, now())`,
      [id, hash],
    )
    await client.query(`set local role ${SYSTEM_ROLE}`)
    await client.query('insert into operator (user_id) values ($1)', [id])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}
