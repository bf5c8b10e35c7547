import { CannotStart } from '../cannot-start.ts'
import { SANDBOX_OPERATOR } from '../config.ts'
import { connectAsOwner } from './owner.ts'

/** ST-2: the sandbox and a real installation never share a database. The demo's logins, which lie in a file, must open
 *  nothing real, and a forgotten setting must not lay the demo out among real companies. */
export async function keepApart(url: string, sandbox: boolean): Promise<void> {
  const client = await connectAsOwner(url)
  try {
    const { rows: tables } = await client.query<{ there: boolean }>(
      `select to_regclass('public.operator') is not null as there`,
    )
    if (!tables[0]!.there) return
    const { rows } = await client.query<{ demo: boolean; used: boolean }>(
      `select exists (select from operator o join auth."user" u on u.id = o.user_id where u.email = $1) as demo,
         exists (select from operator) as used`,
      [SANDBOX_OPERATOR],
    )
    const { demo, used } = rows[0]!
    if (demo && !sandbox) {
      throw new CannotStart(
        `This database was laid out by the sandbox, whose logins lie in a file. Give a real start a database of its own: ` +
          `another DATA_DIR or DATABASE_URL.`,
      )
    }
    if (used && !demo && sandbox) {
      throw new CannotStart(
        `This database is in real use, and without GUPSHUP_PARTNER_EMAIL this would be the sandbox. Set it, or give the ` +
          `sandbox a database of its own: another DATA_DIR or DATABASE_URL.`,
      )
    }
  } finally {
    await client.end()
  }
}
