import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { SANDBOX_OPERATOR } from '../config.ts'
import type { System } from '../context.ts'
import { madeOnce } from '../data-folder.ts'

export type LoginName = 'operator' | 'owner' | 'admin' | 'agent' | 'agent2'
type Logins = Record<LoginName, { email: string; password: string }>

const people: Record<LoginName, { name: string; email: string }> = {
  operator: { name: 'Olga Operadora', email: SANDBOX_OPERATOR },
  owner: { name: 'Diego Álamo', email: 'diego@losalamos.example' },
  admin: { name: 'Ana Administra', email: 'ana@losalamos.example' },
  agent: { name: 'Bruno Agente', email: 'bruno@losalamos.example' },
  agent2: { name: 'Carla Agente', email: 'carla@losalamos.example' },
}

/** Random at the first start, the same from then on; only in sandbox mode. */
export function readLogins(dataDir: string): Logins {
  const text = madeOnce(path.join(dataDir, 'sandbox-logins.json'), () => {
    const made = Object.entries(people).map(([who, { email }]) => {
      const password = randomBytes(9).toString('base64url')
      return [who, { email, password }]
    })
    return `${JSON.stringify(Object.fromEntries(made), null, 2)}\n`
  })
  return JSON.parse(text) as Logins
}

/** The accounts of these logins, made where missing; what was printed lets people in, whatever happened since.
 *  Answers their user ids. */
export async function makeAccounts(system: System, logins: Logins): Promise<Record<LoginName, string>> {
  const names = Object.keys(logins) as LoginName[]
  const ids = await Promise.all(names.map(async (who) => [who, await makeAccount(system, who, logins[who])]))
  return Object.fromEntries(ids) as Record<LoginName, string>
}

async function makeAccount({ auth }: System, who: LoginName, { email, password }: Logins[LoginName]): Promise<string> {
  const { internalAdapter } = await auth.$context
  const known = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
  const user =
    known?.user ??
    (await internalAdapter.createUser(
      { email, name: people[who].name, emailVerified: true, locale: 'es' },
      { method: 'email-password' },
    ))
  const hash = known?.accounts.find((account) => account.providerId === 'credential')?.password
  if (hash && (await verifyPassword({ hash, password }))) return user.id
  if (hash) await internalAdapter.updatePassword(user.id, await hashPassword(password))
  else {
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: await hashPassword(password),
    })
  }
  return user.id
}

export const describeLogins = (logins: Logins): string =>
  [
    '',
    'Sandbox: sign in as',
    ...Object.entries(logins).map(([who, l]) => `  ${who.padEnd(9)} ${l.email.padEnd(26)} ${l.password}`),
    '',
  ].join('\n')
