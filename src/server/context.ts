import type { RawBuilder } from 'kysely'
import type { Logger } from 'pino'
import type { Standing } from '../contract/permissions.ts'
import type { Lang } from '../rules/template.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './database/doors.ts'
import type { SystemUse } from './database/system-uses.ts'
import type { Auth } from './http/auth.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Provider } from './provider/port.ts'
import { Refusal } from './refusal.ts'
import type { Seal } from './seal.ts'
import type { Storage } from './storage/storage.ts'

/** What the process is made of; wired once in main.ts. */
export interface System {
  config: Config
  log: Logger
  db: Database
  auth: Auth
  jobs: Jobs
  provider: Provider
  seal: Seal
  storage: Storage
}

/** Who acts: a signed-in person, in the company that is active for them. */
export interface Actor {
  userId: string
  name: string
  email: string
  sessionToken: string
  standing: Standing
  company: { id: string; name: string; timeZone: string; country: string } | null
  companies: { id: string; name: string; role: 'owner' | 'admin' | 'agent' }[]
  twoFactor: boolean
}

/** What an action gets: who asks, and the two doors. */
export interface Ctx extends System {
  actor: Actor
  lang: Lang
  requestId: string
  inTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  look<T>(query: RawBuilder<T>): Promise<T[]>
  asSystem<T>(use: SystemUse, work: (tx: Tx) => Promise<T>): Promise<T>
}

/** A request before anyone is known; `anyone` routes get no more than this. */
export interface Visit extends System {
  actor: Actor | null
  lang: Lang
  requestId: string
}

export function asCtx(visit: Visit): Ctx {
  const { actor } = visit
  if (actor === null) throw new Refusal('not_signed_in')
  return {
    ...visit,
    actor,
    inTenant: (work) => visit.db.inTenant(companyOf(actor), work),
    look: (query) => visit.db.look(companyOf(actor), query),
    asSystem: (use, work) => visit.db.asSystem(use, work),
  }
}

export function companyOf(actor: Actor): string {
  if (actor.company === null) throw new Refusal('no_company')
  return actor.company.id
}
