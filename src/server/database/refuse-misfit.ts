import type pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { type Config, SANDBOX_OPERATOR } from '../config.ts'
import { sealOf } from '../seal.ts'
import { SYSTEM_ROLE } from './doors.ts'
import { connectAsOwner } from './owner.ts'

/** Stops a start on a database that does not belong with these settings. @throws CannotStart */
export async function refuseMisfit(url: string, config: Config): Promise<void> {
  const client = await connectAsOwner(url)
  try {
    const { rows } = await client.query<{ made: boolean }>(
      `select to_regclass('public.channel_connection') is not null as made`,
    )
    if (!rows[0]!.made) return
    await client.query(`set role ${SYSTEM_ROLE}`)
    await keepSandboxApart(client, config)
    await refuseOtherSecret(client, config)
  } finally {
    await client.end()
  }
}

/** ST-2: the demo's logins, which lie in a file, must open nothing real, and a forgotten setting must not lay the demo
 *  out among real companies. */
async function keepSandboxApart(client: pg.Client, { sandbox }: Config): Promise<void> {
  const { rows } = await client.query<{ demo: boolean; used: boolean }>(
    `select exists (select from operator o join auth."user" u on u.id = o.user_id where u.email = $1) as demo,
       exists (select from operator) as used`,
    [SANDBOX_OPERATOR],
  )
  const { demo, used } = rows[0]!
  if (demo && !sandbox) {
    throw new CannotStart(
      'This database was laid out by the sandbox, whose logins lie in a file. Give a real start a database of its own: ' +
        'another DATA_DIR or DATABASE_URL.',
    )
  }
  if (used && !demo && sandbox) {
    throw new CannotStart(
      'This database is in real use, and without GUPSHUP_PARTNER_EMAIL this would be the sandbox. Set it, or give the ' +
        'sandbox a database of its own: another DATA_DIR or DATABASE_URL.',
    )
  }
}

async function refuseOtherSecret(client: pg.Client, config: Config): Promise<void> {
  // One value of each key: a rotation that was broken off leaves several.
  const { rows } = await client.query<{ sealed: string }>(
    `select distinct on (split_part(hook_secret, '.', 1)) hook_secret as sealed from channel_connection`,
  )
  const seal = sealOf(config)
  try {
    for (const { sealed } of rows) seal.open(sealed)
  } catch {
    throw new CannotStart(
      'SECRET is not the one that this database was made with, and what it sealed cannot be read without. ' +
        (config.sandbox
          ? 'Give the former DATA_DIR, or an empty database.'
          : 'Give the former one as SECRET_PREVIOUS.'),
    )
  }
}
