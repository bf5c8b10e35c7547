// Seals everything that a former SECRET sealed with the present one: npm run -s rotate-secret
// It reads SECRET, SECRET_PREVIOUS and where the database is; the server may run meanwhile. See docs/secrets.md.
import { CannotStart } from '../server/cannot-start.ts'
import { readSecretSettings } from '../server/config.ts'
import { openDatabase } from '../server/database/doors.ts'
import { migrate } from '../server/database/migrate.ts'
import { type Resealed, resealAll } from '../server/database/reseal.ts'
import { openDatabaseUrl } from './open-database.ts'

async function main(): Promise<void> {
  const secrets = readSecretSettings(process.env)
  const database = await openDatabaseUrl()
  try {
    await migrate(database.url)
    const db = openDatabase(database.url, { connections: 1 })
    try {
      tell(await resealAll(db, secrets))
    } finally {
      await db.end()
    }
  } finally {
    database.close()
  }
}

function tell(results: Resealed[]): void {
  for (const { what, done } of results) console.log(`${what}: ${done} sealed anew`)
  const unreadable = results.filter((result) => result.unreadable.length > 0)
  if (unreadable.length > 0) {
    const lines = unreadable.map(({ what, unreadable: rows }) => `${what}: ${rows.join(', ')}`)
    throw new CannotStart(
      `These can be opened neither with SECRET nor with SECRET_PREVIOUS:\n${lines.join('\n')}\n` +
        'They were left as they are. Add the secret that they were made with to SECRET_PREVIOUS, with a comma, and run this again.',
    )
  }
  console.log('Everything is sealed with SECRET: SECRET_PREVIOUS may be left out at the next start.')
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
