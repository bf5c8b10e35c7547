import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import type { Assignment } from '../../../rules/assignment.ts'

let server: TestServer
let company: Company
let [ada, bruno]: TestPerson[] = []
let channel: TestChannel
let campaign: { id: string; name: string }
let norte: Assignment
let sur: Assignment
let template: { id: string }

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  ada = await makePerson(server, { companyId: company.id, role: 'admin' })
  bruno = await makePerson(server, { companyId: company.id, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId: company.id })
})
afterAll(() => server.stop())
beforeEach(async () => {
  campaign = await makeCampaign(server, { companyId: company.id })
  const at = { companyId: company.id, campaignId: campaign.id }
  norte = { campaignId: campaign.id, queueId: (await makeQueue(server, at)).id }
  sur = { campaignId: campaign.id, queueId: (await makeQueue(server, at)).id }
  template = await makeApprovedTemplate(server, { companyId: company.id, channel })
})

const save = (who: TestPerson | undefined, assignments: Assignment[], seen?: Assignment[]) =>
  who!.call('PUT', `/templates/${template.id}/assignments`, { assignments, ...(seen && { seen }) })
const assigned = async () =>
  (await ada!.call('GET', `/templates/${template.id}/assignments`)).body as unknown as Assignment[]

test('AS-1 two admins at once: one has it, the other is told what stands now and nothing of it is lost', async () => {
  for (let round = 0; round < 5; round++) {
    await save(ada, [])
    const answers = await Promise.all([save(ada, [norte], []), save(bruno, [sur], [])])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const stands = answers[0].status === 200 ? [norte] : [sur]
    expect(await assigned()).toEqual(stands)
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
      code: 'assignments_changed',
      data: { assignments: stands },
    })
  }
})

test('AS-1 what was seen may come in any order; the same saved twice is no conflict', async () => {
  await save(ada, [norte, sur])
  expect((await save(bruno, [norte], [sur, norte])).status).toBe(200)
  expect((await save(bruno, [norte], [norte])).status).toBe(200)
  expect(await assigned()).toEqual([norte])
})

test('AS-1 of a caller that does not say what it saw, the last to save has it whole', async () => {
  await Promise.all([save(ada, [norte]), save(bruno, [sur])])
  expect([[norte], [sur]]).toContainEqual(await assigned())
})

test('AS-1, AS-4 assigning while the campaign is deleted: refused or taken along, never left behind', async () => {
  for (let round = 0; round < 5; round++) {
    const { id, name } = await makeCampaign(server, { companyId: company.id })
    const { body: shown } = await ada!.call('GET', `/campaigns/${id}/switch-off`)
    const [answer, gone] = await Promise.all([
      save(bruno, [{ campaignId: id, queueId: null }]),
      ada!.call('POST', `/campaigns/${id}/deletion`, { name, shown: { ...shown, templates: 1 } }),
    ])
    expect(gone.status, JSON.stringify(gone.body)).toBe(200)
    expect([200, 404]).toContain(answer.status)
    expect(await server.sql('select 1 from template_assignment where campaign_id = $1', [id])).toEqual([])
  }
})
