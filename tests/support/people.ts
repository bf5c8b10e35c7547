import { hashPassword, makeSignature } from 'better-auth/crypto'
import { newId } from '../../src/server/database/id.ts'
import { type Call, caller } from './caller.ts'
import type { TestServer } from './test-server.ts'

export interface Company {
  id: string
  name: string
  defaultCampaignId: string
}

export interface TestPerson {
  userId: string
  name: string
  email: string
  /** What the browser sends; also for the live stream. */
  cookie: string
  call: Call
}

type Role = 'owner' | 'admin' | 'agent'
let count = 0

/** A company as the operator leaves it: with its default campaign, and nobody in it yet. */
export async function makeCompany(server: TestServer, given: { name?: string } = {}): Promise<Company> {
  const company = { id: newId(), name: given.name ?? `Empresa ${++count}`, defaultCampaignId: newId() }
  await server.sql('insert into company (id, name) values ($1, $2)', [company.id, company.name])
  await server.sql(`insert into campaign (company_id, id, name, is_default) values ($1, $2, 'General', true)`, [
    company.id,
    company.defaultCampaignId,
  ])
  return company
}

export interface PersonOptions {
  companyId: string
  role: Role
  agentMode?: boolean
  active?: boolean
  /** Queues that the person is an agent of. */
  queues?: string[]
  name?: string
  email?: string
  /** Only where the test signs in with it; making one takes a tenth of a second. */
  password?: string
}

/** A member with a session in that company. */
export async function makePerson(server: TestServer, options: PersonOptions): Promise<TestPerson> {
  const { companyId, role, agentMode = false, active = true, queues = [] } = options
  const person = await makeUser(server, { ...options, activeCompanyId: companyId })
  await join(server, { userId: person.userId, companyId, role, agentMode, active })
  for (const queueId of queues) {
    await server.sql('insert into queue_agent (company_id, queue_id, user_id) values ($1, $2, $3)', [
      companyId,
      queueId,
      person.userId,
    ])
  }
  return person
}

/** Makes a known person a member of another company too. */
export async function join(
  server: TestServer,
  member: { userId: string; companyId: string; role: Role; agentMode?: boolean; active?: boolean },
): Promise<void> {
  const { companyId, userId, role, active = true, agentMode = false } = member
  await server.sql('insert into member (company_id, user_id, role, active, agent_mode) values ($1, $2, $3, $4, $5)', [
    companyId,
    userId,
    role,
    active,
    agentMode,
  ])
}

/** One of the provider's staff. */
export async function makeOperator(server: TestServer): Promise<TestPerson> {
  const person = await makeUser(server, {})
  await server.sql('insert into operator (user_id) values ($1)', [person.userId])
  return person
}

/** Somebody signed in who belongs to nothing. */
export async function makeUser(
  server: TestServer,
  given: { name?: string; email?: string; password?: string; activeCompanyId?: string },
): Promise<TestPerson> {
  const n = ++count
  const { name = `Persona ${n}`, email = `persona.${n}@example.com` } = given
  const userId = newId()
  await server.sql(
    `insert into auth."user" (id, name, email, "emailVerified", locale) values ($1, $2, $3, true, 'es')`,
    [userId, name, email],
  )
  if (given.password !== undefined) {
    await server.sql(
      `insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt") values ($1::text, 'credential', $1::uuid, $2, now())`,
      [userId, await hashPassword(given.password)],
    )
  }
  const cookie = await signIn(server, userId, given.activeCompanyId)
  return { userId, name, email, cookie, call: caller(server.url, cookie) }
}

/** Another session of a person, as a browser's cookie header, without the price of a password. */
export async function signIn(server: TestServer, userId: string, activeCompanyId?: string): Promise<string> {
  const { internalAdapter, secret, authCookies } = await server.system.auth.$context
  const { token } = await internalAdapter.createSession(userId)
  if (activeCompanyId) await internalAdapter.updateSession(token, { activeCompanyId })
  const signed = encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)
  return `${authCookies.sessionToken.name}=${signed}`
}
