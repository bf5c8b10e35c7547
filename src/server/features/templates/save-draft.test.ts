import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeActiveChannel, makePendingChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer
let company: Company
let rocio: TestPerson
let bruno: TestPerson
let channel: TestChannel

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  rocio = await makePerson(server, { companyId: company.id, role: 'owner', name: 'Rocío Vela' })
  bruno = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Bruno Salas' })
  channel = await makeActiveChannel(server, { companyId: company.id })
})
afterAll(() => server.stop())

const drafts = async (who: TestPerson) => (await who.call('GET', `/channels/${channel.id}/template-drafts`)).body
const create = async (content: object) =>
  (await rocio.call('POST', `/channels/${channel.id}/template-drafts`, { content })).body

test('TP-4: drafts are shared by admins and keep what was typed, however unfinished', async () => {
  const { id, version } = await create({ step: 2, name: 'Pedido Listo!', body: 'Hola {{1}' })
  expect(version).toBe(1)
  expect(await drafts(bruno)).toMatchObject([
    { id, version: 1, savedByName: 'Rocío Vela', content: { step: 2, name: 'Pedido Listo!', body: 'Hola {{1}' } },
  ])
  expect((await bruno.call('DELETE', `/template-drafts/${id}`)).status).toBe(200)
  expect(await drafts(rocio)).toEqual([])
  const [kept] = await server.sql(`select before from audit where subject_id = $1 and after is null`, [id])
  expect(kept).toMatchObject({ before: { content: { body: 'Hola {{1}' } } })
})

test('TP-4: who saves over a newer version is told who was faster, and nothing is lost', async () => {
  const { id } = await create({ step: 1, body: 'Uno' })
  const save = (who: TestPerson, version: number, body: string) =>
    who.call('PUT', `/template-drafts/${id}`, { version, content: { step: 1, body } })
  expect((await save(bruno, 1, 'De Bruno')).body).toEqual({ version: 2 })
  const late = await save(rocio, 1, 'De Rocío')
  expect(late).toMatchObject({ status: 409, body: { code: 'draft_changed', data: { by: 'Bruno Salas', version: 2 } } })
  expect(late.body.title).toContain('Bruno Salas')
  expect(await drafts(rocio)).toMatchObject([{ id, version: 2, content: { body: 'De Bruno' } }])

  const race = await Promise.all([save(rocio, 2, 'a'), save(bruno, 2, 'b')])
  expect(race.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('CH-7: a Pendiente channel takes no drafts, and another company sees none', async () => {
  const pending = await makePendingChannel(server, { companyId: company.id })
  const path = `/channels/${pending.id}/template-drafts`
  expect((await rocio.call('POST', path, { content: { step: 0 } })).body).toMatchObject({ code: 'channel_state' })
  const { id } = await create({ step: 0 })
  const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
  expect((await stranger.call('GET', `/channels/${channel.id}/template-drafts`)).status).toBe(404)
  expect((await stranger.call('PUT', `/template-drafts/${id}`, { version: 1, content: { step: 0 } })).status).toBe(404)
  expect((await stranger.call('DELETE', `/template-drafts/${id}`)).status).toBe(404)
})
