import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCompany, makeOperator, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer
let operator: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  operator = await makeOperator(server)
})
afterAll(() => server.stop())

const form = { name: 'Panadería Sol de Mayo', ownerName: 'Inés Vega', ownerEmail: 'Ines@example.com' }

describe('PE-1 the operator creates companies', () => {
  it('PE-1, AS-4 makes the company, its default campaign and the invitation of its owner', async () => {
    const { status, body } = await operator.call('POST', '/operator/companies', form)
    expect(status).toBe(200)
    const token = body.invitationLink.split('/').at(-1)
    const accepted = await server.anonymous('POST', `/invitation-links/${token}`, {
      name: 'Inés Vega',
      password: 'masa madre con paciencia',
    })
    expect(accepted.status).toBe(200)
    expect(await server.sql('select role from member where company_id = $1', [body.id])).toEqual([{ role: 'owner' }])
    expect(await server.sql('select name, is_default from campaign where company_id = $1', [body.id])).toEqual([
      { name: 'General', is_default: true },
    ])
    const [row] = await server.sql('select * from company where id = $1', [body.id])
    expect(row).toMatchObject({ name: form.name, country: 'PE', time_zone: 'America/Lima' })
    const audit = await server.sql<{ action: string }>('select action from audit where company_id = $1', [body.id])
    expect(audit.map((a) => a.action).toSorted()).toEqual(
      ['campaign.create', 'company.create', 'person.invite', 'person.join'].toSorted(),
    )
  })

  it('PE-1 lists them with the address of the owner, invited or there', async () => {
    const { body } = await operator.call('POST', '/operator/companies', {
      ...form,
      name: 'Ábaco',
      ownerEmail: 'abaco@example.com',
    })
    const company = await makeCompany(server, { name: 'Zapatería Norte' })
    const owner = await makePerson(server, { companyId: company.id, role: 'owner' })
    await makePerson(server, { companyId: company.id, role: 'agent', active: false })
    const list = (await operator.call('GET', '/operator/companies')).body.items
    const named = (name: string) => list.find((each: { name: string }) => each.name === name)
    expect(named('Ábaco')).toMatchObject({
      id: body.id,
      name: 'Ábaco',
      people: 0,
      channels: 0,
      ownerEmail: null,
      invitation: { email: 'abaco@example.com', expired: false },
    })
    expect(named('Zapatería Norte')).toMatchObject({
      id: company.id,
      people: 1,
      ownerEmail: owner.email,
      invitation: null,
    })
  })

  it('PE-1 is for operators alone', async () => {
    const owner = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
    expect((await owner.call('POST', '/operator/companies', form)).status).toBe(403)
    expect((await owner.call('GET', '/operator/companies')).status).toBe(403)
    expect((await server.anonymous('GET', '/operator/companies')).status).toBe(401)
  })

  it('refuses a country and a time zone that do not exist, and leaves nothing behind', async () => {
    const answer = await operator.call('POST', '/operator/companies', {
      ...form,
      name: 'Nowhere',
      country: 'QQ',
      timeZone: 'America/Atlantis',
    })
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map((e: { field: string }) => e.field)).toEqual(['country', 'timeZone'])
    expect(await server.sql(`select from company where name = 'Nowhere'`)).toEqual([])
  })
})
