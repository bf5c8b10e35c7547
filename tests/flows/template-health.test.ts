import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { foldTemplateTally } from '../../src/server/features/templates/get-health.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { readsOf } from '../support/plans.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let agent: TestPerson
let channel: TestChannel
let queueId: string
let template: { id: string; name: string }
let n = 0

beforeAll(async () => {
  server = await startTestServer({ simulator: { readDelayMs: 20 } })
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  const place = { companyId: company.id, campaignId: company.defaultCampaignId }
  queueId = (await makeQueue(server, { ...place, channels: [channel.id] })).id
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
  template = await makeApprovedTemplate(server, {
    companyId: company.id,
    channel,
    replies: ['Sí, quiero', 'Ahora no'],
    assignedTo: [{ campaignId: company.defaultCampaignId }],
  })
})

const aPhone = () => `5190077${String(++n).padStart(4, '0')}`
async function send(phone = aPhone()): Promise<string> {
  const { body, status } = await agent.call('POST', '/workspace/sends', {
    clientKey: randomUUID(),
    campaignId: company.defaultCampaignId,
    queueId,
    templateId: template.id,
    to: { phone: `+${phone}` },
    values: {},
  })
  expect(status).toBe(200)
  return body.messageId
}
const health = async (days = 7) => (await admin.call('GET', `/templates/${template.id}/health?days=${days}`)).body
const statusOf = async (id: string) =>
  (await server.sql<{ status: number }>('select status from message where id = $1', [id]))[0]!.status
const reaches = (status: number, ...ids: string[]) =>
  until(`status ${status}`, async () => (await Promise.all(ids.map(statusOf))).every((is) => is === status), 12_000)
/** As the provider tells it, with the secret of its subscription. */
async function tell(messageId: string, type: string, destination: string): Promise<void> {
  const answer = await fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-score-secret': channel.hookSecret },
    body: JSON.stringify({
      appId: channel.appId,
      timestamp: Date.now(),
      version: 2,
      type: 'message-event',
      payload: { id: randomUUID(), gsId: messageId, type, destination, payload: {} },
    }),
  })
  expect(answer.status).toBe(200)
}
const fold = () => foldTemplateTally(server.system)()
/** The same, asked of the messages themselves. */
const counted = async () =>
  (
    await server.sql(
      `select count(*) filter (where external_id is not null)::int as sent, count(*) filter (where status >= 6)::int as delivered,
         count(*) filter (where status = 7)::int as read, count(*) filter (where status = 5)::int as failed
       from message where template_id = $1`,
      [template.id],
    )
  )[0]

test('health: sent, delivered, read, tapped, and failed by the reason told; folded or not it is the same', async () => {
  const [tapper, stopped, nobody] = [aPhone(), aPhone(), aPhone()]
  server.simulator.script([
    { on: 'webhook', do: 'failed', status: 'sent', customer: stopped, code: 131050 },
    { on: 'webhook', do: 'failed', status: 'sent', customer: nobody, code: 131026 },
  ])
  const good = await Promise.all([send(tapper), send(), send()])
  const [no, lost] = await Promise.all([send(stopped), send(nobody)])
  await reaches(7, ...good)
  await reaches(5, no, lost)
  const phone = phoneOf(server, tapper)
  await phone.tap('Sí, quiero')
  const figures = { sent: 5, delivered: 3, read: 3, failed: 2, taps: 1 }
  await until('the tap is counted', async () => (await health()).taps === 1)
  const before = await health()
  expect(before).toMatchObject({ ...figures, days: 7, timeZone: 'America/Lima' })
  expect(before.failures).toEqual([
    { code: '131026', count: 1 },
    { code: '131050', count: 1 },
  ])
  expect(before.byDay).toHaveLength(7)
  expect(before.byDay.at(-1)).toMatchObject(figures)
  await Promise.all([fold(), fold(), fold()])
  expect(await server.sql('select from template_tally where company_id = $1', [company.id])).toEqual([])
  expect(await health()).toEqual(before)

  // It arrived after all, as is told late; and what is told once more, or late, counts once.
  const [row] = await server.sql<{ external_id: string }>('select external_id from message where id = $1', [lost])
  for (const type of ['delivered', 'sent', 'delivered']) await tell(row!.external_id, type, nobody)
  await reaches(6, lost)
  await until('it is counted', async () => (await health()).delivered === 4)
  expect(await health()).toMatchObject({ sent: 5, delivered: 4, read: 3, failed: 1, taps: 1, ...(await counted()) })
  await fold()
  expect((await health()).failures).toEqual([
    { code: '131026', count: 1 },
    { code: '131050', count: 1 },
    { code: 'overtaken', count: -1 },
  ])
})

test('health: what may not leave any more has failed for a reason of ours, and was not sent', async () => {
  const sent = await send()
  await reaches(7, sent)
  expect((await admin.call('PATCH', `/templates/${template.id}`, { active: false })).status).toBe(200)
  const id = randomUUID()
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, template_id, params)
     select company_id, $2, channel_id, contact_id, interaction_id, 'out', kind, text, now(), 0, template_id, params
     from message where id = $1`,
    [sent, id],
  )
  await reaches(5, id)
  await until('it is counted', async () => (await health()).failed === 1)
  expect(await health()).toMatchObject({ sent: 1, failed: 1, failures: [{ code: 'template_not_sendable', count: 1 }] })
})

test('health: a day is one of the company, by its clock', async () => {
  const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago']
  for (const zone of zones) {
    await server.sql('update company set time_zone = $2 where id = $1', [company.id, zone])
    const before = (await health()).sent
    await reaches(7, await send())
    const { byDay, timeZone, sent } = await health()
    const [{ today } = { today: '' }] = await server.sql<{ today: string }>(
      'select (now() at time zone $1)::date::text as today',
      [zone],
    )
    expect({ timeZone, last: byDay.at(-1).day }).toEqual({ timeZone: zone, last: today })
    expect(sent).toBe(before + 1)
    // Where it is a day earlier, what was sent "tomorrow" is not shown yet.
    await server.sql('delete from template_tally where company_id = $1', [company.id])
    await server.sql('delete from template_day where company_id = $1', [company.id])
  }
})

test('health: nothing is lost or counted twice while it is folded in the midst of sending', async () => {
  let folding = true
  const folder = (async () => {
    while (folding) await fold()
  })()
  const ids = await Promise.all(Array.from({ length: 20 }, () => send()))
  await reaches(7, ...ids)
  folding = false
  await folder
  await fold()
  expect(await health()).toMatchObject({ sent: 20, delivered: 20, read: 20, failed: 0, ...(await counted()) })
})

test('health: five million sends are read as a row for each day and reason, and no message', async () => {
  await server.sql(
    `insert into template_day (company_id, template_id, day, code, sent, delivered, read, failed, taps)
     select $1, $2, current_date - n, c, 10000, 9000, 5000, case when c = '' then 0 else 10 end, 100
     from generate_series(0, 499) n, unnest(array['', '131026', '131049']) c`,
    [company.id, template.id],
  )
  await server.sql('analyze template_day')
  const planned = await readsOf(server, { companyId: company.id, about: 'template' }, () => health(90))
  const reads = planned.flatMap(({ reads: own }) => own)
  expect(reads.map(({ table }) => table)).not.toContain('message')
  for (const read of reads.filter(({ table }) => table === 'template_day')) {
    expect(read.index).toBe('template_day_pkey')
    expect(read.rows).toBeLessThanOrEqual(91 * 3)
  }
  expect(await health(90)).toMatchObject({ days: 90, byDay: expect.objectContaining({ length: 90 }) })
})

test('health: changes of quality are told with what was before; another company sees nothing', async () => {
  await server.sql(
    `insert into template_event (company_id, template_id, id, source, status, status_word, reason, raw)
     values ($1, $2, $3, 'webhook', 'approved', 'QUALITY_CHANGED', 'GREEN → YELLOW', 'YELLOW')`,
    [company.id, template.id, randomUUID()],
  )
  expect((await health()).quality).toMatchObject([{ from: 'GREEN', to: 'YELLOW' }])
  const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
  expect((await stranger.call('GET', `/templates/${template.id}/health`)).status).toBe(404)
  expect((await admin.call('GET', `/templates/${template.id}/health?days=8`)).status).toBe(400)
})
