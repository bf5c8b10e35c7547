import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import {
  makeActiveChannel,
  makeApprovedTemplate,
  makePendingChannel,
  type TestChannel,
} from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { phoneOf } from '../../../../tests/support/phone.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeInteractions } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let agent: TestPerson
let channel: TestChannel
let place: { companyId: string; campaignId: string; queueId: string; channelId: string }

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  server.simulator.settings.faults = {}
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  const given = { companyId: company.id, campaignId: company.defaultCampaignId }
  const queue = await makeQueue(server, { ...given, channels: [channel.id] })
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queue.id] })
  place = { ...given, queueId: queue.id, channelId: channel.id }
})
afterAll(() => server.stop())

const figures = async (id = channel.id) => (await admin.call('GET', `/channels/${id}/switch-off`)).body
const remove = async (identifier: string, shown?: object, id = channel.id) =>
  admin.call('POST', `/channels/${id}/deletion`, { identifier, shown: shown ?? (await figures(id)) })
const subscriptions = () => server.simulator.books.subscriptionsOf(channel.appId)
const gone = () => until('the subscription is gone', () => subscriptions().length === 0)

describe('deleting a channel', () => {
  test('CH-9 asks for the identifier typed, has the consequences of switching off, and hides it everywhere', async () => {
    const template = await makeApprovedTemplate(server, { companyId: company.id, channel, assignedTo: [place] })
    await makeInteractions(server, { ...place, tickets: 3, sends: 2, waiting: 1 })
    const wrong = await remove('+51900000999')
    expect(wrong).toMatchObject({ status: 409, body: { code: 'identifier_mismatch' } })
    const spaced = channel.identifier.replace(/(\+51)(\d{3})(\d{3})/, '$1 $2 $3 ')
    const done = await remove(spaced)
    expect(done).toMatchObject({
      status: 200,
      body: { interactionsWithTicket: 3, sendsWithoutAnswer: 2, ticketsThatClose: 3, waitingMessages: 1 },
    })
    for (const path of ['', '/switch-off', '/templates', '/health', '/template-drafts'])
      expect((await admin.call('GET', `/channels/${channel.id}${path}`)).status, path).toBe(404)
    expect((await admin.call('GET', '/channels')).body).toMatchObject({ items: [], total: 0, active: 0, previous: 0 })
    expect((await admin.call('GET', `/templates/${template.id}`)).status).toBe(404)
    const sendable = `/workspace/templates?campaignId=${place.campaignId}&queueId=${place.queueId}`
    expect((await agent.call('GET', sendable)).body).toEqual([])
    const [campaign] = (await admin.call('GET', '/campaigns')).body
    expect(campaign.queues[0].channels).toEqual([])
    const twice = await admin.call('POST', `/channels/${channel.id}/deletion`, {
      identifier: channel.identifier,
      shown: done.body,
    })
    expect(twice.status).toBe(404)
  })

  test('CH-9 history and audit stay', async () => {
    await makeInteractions(server, { ...place, tickets: 1, sends: 0 })
    expect((await remove(channel.identifier)).status).toBe(200)
    const kept = await server.sql(
      `select t.close_reason, i.end_reason, a.action, a.actor_name, a.before ->> 'identifier' as identifier
       from ticket t join interaction i on i.ticket_id = t.id join audit a on a.subject_id = i.channel_id and a.action = 'channel.delete'
       where t.company_id = $1`,
      [company.id],
    )
    expect(kept).toEqual([
      {
        close_reason: 'channel_deleted',
        end_reason: 'channel_deleted',
        action: 'channel.delete',
        actor_name: admin.name,
        identifier: channel.identifier,
      },
    ])
  })

  test('CH-9 our subscription is removed by job, however often that fails at first; the app stays', async () => {
    expect(subscriptions().length).toBeGreaterThan(0)
    server.simulator.settings.faults = { api: { subscription: { serverError: 1 } } }
    expect((await remove(channel.identifier)).status).toBe(200)
    await until('it was tried', async () => {
      const tried = `select from provider_exchange where channel_id = $1 and verdict is not null`
      return (await server.sql(tried, [channel.id])).length > 0
    })
    server.simulator.settings.faults = {}
    await gone()
    expect(server.simulator.books.apps.get(channel.appId)).toMatchObject({ live: true })
    await until('the keys are retired', async () => {
      const open = await server.sql(`select from channel_hook where channel_id = $1 and state <> 'retired'`, [
        channel.id,
      ])
      return open.length === 0
    })
  })

  test('CH-9 the identifier can be used again, and only then: it is unique over all companies', async () => {
    const other = await makeCompany(server)
    const taken = makeActiveChannel(server, { companyId: other.id, identifier: channel.identifier })
    await expect(taken).rejects.toThrow('channel_identifier')
    await remove(channel.identifier)
    const again = await makeActiveChannel(server, { companyId: other.id, identifier: channel.identifier })
    expect(again.identifier).toBe(channel.identifier)
  })

  test('CH-9 what still comes in for it is kept and makes no ticket', async () => {
    server.simulator.settings.faults = { api: { subscription: { serverError: 1 } } }
    await remove(channel.identifier)
    await phoneOf(server, '51900000831').write('¿Siguen ahí?', channel.identifier)
    await until(
      'the message',
      async () => (await server.sql('select from message where company_id = $1', [company.id])).length,
    )
    expect(await server.sql('select from ticket where company_id = $1', [company.id])).toEqual([])
    server.simulator.settings.faults = {}
    await gone()
  })

  test('CH-9 asks again when the figures grew; a pending one cannot be deleted; one that is off can', async () => {
    const shown = await figures()
    await makeInteractions(server, { ...place, tickets: 11, sends: 0 })
    const grown = await remove(channel.identifier, shown)
    expect(grown).toMatchObject({ status: 409, body: { code: 'figures_grew', data: { interactionsWithTicket: 11 } } })
    const pending = await makePendingChannel(server, { companyId: company.id })
    expect(await remove('', shown, pending.id)).toMatchObject({ status: 409, body: { data: { state: 'pending' } } })
    await admin.call('POST', `/channels/${channel.id}/switch-off`, { shown: await figures() })
    expect((await remove(channel.identifier)).status).toBe(200)
    expect(await server.sql('select from queue_channel where channel_id = $1', [channel.id])).toEqual([])
  })
})
