import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { newId } from '../../database/id.ts'
import { getSendable, listSendable } from './sendable-templates.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let campaign: { id: string }
let queue: { id: string }
let sibling: { id: string }
let template: { id: string; name: string; providerId: string }

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})
afterAll(() => server.stop())
beforeEach(async () => {
  channel = await makeActiveChannel(server, { companyId: company.id })
  campaign = await makeCampaign(server, { companyId: company.id })
  queue = await makeQueue(server, { companyId: company.id, campaignId: campaign.id })
  sibling = await makeQueue(server, { companyId: company.id, campaignId: campaign.id })
  template = await makeApprovedTemplate(server, { companyId: company.id, channel, body: 'Hola, hay libros nuevos.' })
})

const assign = (assignments: { campaignId: string; queueId: string | null }[]) =>
  admin.call('PUT', `/templates/${template.id}/assignments`, { assignments })
const assigned = async () => (await admin.call('GET', `/templates/${template.id}/assignments`)).body
const inQueue = (queueId: string) => ({ companyId: company.id, campaignId: campaign.id, queueId })
const listed = async (queueId = queue.id, search?: string) =>
  (await server.system.db.inTenant(company.id, (tx) => listSendable(tx, { ...inQueue(queueId), search }))).map(
    (t) => t.id,
  )
const got = (templateId = template.id) =>
  server.system.db.inTenant(company.id, (tx) => getSendable(tx, { ...inQueue(queue.id), templateId }))
const change = (text: string) => server.sql(`update ${text}`, [template.id])

describe('assignments', () => {
  test('AS-1: the set is exactly what was saved; a campaign’s tick covers its queues, later ones too', async () => {
    await assign([{ campaignId: campaign.id, queueId: queue.id }])
    expect(await assigned()).toEqual([{ campaignId: campaign.id, queueId: queue.id }])
    expect([await listed(queue.id), await listed(sibling.id)]).toEqual([[template.id], []])

    const whole = { campaignId: campaign.id, queueId: null }
    await assign([whole, whole, { campaignId: campaign.id, queueId: queue.id }])
    expect(await assigned()).toEqual([whole])
    const later = await makeQueue(server, { companyId: company.id, campaignId: campaign.id })
    expect([await listed(queue.id), await listed(later.id)]).toEqual([[template.id], [template.id]])

    await assign([])
    expect(await assigned()).toEqual([])
    const audit = await server.sql(`select after from audit where subject_id = $1 and action = 'template.assign'`, [
      template.id,
    ])
    expect(audit).toHaveLength(3)
  })

  test('AS-1: campaigns and queues of another company, and queues of another campaign, are not found', async () => {
    const other = await makeCompany(server)
    expect((await assign([{ campaignId: other.defaultCampaignId, queueId: null }])).status).toBe(404)
    expect((await assign([{ campaignId: company.defaultCampaignId, queueId: queue.id }])).status).toBe(404)
    expect((await assign([{ campaignId: campaign.id, queueId: newId() }])).status).toBe(404)
    expect(await assigned()).toEqual([])
  })
})

describe('what the Workspace may send', () => {
  test('AS-2: a template assigned to nothing is never listed', async () => {
    expect(await listed()).toEqual([])
    await expect(got()).rejects.toMatchObject({ code: 'template_not_assigned' })
  })

  test('WS-1: listed with everything the form asks for, found by text', async () => {
    await assign([{ campaignId: campaign.id, queueId: null }])
    expect([await listed(queue.id, 'LIBROS nuevos'), await listed(queue.id, 'otra cosa')]).toEqual([[template.id], []])
    expect(await got()).toMatchObject({
      id: template.id,
      channelId: channel.id,
      identifier: channel.identifier,
      providerId: template.providerId,
      body: 'Hola, hay libros nuevos.',
    })
  })

  test.each([
    `template set status_word = 'PAUSED' where id = $1`,
    `template set status_word = 'LOCKED' where id = $1`,
    `template set status = 'rejected', status_word = 'REJECTED' where id = $1`,
    `template set status = 'pending', status_word = 'PENDING' where id = $1`,
    `template set active = false where id = $1`,
    `channel set enabled = false where id = (select channel_id from template where id = $1)`,
  ])('TP-3: not sendable: %s', async (text) => {
    await assign([{ campaignId: campaign.id, queueId: null }])
    await change(text)
    expect(await listed()).toEqual([])
    await expect(got()).rejects.toMatchObject({ code: 'template_not_sendable' })
  })

  test.each(['FLAGGED', 'REINSTATED'])('TP-3: %s is sendable', async (word) => {
    await assign([{ campaignId: campaign.id, queueId: queue.id }])
    await change(`template set status_word = '${word}' where id = $1`)
    expect(await listed()).toEqual([template.id])
  })

  test('CH-5: an interrupted channel sends nothing until the interruption closes', async () => {
    await assign([{ campaignId: campaign.id, queueId: null }])
    await server.sql(
      `insert into channel_interruption (company_id, channel_id, id, cause) values ($1, $2, $3, 'restricted')`,
      [company.id, channel.id, newId()],
    )
    await expect(got()).rejects.toMatchObject({ code: 'template_not_sendable' })
    await server.sql('update channel_interruption set closed_at = now() where channel_id = $1', [channel.id])
    expect(await listed()).toEqual([template.id])
  })

  test('AS-3: a queue that is off hides it; a deleted channel and another company make it unknown', async () => {
    await assign([{ campaignId: campaign.id, queueId: null }])
    await server.sql('update queue set active = false where id = $1', [queue.id])
    expect([await listed(queue.id), await listed(sibling.id)]).toEqual([[], [template.id]])
    await expect(got()).rejects.toMatchObject({ code: 'template_not_assigned' })
    await expect(got(newId())).rejects.toMatchObject({ code: 'not_found' })
    await server.sql('update channel set deleted_at = now() where id = $1', [channel.id])
    await expect(got()).rejects.toMatchObject({ code: 'not_found' })
    expect(await listed(sibling.id)).toEqual([])
  })
})
