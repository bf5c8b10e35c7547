import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, makePendingChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { jpeg } from '../../../../tests/support/media-files.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { uploadAs } from '../../../../tests/support/upload.ts'
import { until } from '../../../../tests/support/until.ts'
import { tidyFiles } from '../files/tidy-files.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel

const data = {
  alias: 'Ventas',
  legalName: 'Tienda Andina S.A.C.',
  taxId: '20123456786',
  country: 'PE',
  address: 'Av. Los Pinos 123, Lima',
  website: 'https://andina.example',
  website2: 'https://tienda.andina.example',
  email: 'hola@andina.example',
  vertical: 'APPAREL',
  about: 'Ropa de los Andes',
  description: 'Tejemos desde 1990.',
  firstName: 'Rosa',
  lastName: 'Campos',
  personEmail: 'rosa@andina.example',
  personPhone: '+51900000778',
  position: 'Gerente',
}

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  server.simulator.settings.faults = {}
  server.simulator.settings.refuseProfile = []
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Elena Rivas' })
  channel = await makeActiveChannel(server, { companyId: company.id, businessName: 'Tienda Andina' })
})
afterAll(() => server.stop())

const get = async () => (await admin.call('GET', `/channels/${channel.id}`)).body
const save = (given: object = {}, who = admin, id = channel.id) =>
  who.call('PUT', `/channels/${id}`, { version: 1, ...data, ...given })
const app = () => server.simulator.books.apps.get(channel.appId)!
const profile = async () =>
  Object.fromEntries((await get()).profile.map((f: { field: string; state: string }) => [f.field, f.state]))
const settled = () => until('all is settled', async () => !Object.values(await profile()).includes('pending'))

describe('editing a channel', () => {
  test('CH-10 changes the data of company and person; the profile travels by job and ends as confirmed', async () => {
    server.simulator.settings.faults = { api: { other: { serverError: 1 } } }
    expect(await save()).toMatchObject({ status: 200, body: { version: 2 } })
    const { alias, website2, ...request } = data
    expect(await get()).toMatchObject({ businessName: 'Tienda Andina', alias, website2, version: 2, request })
    const all = { about: '', address: '', description: '', email: '', vertical: '', websites: '' }
    const inState = (state: string) => Object.fromEntries(Object.keys(all).map((field) => [field, state]))
    expect(await profile()).toEqual(inState('pending'))
    server.simulator.settings.faults = {}
    await settled()
    expect(await profile()).toEqual(inState('confirmed'))
    expect(app()).toMatchObject({
      about: data.about,
      profile: {
        addLine1: data.address,
        desc: data.description,
        profileEmail: data.email,
        vertical: 'APPAREL',
        website1: data.website,
        website2: data.website2,
      },
    })
    const kinds = (await get()).timeline.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(['edited', 'profile_confirmed', 'profile_confirmed'])
  })

  test('CH-10 only what changed travels, and data that customers do not see travel nowhere', async () => {
    await save()
    await settled()
    const calls = async () =>
      (await server.sql(`select from provider_exchange where channel_id = $1 and method = 'PUT'`, [channel.id])).length
    await until('both calls are noted', async () => (await calls()) === 2)
    const { changedAt } = (await get()).profile[0]
    expect((await save({ version: 2, firstName: 'Iris' })).body).toEqual({ version: 3 })
    expect((await save({ version: 3, firstName: 'Iris' })).body).toEqual({ version: 3 })
    expect((await get()).profile[0].changedAt).toBe(changedAt)
    await save({ version: 3, firstName: 'Iris', address: null })
    await until(
      'the address',
      async () => (await profile())['address'] === 'confirmed' && app().profile['addLine1'] === '',
    )
    await until('one call more', async () => (await calls()) === 3)
    const [audit] = await server.sql(
      `select before, after from audit where subject_id = $1 and action = 'channel.edit' order by id desc limit 1`,
      [channel.id],
    )
    expect(audit).toEqual({ before: { address: data.address }, after: { address: null } })
  })

  test('CH-10 a field that WhatsApp refuses ends as refused with the reason, the others as confirmed; saving again tries again', async () => {
    server.simulator.settings.refuseProfile = ['profileEmail', 'about']
    await save()
    await settled()
    expect(await profile()).toMatchObject({
      email: 'refused',
      about: 'refused',
      address: 'confirmed',
      websites: 'confirmed',
    })
    const refused = (await get()).profile.find((f: { field: string }) => f.field === 'email')
    expect(refused.reason).toContain('400')
    server.simulator.settings.refuseProfile = []
    expect((await save({ version: 2 })).body).toEqual({ version: 3 })
    await settled()
    expect(await profile()).toMatchObject({ email: 'confirmed', about: 'confirmed' })
  })

  test('CH-10 the business name cannot be changed, and what is wrong is said at its field', async () => {
    expect((await save({ businessName: 'Tienda Andina' })).status).toBe(200)
    const named = await save({ version: 2, businessName: 'Otra Tienda' })
    expect(named).toMatchObject({ status: 400, body: { errors: [{ field: 'businessName', rule: 'CH-10' }] } })
    const wrong = await save({ version: 2, website: null, website2: 'ftp://x', taxId: '2', about: null })
    expect(wrong.body.errors.map((e: { field: string }) => e.field).toSorted()).toEqual(['taxId', 'website2'])
    const empty = await save({ version: 2, about: null })
    expect(empty).toMatchObject({ status: 400, body: { errors: [{ field: 'about', rule: 'PRO-01' }] } })
    for (const bad of [
      { version: 0 },
      { version: 'uno' },
      { alias: ' ' },
      { alias: 'a'.repeat(81) },
      { vertical: null },
    ])
      expect((await save({ version: 2, ...bad })).status, JSON.stringify(bad)).toBe(400)
  })

  test('CH-10 of two people at once one is told who was faster, and nothing of theirs is overwritten', async () => {
    const other = await makePerson(server, { companyId: company.id, role: 'owner', name: 'Bruno Paz' })
    const answers = await Promise.all([save({ alias: 'De Elena' }), save({ alias: 'De Bruno' }, other)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const [winner, loser] = answers[0].status === 200 ? ['Elena', answers[1]] : ['Bruno', answers[0]]
    expect(loser.body).toMatchObject({ code: 'channel_changed', data: { version: 2 } })
    expect(loser.body.title).toContain(winner)
    expect((await get()).alias).toBe(`De ${winner}`)
  })

  test('CH-10 CH-7 a pending one is not edited, one that is off is; another company’s is not found', async () => {
    const pending = await makePendingChannel(server, { companyId: company.id })
    expect(await save({}, admin, pending.id)).toMatchObject({ status: 409, body: { data: { state: 'pending' } } })
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
    expect((await save({}, stranger)).status).toBe(404)
    const { body: shown } = await admin.call('GET', `/channels/${channel.id}/switch-off`)
    await admin.call('POST', `/channels/${channel.id}/switch-off`, { shown })
    expect((await save()).status).toBe(200)
    await settled()
    expect(app().about).toBe(data.about)
  })
})

const bring = async (who = admin) =>
  (await uploadAs(server, who, jpeg({ width: 640, height: 640 }), { type: 'IMAGE', name: 'foto.jpg' })).body[
    'id'
  ] as string

describe('the photo of the profile', () => {
  test('CH-10 travels like the rest, is kept as long as it is in use, and is taken away', async () => {
    const photoFileId = await bring()
    expect((await save({ photoFileId })).status).toBe(200)
    await settled()
    expect(await profile()).toMatchObject({ photo: 'confirmed' })
    expect((await get()).photoFileId).toBe(photoFileId)
    const { photoMediaId } = app()
    expect(server.simulator.books.media.get(photoMediaId!)).toMatchObject({ contentType: 'image/jpeg' })
    // Left out, it stays; the tidying lets it be.
    expect((await save({ version: 2 })).body).toEqual({ version: 2 })
    await server.sql(`update file set used_at = now() - interval '2 days' where id = $1`, [photoFileId])
    await tidyFiles(server.system)
    expect(await server.sql('select from file where id = $1', [photoFileId])).toHaveLength(1)
    expect((await save({ version: 2, photoFileId: null })).status).toBe(200)
    await until('it is gone at WhatsApp', () => app().photoMediaId === undefined)
    await tidyFiles(server.system)
    expect(await server.sql('select from file where id = $1', [photoFileId])).toEqual([])
  })

  test('CH-10 refused by WhatsApp it says so; another company’s file is not found', async () => {
    server.simulator.settings.refuseProfile = ['photo']
    await save({ photoFileId: await bring() })
    await settled()
    expect(await profile()).toMatchObject({ photo: 'refused', about: 'confirmed' })
    const other = await makeCompany(server)
    const stranger = await makePerson(server, { companyId: other.id, role: 'admin' })
    expect((await save({ version: 2, photoFileId: await bring(stranger) })).status).toBe(404)
    expect((await save({ version: 2, photoFileId: 'x' })).status).toBe(400)
  })
})
