import { sql } from 'kysely'
import type { Actor, System } from '../context.ts'

/** The signed-in person of these headers with their standing, or null. */
export async function actorOf({ auth, db }: Pick<System, 'auth' | 'db'>, headers: Headers): Promise<Actor | null> {
  const session = await auth.api.getSession({ headers })
  if (session === null) return null
  const { user } = session
  const found = await db.asSystem('sign-in', async (tx) => {
    const members = await tx
      .selectFrom('member as m')
      .innerJoin('company as c', 'c.id', 'm.company_id')
      .select(['c.id', 'c.name', 'c.time_zone', 'c.country', 'm.role', 'm.agent_mode'])
      .where('m.user_id', '=', user.id)
      .where('m.active', '=', true)
      .orderBy(sql`c.name collate "es-x-icu"`)
      .execute()
    const operator = await tx.selectFrom('operator').select('user_id').where('user_id', '=', user.id).executeTakeFirst()
    return { members, isOperator: operator !== undefined }
  })
  const chosen = found.members.find((m) => m.id === session.session.activeCompanyId) ?? found.members[0]
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    sessionToken: session.session.token,
    twoFactor: user.twoFactorEnabled ?? false,
    standing: { role: roleOf(chosen?.role), agentMode: chosen?.agent_mode ?? false, isOperator: found.isOperator },
    company: chosen ? { id: chosen.id, name: chosen.name, timeZone: chosen.time_zone, country: chosen.country } : null,
    companies: found.members.map((m) => ({ id: m.id, name: m.name, role: roleOf(m.role)! })),
  }
}

const roleOf = (role: string | undefined) => (role ?? null) as Actor['standing']['role']

/** The person's own language, else what the browser asks for, else Spanish. */
export function langOf(headers: Headers): 'es' | 'en' {
  const wanted = headers.get('accept-language')?.toLowerCase() ?? ''
  const [es, en] = [wanted.indexOf('es'), wanted.indexOf('en')]
  return en >= 0 && (es < 0 || en < es) ? 'en' : 'es'
}
