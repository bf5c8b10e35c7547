import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer
let company: Company
let admin: TestPerson
const password = 'tres gatos en la azotea'

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server, { name: 'Bodegas del Pacífico' })
  admin = await makePerson(server, { companyId: company.id, role: 'owner' })
})
afterAll(() => server.stop())

async function invited(email: string, by = admin): Promise<string> {
  const { body } = await by.call('POST', '/invitations', { name: 'Marta Ruiz', email, role: 'agent' })
  return body.link.split('/').at(-1)
}
const accept = (token: string, more: object = {}) =>
  server.anonymous('POST', `/invitation-links/${token}`, { name: 'Marta Ruiz', password, ...more })
const signIn = (email: string, given = password) =>
  server.anonymous('POST', '/auth/sign-in/email', { email, password: given })
const membersOf = (email: string) =>
  server.sql('select m.* from member m join auth."user" u on u.id = m.user_id where u.email = $1', [email])

describe('accepting an invitation', () => {
  it('PE-2 makes the account and the member; signing in works', async () => {
    expect(await accept(await invited('Marta@example.com'))).toMatchObject({
      status: 200,
      body: { email: 'marta@example.com' },
    })
    expect((await signIn('marta@example.com')).status).toBe(200)
    expect(await membersOf('marta@example.com')).toMatchObject([
      { role: 'agent', active: true, company_id: company.id },
    ])
    const people = await admin.call('GET', '/people')
    expect(people.body).toContainEqual(expect.objectContaining({ name: 'Marta Ruiz', email: 'marta@example.com' }))
  })

  it('PE-2 works once', async () => {
    const token = await invited('once@example.com')
    expect((await accept(token)).status).toBe(200)
    expect(await accept(token)).toMatchObject({ status: 409, body: { code: 'invitation_used' } })
    expect(await server.anonymous('GET', `/invitation-links/${token}`)).toMatchObject({ status: 409 })
  })

  it('PE-2 works once also when used by many at the same moment', async () => {
    const token = await invited('race@example.com')
    const answers = await Promise.all(Array.from({ length: 4 }, () => accept(token)))
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
    expect(answers.filter((a) => a.status === 409).every((a) => a.body.code === 'invitation_used')).toBe(true)
    expect(await membersOf('race@example.com')).toHaveLength(1)
  })

  it('PE-2 ends after 72 hours', async () => {
    const token = await invited('late@example.com')
    await server.sql(`update invitation set expires_at = now() where email = 'late@example.com'`)
    expect(await accept(token)).toMatchObject({ status: 409, body: { code: 'invitation_used' } })
    expect(await membersOf('late@example.com')).toEqual([])
  })

  it('PE-3 adds a company to an account that exists, by its own password', async () => {
    const other = await makeCompany(server)
    const known = await makePerson(server, { companyId: other.id, role: 'agent', password: 'la misma de siempre' })
    const token = await invited(known.email)
    expect((await server.anonymous('GET', `/invitation-links/${token}`)).body.hasAccount).toBe(true)
    expect(await accept(token)).toMatchObject({ status: 409, body: { code: 'wrong_password' } })
    expect((await accept(token, { password: 'la misma de siempre' })).status).toBe(200)
    const session = await known.call('GET', '/session')
    expect(session.body.companies.map((c: { id: string }) => c.id).toSorted()).toEqual(
      [company.id, other.id].toSorted(),
    )
    expect(session.body.active.id).toBe(other.id)
  })

  it('PE-3 two companies can invite one new address at once', async () => {
    const other = await makeCompany(server)
    const second = await makePerson(server, { companyId: other.id, role: 'owner' })
    const tokens = [await invited('both@example.com'), await invited('both@example.com', second)]
    const answers = await Promise.all(tokens.map((token) => accept(token)))
    expect(answers.map((a) => a.status)).toEqual([200, 200])
    expect(await membersOf('both@example.com')).toHaveLength(2)
  })

  it('PE-5 slows down who guesses the password of an account by inviting it', async () => {
    const other = await makeCompany(server)
    const known = await makePerson(server, { companyId: other.id, role: 'agent', password: 'nadie la adivina' })
    const token = await invited(known.email)
    for (let tries = 0; tries < 5; tries++) expect((await accept(token)).status).toBe(409)
    expect(await accept(token, { password: 'nadie la adivina' })).toMatchObject({
      status: 429,
      body: { code: 'too_many' },
    })
  })

  it.each([['corta'], ['password2024'], ['Marta.Ruiz.1'], ['Pacífico2025'], ['aaaaaaaaaaaa']])(
    'PE-5 refuses %s as a new password, and the link still works',
    async (weak) => {
      const token = await invited(`weak-${weak.length}-${weak.charCodeAt(0)}@example.com`)
      expect((await accept(token, { password: weak })).status).toBe(400)
      expect((await accept(token)).status).toBe(200)
    },
  )
})
