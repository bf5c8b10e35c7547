// Makes the first operator, once: npm run create-operator -- --email olga@example.com --name "Olga Ríos" [--another]
// The password is made here and printed once, unless PASSWORD gives one.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { CannotStart } from '../server/cannot-start.ts'
import { insertOperator } from '../server/database/insert-operator.ts'
import { migrate } from '../server/database/migrate.ts'
import { isWeakPassword } from '../server/features/people/weak-password.ts'
import { openDatabaseUrl } from './open-database.ts'

const Operator = z.object({ email: z.email().max(128), name: z.string().trim().min(1).max(120) })

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, name: { type: 'string' }, another: { type: 'boolean', default: false } },
  })
  const asked = Operator.safeParse(values)
  if (!asked.success)
    throw new CannotStart('Say who it is: npm run create-operator -- --email olga@example.com --name "Olga Ríos"')
  const { email, name } = asked.data
  const password = process.env['PASSWORD'] || randomBytes(12).toString('base64url')
  if (isWeakPassword(password, [name, email]))
    throw new CannotStart('PASSWORD must have 10 characters or more and be none of the common ones.')
  const database = await openDatabaseUrl()
  try {
    await migrate(database.url)
    await insertOperator(database.url, { email: email.toLowerCase(), name, password }, values.another)
  } finally {
    database.close()
  }
  console.log(`Operator ${email} can sign in.`)
  if (!process.env['PASSWORD']) console.log(`Password, shown this once: ${password}`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
