import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeOperator } from '../../../../tests/support/people.ts'
import { tokenHashOf } from './invitation-link.ts'

let server: TestServer
let company: Company
let admin: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})
afterAll(() => server.stop())

const invite = (email: string, role = 'agent') =>
  admin.call('POST', '/invitations', { name: 'Nadia Torres', email, role })

describe('PE-2 invitations', () => {
  it('PE-2 gives a link for copying, keeps only the hash of its secret, and ends after 72 hours', async () => {
    const { status, body } = await invite('nadia@example.com')
    expect(status).toBe(200)
    const token = body.link.split('/').at(-1)
    expect(body.link).toBe(`${server.url}/invitacion/${token}`)
    const [row] = await server.sql('select * from invitation where id = $1', [body.id])
    expect(row!['token_hash']).toBe(tokenHashOf(token))
    expect(JSON.stringify(row)).not.toContain(token)
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(71.9 * 3_600_000)
    expect(Date.parse(body.expiresAt) - Date.now()).toBeLessThanOrEqual(72 * 3_600_000)
    const list = await admin.call('GET', '/invitations')
    expect(list.body).toContainEqual(
      expect.objectContaining({ id: body.id, email: 'nadia@example.com', role: 'agent' }),
    )
  })

  it('PE-2 says what a link is for', async () => {
    const { body } = await invite('bruno@example.com', 'admin')
    const token = body.link.split('/').at(-1)
    const opened = await server.anonymous('GET', `/invitation-links/${token}`)
    expect(opened.body).toEqual({
      companyName: company.name,
      name: 'Nadia Torres',
      email: 'bruno@example.com',
      role: 'admin',
      hasAccount: false,
    })
    expect((await server.anonymous('GET', '/invitation-links/nothing')).status).toBe(404)
  })

  it('PE-2 refuses a second one for the same address, also in other letters, until the first ran out', async () => {
    const first = await invite('carla@example.com')
    const again = await invite('Carla@Example.com')
    expect(again).toMatchObject({ status: 409, body: { code: 'invitation_open' } })
    await server.sql(`update invitation set expires_at = now() - interval '1 minute' where id = $1`, [first.body.id])
    expect((await admin.call('GET', '/invitations')).body).not.toContainEqual(
      expect.objectContaining({ id: first.body.id }),
    )
    expect((await invite('carla@example.com')).status).toBe(200)
  })

  it('PE-2 lets one of many at once win', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => invite('diego@example.com')))
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409])
  })

  it('refuses who belongs to the company already, deactivated or not', async () => {
    const gone = await makePerson(server, { companyId: company.id, role: 'agent', active: false })
    expect(await invite(gone.email)).toMatchObject({ status: 409, body: { code: 'already_member' } })
    expect(await invite(admin.email.toUpperCase())).toMatchObject({ status: 409, body: { code: 'already_member' } })
  })

  it('withdraws: the link is dead, and the address can be invited again', async () => {
    const { body } = await invite('eva@example.com')
    expect((await admin.call('DELETE', `/invitations/${body.id}`)).status).toBe(200)
    expect((await admin.call('DELETE', `/invitations/${body.id}`)).status).toBe(404)
    const token = body.link.split('/').at(-1)
    expect((await server.anonymous('GET', `/invitation-links/${token}`)).status).toBe(404)
    expect((await invite('eva@example.com')).status).toBe(200)
  })

  it('is for owners and admins, each in their own company', async () => {
    const { body } = await invite('fabio@example.com')
    const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
    const operator = await makeOperator(server)
    const elsewhere = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
    const form = { name: 'X', email: 'x@example.com', role: 'agent' }
    expect((await agent.call('POST', '/invitations', form)).status).toBe(403)
    expect((await operator.call('POST', '/invitations', form)).status).toBe(403)
    expect((await server.anonymous('POST', '/invitations', form)).status).toBe(401)
    expect((await elsewhere.call('DELETE', `/invitations/${body.id}`)).status).toBe(404)
    expect((await elsewhere.call('GET', '/invitations')).body).toEqual([])
  })

  it('leaves no owner to be made by invitation', async () => {
    expect(await invite('gina@example.com', 'owner')).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it('RE-2 stands in the audit', async () => {
    const { body } = await invite('hugo@example.com')
    const [row] = await server.sql('select * from audit where subject_id = $1', [body.id])
    expect(row).toMatchObject({ action: 'person.invite', actor_id: admin.userId, company_id: company.id })
    expect(row!['after']).toEqual({ email: 'hugo@example.com', name: 'Nadia Torres', role: 'agent' })
  })
})
