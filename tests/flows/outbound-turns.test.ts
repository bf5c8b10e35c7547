import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'

let server: TestServer
let company: Company
let agent: TestPerson
let channel: TestChannel
let templateId: string
let queueId: string

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  const companyId = company.id
  channel = await makeActiveChannel(server, { companyId, subscribed: true })
  const queue = { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] }
  queueId = (await makeQueue(server, queue)).id
  agent = await makePerson(server, { companyId, role: 'agent', queues: [queueId] })
  templateId = (await makeApprovedTemplate(server, { companyId, channel, body: 'Hola, tenemos novedades.' })).id
})

const left = () => server.simulator.books.sends.filter((s) => s.appId === channel.appId)
const ticket = () =>
  makeTicket(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    queueId,
    channelId: channel.id,
    agentId: agent.userId,
  })

/** Rows of bulk, as a broadcast would fill the outbox: to so many people, or all to the one of a ticket. */
async function fill(rows: number, one?: { contactId: string; interactionId: string }): Promise<void> {
  await server.sql(
    `with n as (select n, gen_random_uuid() as contact, gen_random_uuid() as interaction from generate_series(1, $5::int) n),
      contacts as (insert into contact (company_id, id) select $1, contact from n where $6::uuid is null),
      addresses as (insert into contact_address (company_id, kind, value, shown, contact_id)
        select $1, 'phone', '5190070' || lpad(n::text, 4, '0'), '+5190070' || lpad(n::text, 4, '0'), contact from n where $6::uuid is null),
      interactions as (insert into interaction (company_id, id, channel_id, contact_id, campaign_id, begun_by, opened_at, last_activity_at)
        select $1, interaction, $2, contact, $3, 'us', now(), now() from n where $6::uuid is null)
    insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, at, status, template_id, params, priority)
    select $1, gen_random_uuid(), $2, coalesce($6, contact), coalesce($7, interaction), 'out', 'template', now(), 0, $4, '[]', 1 from n`,
    [
      company.id,
      channel.id,
      company.defaultCampaignId,
      templateId,
      rows,
      one?.contactId ?? null,
      one?.interactionId ?? null,
    ],
  )
  await server.sql(`select pg_notify('outbox', $1)`, [channel.id])
}

/** What waits for its person's turn, when nothing else waits. */
const resting = () =>
  until('the rest waits for its turn', async () => {
    const [seen] = await server.sql<{ waiting: number; resting: number }>(
      `select count(*)::int as waiting, count(*) filter (where not_before > now())::int as resting
       from message where company_id = $1 and status in (0, 1) and direction = 'out'`,
      [company.id],
    )
    return seen!.waiting > 0 && seen!.waiting === seen!.resting && seen!.waiting
  })

describe('BU-2 whose turn it is', () => {
  test('an agent’s message leaves before the bulk that waits', async () => {
    await fill(300)
    await until('bulk is leaving', () => left().length > 10)
    const { id } = await ticket()
    const said = { clientKey: randomUUID(), text: 'Ya lo reviso.' }
    expect((await agent.call('POST', `/tickets/${id}/messages`, said)).status).toBe(200)
    const before = left().length
    await until('all have left', () => left().length === 301)
    // At the end, were it in the line of the others.
    expect(left().findIndex((s) => s.text === said.text) - before).toBeLessThan(150)
  })

  test('bulk has one message to one person, and the next one 6 seconds later', async () => {
    await fill(3, await ticket())
    await until('the second one has left', () => left().length === 2, 25_000)
    const [first, second] = left()
    // 6 s from turn to turn; how long each was under way then is not told.
    expect(second!.at - first!.at).toBeGreaterThan(4_000)
    expect(await resting()).toBe(1)
  }, 40_000)

  test('45 in a row to one person; those after them wait, and nobody else does', async () => {
    const one = await ticket()
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status)
       select $1, gen_random_uuid(), $2, $3, $4, 'out', 'text', 'aviso', now(), 0 from generate_series(1, 60)`,
      [company.id, channel.id, one.contactId, one.interactionId],
    )
    await server.sql(`select pg_notify('outbox', $1)`, [channel.id])
    const other = await ticket()
    const said = { clientKey: randomUUID(), text: 'para otra persona' }
    await agent.call('POST', `/tickets/${other.id}/messages`, said)
    await resting()
    const texts = left().map((s) => s.text)
    expect(texts).toContain(said.text)
    expect(texts.filter((text) => text === 'aviso').length).toBeGreaterThanOrEqual(45)
    // One more in 6 seconds.
    expect(texts.length).toBeLessThan(60)
  })
})
