import { randomBytes } from 'node:crypto'
import type { System } from '../context.ts'
import type { Tx } from '../database/doors.ts'
import { newId } from '../database/id.ts'
import { judgeStatus } from '../../rules/template-status.ts'
import { appNameOf } from '../features/channels/decide-request.ts'
import { connectNumbers } from './connect-numbers.ts'
import { campaigns, channels, company, templates } from './demo.ts'
import { layOutAnswers } from './lay-out-answers.ts'
import { firstMessages } from './first-messages.ts'
import { describeLogins, type LoginName, makeAccounts, readLogins } from './logins.ts'

type Users = Record<LoginName, string>
const DAY = 24 * 60 * 60 * 1000

/** ST-2: the demo company, laid out once and whole; then its numbers are connected. Answers what to print. */
export async function layOut(system: System): Promise<string> {
  const logins = readLogins(system.config.DATA_DIR)
  const users = await makeAccounts(system, logins)
  const isNew = await system.db.asSystem('sandbox', async (tx) => {
    const there = await tx
      .selectFrom('operator')
      .select('user_id')
      .where('user_id', '=', users.operator)
      .executeTakeFirst()
    if (!there) await layOutCompany(system, tx, users)
    return !there
  })
  await connectNumbers(system)
  if (isNew) await firstMessages(system)
  return describeLogins(logins)
}

async function layOutCompany(system: System, tx: Tx, users: Users): Promise<void> {
  const companyId = newId()
  await tx.insertInto('operator').values({ user_id: users.operator }).execute()
  const { legalName, taxId, ...profile } = company
  await tx
    .insertInto('company')
    .values({ id: companyId, ...profile, legal_name: legalName, tax_id: taxId })
    .execute()
  const roles = { owner: 'owner', admin: 'admin', agent: 'agent', agent2: 'agent' } as const
  for (const [who, role] of Object.entries(roles) as [keyof typeof roles, string][]) {
    await tx
      .insertInto('member')
      .values({ company_id: companyId, user_id: users[who], role, agent_mode: who === 'admin' })
      .execute()
  }
  const places = await layOutCampaigns(tx, companyId, users)
  const channelIds = await layOutChannels(system, tx, companyId, users, places)
  await layOutTemplates(tx, companyId, users.admin, channelIds['Los Álamos']!, places)
  await layOutAnswers(tx, companyId, users.admin, places.campaigns)
}

/** Ids by the names of campaigns and queues. */
interface Places {
  campaigns: Record<string, string>
  queues: Record<string, { id: string; campaignId: string }>
}

async function layOutCampaigns(tx: Tx, companyId: string, users: Users): Promise<Places> {
  const places: Places = { campaigns: {}, queues: {} }
  for (const c of campaigns) {
    const campaignId = newId()
    places.campaigns[c.name] = campaignId
    await tx
      .insertInto('campaign')
      .values({
        company_id: companyId,
        id: campaignId,
        name: c.name,
        is_default: c.isDefault,
        disposition_required: c.dispositionRequired,
      })
      .execute()
    for (const name of c.dispositions) {
      await tx
        .insertInto('disposition')
        .values({ company_id: companyId, id: newId(), campaign_id: campaignId, name })
        .execute()
    }
    for (const q of c.queues) {
      const id = newId()
      places.queues[q.name] = { id, campaignId }
      await tx
        .insertInto('queue')
        .values({ company_id: companyId, id, campaign_id: campaignId, name: q.name, distribution: q.distribution })
        .execute()
      for (const who of q.agents)
        await tx
          .insertInto('queue_agent')
          .values({ company_id: companyId, queue_id: id, user_id: users[who] })
          .execute()
    }
  }
  return places
}

async function layOutChannels(
  system: System,
  tx: Tx,
  companyId: string,
  users: Users,
  places: Places,
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const c of channels) {
    const id = newId()
    ids[c.alias] = id
    const live = c.state !== 'pending'
    const requestedAt = new Date(Date.now() - (live ? 40 : 3) * DAY)
    await tx
      .insertInto('channel')
      .values({
        company_id: companyId,
        id,
        business_name: c.name,
        alias: c.alias,
        identifier: c.identifier,
        enabled: c.state !== 'inactive',
        created_at: requestedAt,
        activated_at: live ? new Date(Date.now() - 30 * DAY) : null,
        quality: live ? 'GREEN' : null,
        messaging_limit: live ? 'TIER_2K' : null,
      })
      .execute()
    await layOutRequest(tx, companyId, id, users, live, requestedAt)
    if (live) await layOutConnection(system, tx, companyId, id)
    if (c.state === 'interrupted') {
      const row = {
        company_id: companyId,
        channel_id: id,
        id: newId(),
        cause: 'restricted',
        opened_at: new Date(Date.now() - 5 * 60 * 60 * 1000),
      }
      await tx.insertInto('channel_interruption').values(row).execute()
    }
    for (const [at, name] of c.queues.entries()) {
      const link = {
        company_id: companyId,
        queue_id: places.queues[name]!.id,
        channel_id: id,
        is_entry: at === 0,
        switched_off: c.state === 'inactive',
      }
      await tx.insertInto('queue_channel').values(link).execute()
    }
  }
  return ids
}

async function layOutRequest(
  tx: Tx,
  companyId: string,
  channelId: string,
  users: Users,
  live: boolean,
  requestedAt: Date,
): Promise<void> {
  await tx
    .insertInto('channel_request')
    .values({
      company_id: companyId,
      channel_id: channelId,
      state: live ? 'done' : 'sent',
      way: live ? 'provider' : null,
      legal_name: company.legalName,
      tax_id: company.taxId,
      country: 'PE',
      address: company.address,
      website: company.website,
      email: company.email,
      vertical: 'RETAIL',
      about: 'Libros, revistas y café',
      person_first_name: 'Ana',
      person_last_name: 'Administra',
      person_email: 'ana@losalamos.example',
      person_phone: '+51900000999',
      person_position: 'Jefa de canales',
      requested_by: users.admin,
      requested_at: requestedAt,
      decided_at: live ? requestedAt : null,
    })
    .execute()
  const event = {
    company_id: companyId,
    channel_id: channelId,
    id: newId(),
    at: requestedAt,
    kind: 'requested',
    actor_name: 'Ana Administra',
  }
  await tx.insertInto('channel_event').values(event).execute()
}

async function layOutConnection(system: System, tx: Tx, companyId: string, channelId: string): Promise<void> {
  await tx
    .insertInto('channel_connection')
    .values({
      company_id: companyId,
      channel_id: channelId,
      app_name: appNameOf(channelId),
      contact_set_at: new Date(),
      live_at: new Date(),
      hook_key: randomBytes(24).toString('base64url'),
      hook_secret: system.seal.close(randomBytes(24).toString('base64url')),
    })
    .execute()
}

async function layOutTemplates(
  tx: Tx,
  companyId: string,
  createdBy: string,
  channelId: string,
  places: Places,
): Promise<void> {
  for (const t of templates) {
    const id = newId()
    const { status, word } = judgeStatus(t.word, null)
    const times = { submitted_at: new Date(), confirmed_at: new Date() }
    await tx
      .insertInto('template')
      .values({
        company_id: companyId,
        id,
        channel_id: channelId,
        name: t.name,
        language: 'es',
        display_name: t.displayName,
        category: t.category,
        type: 'TEXT',
        header: t.header ?? null,
        body: t.body,
        footer: t.footer ?? null,
        buttons: JSON.stringify((t.buttons ?? []).map((b) => ({ type: 'QUICK_REPLY', optOut: false, ...b }))),
        parameters: JSON.stringify(t.parameters.map((p, i) => ({ n: i + 1, type: 'text', source: null, ...p }))),
        status,
        status_word: word,
        reason: t.reason ?? null,
        active: t.active ?? true,
        // The same id at the simulator, see connectNumbers.
        provider_id: id,
        created_by: createdBy,
        ...times,
      })
      .execute()
    const event = {
      company_id: companyId,
      template_id: id,
      id: newId(),
      source: 'webhook',
      status,
      status_word: word,
      reason: t.reason ?? null,
    }
    await tx.insertInto('template_event').values(event).execute()
    for (const a of t.assigned ?? []) {
      const queueId = a.queue === undefined ? null : places.queues[a.queue]!.id
      await tx
        .insertInto('template_assignment')
        .values({
          company_id: companyId,
          template_id: id,
          campaign_id: places.campaigns[a.campaign]!,
          queue_id: queueId,
        })
        .execute()
    }
  }
}
