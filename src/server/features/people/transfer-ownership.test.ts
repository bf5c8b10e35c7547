import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCompany, makePerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function companyWithThree() {
  const company = await makeCompany(server)
  const owner = await makePerson(server, { companyId: company.id, role: 'owner' })
  const admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
  const roles = async () =>
    Object.fromEntries(
      (
        await server.sql<{ user_id: string; role: string }>('select * from member where company_id = $1', [company.id])
      ).map((m) => [m.user_id, m.role]),
    )
  return { company, owner, admin, agent, roles }
}

describe('PE-6 ownership', () => {
  it('goes to another active person; the former owner stays as admin', async () => {
    const { owner, agent, roles } = await companyWithThree()
    expect((await owner.call('POST', `/people/${agent.userId}/ownership`)).status).toBe(200)
    expect(await roles()).toMatchObject({ [owner.userId]: 'admin', [agent.userId]: 'owner' })
    const session = await agent.call('GET', '/session')
    expect(session.body.active).toMatchObject({ role: 'owner', agentMode: true })
  })

  it('two transfers at once leave exactly one owner', async () => {
    const { owner, admin, agent, roles } = await companyWithThree()
    const answers = await Promise.all(
      [admin, agent].map((heir) => owner.call('POST', `/people/${heir.userId}/ownership`)),
    )
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 403])
    expect(Object.values(await roles()).filter((role) => role === 'owner')).toHaveLength(1)
  })

  it('is the owner’s alone, and for active people of the company', async () => {
    const { company, owner, admin } = await companyWithThree()
    const gone = await makePerson(server, { companyId: company.id, role: 'admin', active: false })
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'admin' })
    expect((await admin.call('POST', `/people/${admin.userId}/ownership`)).status).toBe(403)
    expect((await owner.call('POST', `/people/${gone.userId}/ownership`)).status).toBe(404)
    expect((await owner.call('POST', `/people/${stranger.userId}/ownership`)).status).toBe(404)
  })
})
