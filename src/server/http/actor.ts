import { sql } from 'kysely'
import type { Actor, System } from '../context.ts'
import type { Tx } from '../database/doors.ts'

/** The signed-in person of these headers with their standing, or null. */
export async function actorOf({ auth, db }: Pick<System, 'auth' | 'db'>, headers: Headers): Promise<Actor | null> {
  const session = await auth.api.getSession({ headers })
  if (session === null) return null
  const { user } = session
  const found = await db.statement('sign-in', (tx) => getStanding(tx, user.id))
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

interface Found {
  isOperator: boolean
  members: { id: string; name: string; time_zone: string; country: string; role: string; agent_mode: boolean }[]
}

async function getStanding(tx: Tx, userId: string): Promise<Found> {
  const { rows } = await sql<Found>`
    select exists (select from operator o where o.user_id = ${userId}) as "isOperator",
      array(
        select jsonb_build_object('id', c.id, 'name', c.name, 'time_zone', c.time_zone, 'country', c.country, 'role', m.role, 'agent_mode', m.agent_mode)
        from member m join company c on c.id = m.company_id where m.user_id = ${userId} and m.active
        order by c.name collate "es-x-icu") as members`.execute(tx)
  return rows[0]!
}

const roleOf = (role: string | undefined) => (role ?? null) as Actor['standing']['role']

/** The person's own language, else what the browser asks for, else Spanish. */
export function langOf(headers: Headers): 'es' | 'en' {
  const wanted = headers.get('accept-language')?.toLowerCase() ?? ''
  const [es, en] = [wanted.indexOf('es'), wanted.indexOf('en')]
  return en >= 0 && (es < 0 || en < es) ? 'en' : 'es'
}
