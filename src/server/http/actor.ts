import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor, System } from '../context.ts'
import { first, type Tx } from '../database/doors.ts'
import { SESSION } from './auth.ts'

/** More than a process sees at once; beyond it they are verified anew. */
const VERIFIED_AT_MOST = 10_000

/** Who asks, by their headers: the signed-in person with their standing, or null. */
export type ActorOf = (headers: Headers) => Promise<Actor | null>

/** A cookie's signature does not change, so sign-in verifies it once; which session it names is remembered here, and what has
 *  become of that session is asked each time. One that is unknown, over, or due for more time is sign-in's own affair. */
export function openActors({ auth, db }: Pick<System, 'auth' | 'db'>): ActorOf {
  const verified = new Map<string, string>()
  const find = (token: string) => db.statement('sign-in', (tx) => findActor(tx, token))

  return async (headers) => {
    const cookie = headers.get('cookie')
    if (cookie === null) return null
    const key = createHash('sha256').update(cookie).digest('base64')
    const known = verified.get(key)
    const found = known === undefined ? null : await find(known)
    if (found !== null && !found.isDue) return found.actor
    const session = await auth.api.getSession({ headers })
    if (session === null) {
      verified.delete(key)
      return null
    }
    const { token } = session.session
    if (verified.size >= VERIFIED_AT_MOST) verified.clear()
    verified.set(key, token)
    return (await find(token))?.actor ?? null
  }
}

interface Found {
  userId: string
  name: string
  email: string
  twoFactor: boolean
  activeCompanyId: string | null
  isDue: boolean
  isOperator: boolean
  members: { id: string; name: string; time_zone: string; country: string; role: string; agent_mode: boolean }[]
}

async function findActor(tx: Tx, token: string): Promise<{ actor: Actor; isDue: boolean } | null> {
  const found = first(
    await sql<Found>`
      select u.id as "userId", u.name, u.email, coalesce(u."twoFactorEnabled", false) as "twoFactor", s."activeCompanyId",
        s."expiresAt" <= now() + make_interval(secs => ${SESSION.expiresIn - SESSION.updateAge}) as "isDue",
        exists (select from operator o where o.user_id = u.id) as "isOperator",
        array(
          select jsonb_build_object('id', c.id, 'name', c.name, 'time_zone', c.time_zone, 'country', c.country, 'role', m.role, 'agent_mode', m.agent_mode)
          from member m join company c on c.id = m.company_id where m.user_id = u.id and m.active
          order by c.name collate "es-x-icu") as members
      from auth.session s join auth."user" u on u.id = s."userId" where s.token = ${token} and s."expiresAt" > now()`.execute(
      tx,
    ),
  )
  if (found === undefined) return null
  const { userId, name, email, twoFactor, members, isOperator, isDue } = found
  const chosen = members.find((m) => m.id === found.activeCompanyId) ?? members[0]
  const actor: Actor = {
    userId,
    name,
    email,
    sessionToken: token,
    twoFactor,
    standing: { role: roleOf(chosen?.role), agentMode: chosen?.agent_mode ?? false, isOperator },
    company: chosen ? { id: chosen.id, name: chosen.name, timeZone: chosen.time_zone, country: chosen.country } : null,
    companies: members.map((m) => ({ id: m.id, name: m.name, role: roleOf(m.role)! })),
  }
  return { actor, isDue }
}

const roleOf = (role: string | undefined) => (role ?? null) as Actor['standing']['role']

/** The person's own language, else what the browser asks for, else Spanish. */
export function langOf(headers: Headers): 'es' | 'en' {
  const wanted = headers.get('accept-language')?.toLowerCase() ?? ''
  const [es, en] = [wanted.indexOf('es'), wanted.indexOf('en')]
  return en >= 0 && (es < 0 || en < es) ? 'en' : 'es'
}
