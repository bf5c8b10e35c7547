import { randomBytes, randomUUID } from 'node:crypto'
import { newId } from '../../src/server/database/id.ts'
import { makeUser } from './people.ts'
import type { TestServer } from './test-server.ts'

let count = 0

export interface TestChannel {
  id: string
  alias: string
  /** E.164; the simulator knows the same number without its `+`. */
  identifier: string
  appId: string
  appName: string
  /** Webhooks come in at `/hooks/gupshup/<hookKey>`. */
  hookKey: string
  hookSecret: string
}

export interface PendingChannelOptions {
  companyId: string
  businessName?: string
  requestedBy?: string
  requestState?: 'sent' | 'taken' | 'connecting'
}

/** A request that waits for the operator (CH-3). */
export async function makePendingChannel(server: TestServer, options: PendingChannelOptions): Promise<{ id: string }> {
  const { companyId, requestState = 'sent' } = options
  const id = newId()
  const businessName = options.businessName ?? `Tienda Andina ${++count}`
  const requestedBy = options.requestedBy ?? (await makeUser(server, {})).userId
  await server.sql('insert into channel (company_id, id, business_name, alias) values ($1, $2, $3, $3)', [
    companyId,
    id,
    businessName,
  ])
  await server.sql(
    `insert into channel_request (company_id, channel_id, state, legal_name, tax_id, country, email, vertical,
       person_first_name, person_last_name, person_email, person_phone, requested_by)
     values ($1, $2, $3, $4, '20999999990', 'PE', 'contacto@example.com', 'RETAIL',
       'Elena', 'Rivas', 'elena.rivas@example.com', '+51900000777', $5)`,
    [companyId, id, requestState, `${businessName} S.A.C.`, requestedBy],
  )
  return { id }
}

export interface ActiveChannelOptions {
  companyId: string
  businessName?: string
  requestedBy?: string
  /** E.164; a number of its own when left out. */
  identifier?: string
  enabled?: boolean
  /** Has the simulator call this server's door, as a number connected by the operator does. */
  subscribed?: boolean
}

/** A live number, known to the simulator under the same app. Its door asks for the secret header only if subscribed. */
export async function makeActiveChannel(server: TestServer, options: ActiveChannelOptions): Promise<TestChannel> {
  const { companyId, enabled = true } = options
  const { id } = await makePendingChannel(server, options)
  const identifier = options.identifier ?? `+51900000${String(200 + ++count).padStart(3, '0')}`
  const appName = `app${id.replaceAll('-', '').slice(-20)}`
  const appId = server.simulator.books.seedApp({ name: appName, phone: identifier.slice(1) })
  const [hookKey, hookSecret] = [randomBytes(24).toString('base64url'), randomBytes(24).toString('base64url')]
  const [channel] = await server.sql<{ alias: string }>(
    `update channel set identifier = $3, enabled = $4, activated_at = now(), quality = 'GREEN', messaging_limit = 'TIER_1K'
     where company_id = $1 and id = $2 returning alias`,
    [companyId, id, identifier, enabled],
  )
  await server.sql(
    `update channel_request set state = 'done', decided_at = now() where company_id = $1 and channel_id = $2`,
    [companyId, id],
  )
  await server.sql(
    `insert into channel_connection (company_id, channel_id, app_name, app_id, contact_set_at, live_at, waba_id, hook_key, hook_secret)
     values ($1, $2, $3, $4, now(), now(), '100000000000001', $5, $6)`,
    [companyId, id, appName, appId, hookKey, server.system.seal.close(hookSecret)],
  )
  if (options.subscribed) await subscribe(server, { id, appId, hookKey, hookSecret })
  return { id, alias: channel!.alias, identifier, appId, appName, hookKey, hookSecret }
}

async function subscribe(
  server: TestServer,
  { id, appId, hookKey, hookSecret }: Pick<TestChannel, 'id' | 'appId' | 'hookKey' | 'hookSecret'>,
): Promise<void> {
  const { subscriptionId, headersCarried } = await server.system.provider.subscribe(appId, {
    url: `${server.url}/hooks/gupshup/${hookKey}`,
    tag: 'score',
    secretHeaders: { 'x-score-secret': hookSecret },
  })
  await server.sql(
    'update channel_connection set subscription_id = $2, hook_secret_carried = $3 where channel_id = $1',
    [id, subscriptionId, headersCarried],
  )
}

export interface TemplateOptions {
  companyId: string
  channel: Pick<TestChannel, 'id' | 'appName'>
  name?: string
  language?: string
  category?: 'MARKETING' | 'UTILITY'
  type?: 'TEXT' | 'IMAGE' | 'DOCUMENT' | 'VIDEO'
  header?: string
  body?: string
  footer?: string
  /** Texts of its quick replies. */
  replies?: (string | { text: string; optOut: boolean })[]
  parameters?: { name: string; sample: string; type?: 'text' | 'number' | 'money' | 'date' }[]
  active?: boolean
  createdBy?: string
  /** Where it is assigned; a campaign without queue is covered whole (AS-1). */
  assignedTo?: { campaignId: string; queueId?: string }[]
}

/** A template that WhatsApp has approved, known to the simulator by the same id. */
export async function makeApprovedTemplate(
  server: TestServer,
  options: TemplateOptions,
): Promise<{ id: string; name: string; providerId: string }> {
  const { companyId, channel, language = 'es', category = 'MARKETING', header, footer, replies = [] } = options
  const { parameters = [], active = true, assignedTo = [], type = 'TEXT' } = options
  const id = newId()
  const providerId = randomUUID()
  const name = options.name ?? `aviso_${++count}`
  const body = options.body ?? 'Hola, tenemos novedades para ti.'
  const buttons = replies.map((reply) => ({
    type: 'QUICK_REPLY' as const,
    ...(typeof reply === 'string' ? { text: reply, optOut: false } : reply),
  }))
  server.simulator.books.seedApp({
    name: channel.appName,
    templates: [
      {
        id: providerId,
        elementName: name,
        languageCode: language,
        category,
        templateType: type,
        body,
        ...(header === undefined ? {} : { header }),
        ...(footer === undefined ? {} : { footer }),
        buttons: buttons.map(({ type, text }) => ({ type, text })),
      },
    ],
  })
  await server.sql(
    `insert into template (company_id, id, channel_id, name, language, display_name, category, type, header, body, footer,
       buttons, parameters, status, status_word, active, provider_id, submitted_at, confirmed_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $16, $8, $9, $10, $11, $12, 'approved', 'APPROVED', $13, $14, now(), now(), $15)`,
    [
      companyId,
      id,
      channel.id,
      name,
      language,
      `Aviso ${name}`,
      category,
      header ?? null,
      body,
      footer ?? null,
      JSON.stringify(buttons),
      JSON.stringify(parameters.map((p, i) => ({ n: i + 1, type: 'text', source: null, ...p }))),
      active,
      providerId,
      options.createdBy ?? (await makeUser(server, {})).userId,
      type,
    ],
  )
  for (const { campaignId, queueId } of assignedTo) {
    await server.sql(
      'insert into template_assignment (company_id, template_id, campaign_id, queue_id) values ($1, $2, $3, $4)',
      [companyId, id, campaignId, queueId ?? null],
    )
  }
  return { id, name, providerId }
}
