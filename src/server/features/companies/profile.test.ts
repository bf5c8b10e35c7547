import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeCompany, makePerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const profile = {
  name: 'Librería Faro',
  legalName: 'Librería Faro S.A.C.',
  taxId: '20999999992',
  country: 'PE',
  address: 'Calle Inventada 123, Lima',
  website: 'https://faro.example.com',
  email: 'hola@faro.example.com',
  timeZone: 'America/Bogota',
}

it('an admin changes the profile, an agent reads it, and both versions stand in the audit', async () => {
  const company = await makeCompany(server, { name: 'Faro' })
  const admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
  expect((await admin.call('PUT', '/company', profile)).status).toBe(200)
  expect((await agent.call('GET', '/company')).body).toEqual(profile)
  expect((await agent.call('PUT', '/company', profile)).status).toBe(403)
  const [row] = await server.sql('select before, after from audit where company_id = $1', [company.id])
  expect(row).toMatchObject({ before: { name: 'Faro', taxId: null }, after: profile })
})

it('each company has its own', async () => {
  const [one, two] = [await makeCompany(server), await makeCompany(server)]
  const owner = await makePerson(server, { companyId: one.id, role: 'owner' })
  const other = await makePerson(server, { companyId: two.id, role: 'owner' })
  await owner.call('PUT', '/company', profile)
  expect((await other.call('GET', '/company')).body.name).toBe(two.name)
})

it('an unknown time zone is refused by its field', async () => {
  const owner = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
  const answer = await owner.call('PUT', '/company', { ...profile, timeZone: 'Lima' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ field: 'timeZone' }] } })
})
