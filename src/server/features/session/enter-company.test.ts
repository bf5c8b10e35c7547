import { afterAll, beforeAll, expect, it } from 'vitest'
import { join, makeCompany, makeOperator, makePerson, makeUser } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ settings: { PLATFORM_NAME: 'Faro', APPROVAL_ESTIMATE_DAYS: '7-9' } })
})
afterAll(() => server.stop())

it('tells anyone the names of this installation', async () => {
  expect((await server.anonymous('GET', '/about')).body).toEqual({
    platformName: 'Faro',
    providerName: 'Securitec',
    sandbox: false,
    phonePageUrl: null,
    controlPageUrl: null,
    estimateDays: { from: 7, to: 9 },
  })
})

it('PE-3 one of several companies is active in the session, and another can be entered', async () => {
  const [one, two] = [await makeCompany(server), await makeCompany(server)]
  const person = await makePerson(server, { companyId: one.id, role: 'agent' })
  await join(server, { userId: person.userId, companyId: two.id, role: 'admin', agentMode: true })
  const before = (await person.call('GET', '/session')).body
  expect(before).toMatchObject({
    person: { id: person.userId, email: person.email, locale: 'es', twoFactor: false },
    isOperator: false,
    active: { id: one.id, role: 'agent', agentMode: false },
  })
  expect((await person.call('GET', '/people')).status).toBe(403)
  expect((await person.call('POST', '/session/company', { companyId: two.id })).status).toBe(200)
  const after = (await person.call('GET', '/session')).body
  expect(after.active).toMatchObject({ id: two.id, role: 'admin', agentMode: true, timeZone: 'America/Lima' })
  expect((await person.call('GET', '/people')).body).toMatchObject([{ userId: person.userId }])
})

it('PE-3 a company one does not belong to cannot be entered', async () => {
  const person = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
  const { id } = await makeCompany(server)
  expect((await person.call('POST', '/session/company', { companyId: id })).status).toBe(404)
})

it('somebody without a company has a session, and nothing else', async () => {
  const [person, operator] = [await makeUser(server, {}), await makeOperator(server)]
  expect((await person.call('GET', '/session')).body).toMatchObject({ companies: [], active: null, isOperator: false })
  expect((await operator.call('GET', '/session')).body).toMatchObject({ active: null, isOperator: true })
  expect((await person.call('GET', '/company')).status).toBe(403)
  expect((await server.anonymous('GET', '/session')).status).toBe(401)
})
