import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer
let company: Company
let admin: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})
afterAll(() => server.stop())

const create = (name: string) => admin.call('POST', '/campaigns', { name })

describe('AS-4 campaigns', () => {
  it('AS-4 creates, lists and changes', async () => {
    const { status, body } = await create('Cobranzas')
    expect(status).toBe(200)
    expect((await admin.call('PATCH', `/campaigns/${body.id}`, { dispositionRequired: true })).status).toBe(200)
    expect((await admin.call('PATCH', `/campaigns/${body.id}`, { name: 'Cobranza' })).status).toBe(200)
    const list = (await admin.call('GET', '/campaigns')).body
    expect(list[0]).toMatchObject({ id: company.defaultCampaignId, isDefault: true })
    expect(list).toContainEqual({
      id: body.id,
      name: 'Cobranza',
      active: true,
      isDefault: false,
      dispositionRequired: true,
      dispositions: 0,
      queues: [],
    })
    const audit = await server.sql('select action from audit where subject_id = $1 order by id', [body.id])
    expect(audit).toEqual(['campaign.create', 'campaign.update', 'campaign.update'].map((action) => ({ action })))
  })

  it('AS-4 names differ by more than case and accents, also when made at once', async () => {
    await create('Atención')
    expect(await create('ATENCION')).toMatchObject({ status: 409, body: { code: 'name_taken' } })
    const { body } = await create('Otra')
    expect(await admin.call('PATCH', `/campaigns/${body.id}`, { name: ' atención ' })).toMatchObject({
      status: 409,
      body: { code: 'name_taken' },
    })
    const answers = await Promise.all(['Único', 'único', 'UNICO'].map(create))
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  })

  it('AS-4 another company has its own names, and finds nothing of this one', async () => {
    const owner = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
    const { body } = await create('Propia')
    expect((await owner.call('POST', '/campaigns', { name: 'Propia' })).status).toBe(200)
    expect((await owner.call('PATCH', `/campaigns/${body.id}`, { name: 'Ajena' })).status).toBe(404)
    const queue = { name: 'Cola', channelIds: [], agentIds: [] }
    expect((await owner.call('POST', `/campaigns/${body.id}/queues`, queue)).status).toBe(404)
  })

  it('agents neither see nor change them here', async () => {
    const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
    expect((await agent.call('GET', '/campaigns')).status).toBe(403)
    expect((await agent.call('POST', '/campaigns', { name: 'X' })).status).toBe(403)
  })
})
