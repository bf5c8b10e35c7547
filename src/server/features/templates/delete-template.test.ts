import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { faultyLine } from '../../../../tests/support/faulty-line.ts'
import { listen } from '../../../../tests/support/listen.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeInteractions, makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { aForm } from './template-form.test-support.ts'

let line: Awaited<ReturnType<typeof faultyLine>>
let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel

beforeAll(async () => {
  line = await faultyLine(() => server.simulator.url)
  server = await startTestServer({ settings: { GUPSHUP_PARTNER_URL: line.url } })
})
afterAll(async () => {
  await server.stop()
  line.close()
})
beforeEach(async () => {
  line.mend()
  // Numbers of one company share an account here.
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId: company.id })
})

const make = (more: object = {}) =>
  makeApprovedTemplate(server, {
    companyId: company.id,
    channel,
    category: 'UTILITY',
    assignedTo: [{ campaignId: company.defaultCampaignId }],
    ...more,
  })
const remove = (id: string, name: string) => admin.call('DELETE', `/templates/${id}`, { name })
const life = async (id: string) => (await admin.call('GET', `/templates/${id}/life`)).body
const limits = async () => (await admin.call('GET', `/channels/${channel.id}/template-limits`)).body
const names = async () =>
  ((await admin.call('GET', `/channels/${channel.id}/templates`)).body.items as { id: string }[]).map(({ id }) => id)
const held = (id: string) => server.simulator.books.templates.get(id)

describe('deleteTemplate', () => {
  test('NAME-06, TP-8: one language goes, here and at Gupshup; what used it ends, with the reason', async () => {
    const spanish = await make()
    const english = await make({ name: spanish.name, language: 'en', body: 'Hello, we have news for you.' })
    const queue = await makeQueue(server, {
      companyId: company.id,
      campaignId: company.defaultCampaignId,
      channels: [channel.id],
    })
    const place = { companyId: company.id, campaignId: company.defaultCampaignId, queueId: queue.id }
    await makeInteractions(server, { ...place, channelId: channel.id, tickets: 0, sends: 2, waiting: 2 })
    await server.sql('update message set template_id = $1 where channel_id = $2 and outbox = 0', [
      spanish.id,
      channel.id,
    ])
    expect((await life(spanish.id)).remove).toMatchObject({
      barrier: null,
      assignments: 1,
      waitingMessages: 2,
      otherLanguages: ['en'],
      reservedUntil: expect.any(String),
    })
    expect((await remove(spanish.id, 'otra')).body).toMatchObject({ code: 'name_mismatch' })
    // One of them waits in a ticket by now.
    const ticket = await makeTicket(server, { ...place, channelId: channel.id })
    const [send] = await server.sql<{ id: string; interaction_id: string }>(
      `select id, interaction_id from message where channel_id = $1 and outbox = 0 limit 1`,
      [channel.id],
    )
    await server.sql(`update message set interaction_id = $2 where id = $1`, [send!.id, ticket.interactionId])
    const live = await listen(server, admin)
    expect((await remove(spanish.id, spanish.name)).status).toBe(200)
    await until('the screens hear of both', () =>
      ['messages', 'sends'].every((topic) =>
        live.heard.some((c) => c.topic === topic && (topic === 'sends' || c.id === ticket.id)),
      ),
    )
    await live.close()
    await until('Gupshup has deleted it', () => held(spanish.providerId) === undefined)
    expect(held(english.providerId)).toBeDefined()
    expect(await names()).toEqual([english.id])
    expect((await admin.call('GET', `/templates/${spanish.id}`)).status).toBe(404)
    const [left] = await server.sql(
      `select (select count(*)::int from template_assignment where template_id = $1) as assigned,
        (select array_agg(distinct error_code) from message where template_id = $1 and status = -1) as codes`,
      [spanish.id],
    )
    expect(left).toEqual({ assigned: 0, codes: ['template_deleted'] })
  })

  test('NAME-05: its name stays reserved in its language, told before and when one asks', async () => {
    const { id, name } = await make()
    await remove(id, name)
    expect((await limits()).reservedNames).toMatchObject([{ name, language: 'es' }])
    const again = await admin.call('POST', `/channels/${channel.id}/templates`, aForm({ name }))
    expect(again.body).toMatchObject({ code: 'template_refused', errors: [{ field: 'name', rule: 'NAME-05' }] })
    expect(
      (await admin.call('POST', `/channels/${channel.id}/templates`, aForm({ name, language: 'en' }))).status,
    ).toBe(200)
    await server.sql(`update template set name_reserved_until = now(), deleting = false where id = $1`, [id])
    expect((await limits()).reservedNames).toEqual([])
  })

  test('NAME-07: a disabled one is not deleted; one that Gupshup keeps stands again, and why', async () => {
    const { id, name, providerId } = await make({ createdBy: admin.userId })
    server.simulator.books.templates.put({ ...held(providerId)!, status: 'DISABLED' })
    await remove(id, name)
    await until('it stands again', async () => (await names()).includes(id))
    const { body } = await admin.call('GET', `/templates/${id}`)
    expect(body.history).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ statusWord: 'DELETE_REFUSED', reason: expect.stringContaining('Cannot be deleted') }),
      ]),
    )
    expect((await admin.call('GET', '/notifications')).body.items).toMatchObject([
      { kind: 'template_decided', data: { templateId: id, statusWord: 'DELETE_REFUSED' } },
    ])
    await admin.call('POST', `/channels/${channel.id}/templates/refresh`)
    await until('it is known', async () => (await life(id)).remove.barrier === 'disabled')
    expect((await remove(id, name)).body).toMatchObject({
      code: 'template_not_deletable',
      data: { barrier: 'disabled' },
    })
  })

  test('TP-6: a lost answer to a deletion is asked again, and does no harm', async () => {
    const { id, name, providerId } = await make()
    let asked = 0
    line.break(({ method }) => (method === 'DELETE' && ++asked === 1 ? 'lost' : null))
    await remove(id, name)
    await until(
      'it is settled',
      async () => {
        const [row] = await server.sql('select deleting from template where id = $1', [id])
        return row?.['deleting'] === false
      },
      15_000,
    )
    expect(held(providerId)).toBeUndefined()
    expect(await names()).toEqual([])
  })

  test('LIM-01, LIM-02: what the account holds and made within the hour, over all of its numbers', async () => {
    await make()
    await make({ language: 'en' })
    const other = await makeActiveChannel(server, { companyId: company.id })
    await server.sql(`update channel_connection set waba_id = 'waba-1' where channel_id = any($1)`, [
      [channel.id, other.id],
    ])
    await makeApprovedTemplate(server, { companyId: company.id, channel: other })
    expect(await limits()).toMatchObject({
      templates: 3,
      limit: 250,
      verifiedLimit: 6000,
      createdInLastHour: 3,
      hourLimit: 100,
    })
    await server.sql(
      `insert into template (company_id, id, channel_id, name, language, display_name, category, type, body, submitted_at, created_by)
       select company_id, gen_random_uuid(), channel_id, 'n' || n, 'es', 'N', 'UTILITY', 'TEXT', 'Hola ' || n, now(), created_by
       from template, generate_series(1, 97) n where channel_id = $1 and language = 'en'`,
      [channel.id],
    )
    const refused = await admin.call('POST', `/channels/${channel.id}/templates`, aForm())
    expect(refused.body).toMatchObject({ code: 'template_refused', errors: [{ rule: 'LIM-02' }] })
  })
})
