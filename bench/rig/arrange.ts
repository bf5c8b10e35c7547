import { randomBytes, randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { deriveKey } from '../../src/server/config.ts'
import { newId } from '../../src/server/database/id.ts'
import { makeSeal } from '../../src/server/seal.ts'
import type { RigDatabase } from './database.ts'
import { SECRET } from './server.ts'
import type { RigSimulator } from './simulator.ts'

type Sql = Pick<RigDatabase, 'sql'>

/** A company with a campaign, a queue and an agent, as its people would have set it up. */
export interface Place {
  companyId: string
  campaignId: string
  queueId: string
  agent: { userId: string; email: string; password: string }
}

let count = 0

export async function makePlace({ sql }: Sql): Promise<Place> {
  const [companyId, campaignId, queueId] = [newId(), newId(), newId()]
  await sql('insert into company (id, name) values ($1, $2)', [companyId, `Empresa ${++count}`])
  await sql(`insert into campaign (company_id, id, name, is_default) values ($1, $2, 'General', true)`, [
    companyId,
    campaignId,
  ])
  await sql(`insert into queue (company_id, id, campaign_id, name) values ($1, $2, $3, 'Ventas')`, [
    companyId,
    queueId,
    campaignId,
  ])
  return { companyId, campaignId, queueId, agent: await makeAgent({ sql }, companyId, [queueId]) }
}

export async function makeAgent({ sql }: Sql, companyId: string, queueIds: readonly string[]): Promise<Place['agent']> {
  const userId = newId()
  const agent = { userId, email: `agente.${++count}@example.com`, password: randomBytes(12).toString('base64url') }
  await sql(
    `insert into auth."user" (id, name, email, "emailVerified", locale) values ($1, 'Agente Prueba', $2, true, 'es')`,
    [userId, agent.email],
  )
  await sql(
    `insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt")
     values ($1::text, 'credential', $1::uuid, $2, now())`,
    [userId, await hashPassword(agent.password)],
  )
  await sql(`insert into member (company_id, user_id, role) values ($1, $2, 'agent')`, [companyId, userId])
  await sql('insert into queue_agent (company_id, queue_id, user_id) select $1, unnest($2::uuid[]), $3', [
    companyId,
    queueIds,
    userId,
  ])
  return agent
}

/** A live number whose entry queue is the place's, with an approved template that takes one value. */
export interface Line {
  companyId: string
  channelId: string
  appId: string
  appName: string
  /** What the simulator lets the app in with. */
  appToken: string
  /** Digits. */
  phone: string
  hookKey: string
  hookSecret: string
  templateId: string
}

/** With a simulator, it knows the number and the template; the webhooks' door asks for the secret header. */
export async function makeLine({ sql }: Sql, place: Place, simulator?: RigSimulator): Promise<Line> {
  const { companyId, campaignId, queueId, agent } = place
  const n = ++count
  const [channelId, templateId, providerId] = [newId(), newId(), randomUUID()]
  const line: Line = {
    companyId,
    channelId,
    appId: randomUUID(),
    appName: `app${channelId.replaceAll('-', '').slice(-20)}`,
    appToken: `sk_${randomBytes(16).toString('hex')}`,
    phone: `51900000${String(100 + n)}`,
    hookKey: randomBytes(24).toString('base64url'),
    hookSecret: randomBytes(24).toString('base64url'),
    templateId,
  }
  const body = 'Hola {{1}}, tu pedido está listo.'
  await sql(
    `insert into channel (company_id, id, business_name, alias, identifier, activated_at, quality)
     values ($1, $2, $3, $3, $4, now(), 'GREEN')`,
    [companyId, channelId, `Tienda ${n}`, `+${line.phone}`],
  )
  await sql(
    `insert into channel_connection (company_id, channel_id, app_name, app_id, contact_set_at, live_at, waba_id,
       hook_key, hook_secret, hook_secret_carried)
     values ($1, $2, $3, $4, now(), now(), '100000000000001', $5, $6, true)`,
    [companyId, channelId, line.appName, line.appId, line.hookKey, sealed(line.hookSecret)],
  )
  await sql(`insert into queue_channel (company_id, queue_id, channel_id, is_entry) values ($1, $2, $3, true)`, [
    companyId,
    queueId,
    channelId,
  ])
  const parameters = [{ n: 1, type: 'text', source: null, name: 'nombre', sample: 'Ana' }]
  await sql(
    `insert into template (company_id, id, channel_id, name, language, display_name, category, type, body, parameters,
       status, status_word, provider_id, submitted_at, confirmed_at, created_by)
     values ($1, $2, $3, $4, 'es', $4, 'UTILITY', 'TEXT', $5, $6, 'approved', 'APPROVED', $7, now(), now(), $8)`,
    [companyId, templateId, channelId, `aviso_${n}`, body, JSON.stringify(parameters), providerId, agent.userId],
  )
  await sql('insert into template_assignment (company_id, template_id, campaign_id) values ($1, $2, $3)', [
    companyId,
    templateId,
    campaignId,
  ])
  const template = { id: providerId, elementName: `aviso_${n}`, languageCode: 'es', category: 'UTILITY', body }
  await simulator?.call('POST', '/simulator/seed', {
    name: line.appName,
    id: line.appId,
    token: line.appToken,
    phone: line.phone,
    templates: [template],
  })
  return line
}

/** Has the simulator tell the server at `url` all that happens on this line. */
export async function subscribe(simulator: RigSimulator, line: Line, url: string, modes: string): Promise<void> {
  const form = new URLSearchParams({
    tag: 'score',
    version: '3',
    modes,
    url: `${url}/hooks/gupshup/${line.hookKey}`,
    meta: JSON.stringify({ 'x-score-secret': line.hookSecret }),
  })
  await simulator.call('POST', `/partner/app/${line.appId}/subscription`, form, { token: line.appToken })
}

const sealed = (text: string) => makeSeal(deriveKey({ SECRET }, 'credentials')).close(text)
