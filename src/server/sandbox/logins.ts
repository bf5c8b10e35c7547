import { hashPassword } from 'better-auth/crypto'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { System } from '../context.ts'

export type LoginName = 'operator' | 'owner' | 'admin' | 'agent' | 'agent2'
type Logins = Record<LoginName, { email: string; password: string }>

const people: Record<LoginName, { name: string; email: string }> = {
  operator: { name: 'Olga Operadora', email: 'olga@securitec.example' },
  owner: { name: 'Diego Álamo', email: 'diego@losalamos.example' },
  admin: { name: 'Ana Administra', email: 'ana@losalamos.example' },
  agent: { name: 'Bruno Agente', email: 'bruno@losalamos.example' },
  agent2: { name: 'Carla Agente', email: 'carla@losalamos.example' },
}

/** Random at the first start, the same from then on; only in sandbox mode. */
export function readLogins(dataDir: string): Logins {
  const file = path.join(dataDir, 'sandbox-logins.json')
  if (!existsSync(file)) {
    const made = Object.entries(people).map(([who, { email }]) => [
      who,
      { email, password: randomBytes(9).toString('base64url') },
    ])
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(made), null, 2)}\n`, { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Logins
}

/** The accounts of these logins, made where missing. Answers their user ids. */
export async function makeAccounts({ auth }: System, logins: Logins): Promise<Record<LoginName, string>> {
  const { internalAdapter } = await auth.$context
  const ids: [string, string][] = []
  for (const [who, { email, password }] of Object.entries(logins) as [
    LoginName,
    { email: string; password: string },
  ][]) {
    const known = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
    const user =
      known?.user ??
      (await internalAdapter.createUser(
        { email, name: people[who].name, emailVerified: true, locale: 'es' },
        { method: 'email-password' },
      ))
    if (!known || known.accounts.length === 0) {
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await hashPassword(password),
      })
    }
    ids.push([who, user.id])
  }
  return Object.fromEntries(ids) as Record<LoginName, string>
}

export const describeLogins = (logins: Logins): string =>
  [
    '',
    'Sandbox: sign in as',
    ...Object.entries(logins).map(([who, l]) => `  ${who.padEnd(9)} ${l.email.padEnd(26)} ${l.password}`),
    '',
  ].join('\n')
