import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makePendingChannel } from '../../../../tests/support/channels.ts'
import {
  type Company,
  makeCompany,
  makeOperator,
  makePerson,
  type TestPerson,
} from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let operator: TestPerson

const form = {
  businessName: 'Panadería Santa Inés',
  legalName: 'Santa Inés S.A.C.',
  taxId: '20999999990',
  country: 'PE',
  address: null,
  website: null,
  email: 'hola@santaines.example',
  vertical: 'RESTAURANT',
  about: null,
  description: null,
  firstName: 'Elena',
  lastName: 'Rivas',
  personEmail: 'elena@santaines.example',
  personPhone: '900 000 777',
  position: null,
}

beforeAll(async () => {
  server = await startTestServer()
  operator = await makeOperator(server)
})
beforeEach(async () => {
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})
afterAll(() => server.stop())

const request = (given: object = {}) => admin.call('POST', '/channel-requests', { ...form, ...given })
const get = async (id: string) => (await admin.call('GET', `/channels/${id}`)).body
const faultsOf = async (given: object) => {
  const { status, body } = await request(given)
  expect(status).toBe(400)
  return body.errors.map(({ field }: { field: string }) => field)
}
const setState = (id: string, state: string, more = '') =>
  server.sql(`update channel_request set state = $2 ${more} where channel_id = $1`, [id, state])

describe('a request', () => {
  test('CH-2 CH-3 is kept in one writing, stands as Pendiente, and is told to the operators', async () => {
    const { status, body } = await request({
      businessName: '  Panadería   Santa Inés ',
      taxId: '20-99999999-0',
      description: 'Pan\u200B de   verdad\r\n\r\nDesde 1990\u202E',
      about: '   ',
    })
    expect(status).toBe(200)
    expect(await get(body.id)).toMatchObject({
      state: 'pending',
      identifier: null,
      requestState: 'sent',
      businessName: 'Panadería Santa Inés',
      request: {
        businessName: 'Panadería Santa Inés',
        taxId: '20999999990',
        personPhone: '+51900000777',
        description: 'Pan de verdad\n\nDesde 1990',
        about: null,
      },
      timeline: [{ kind: 'requested', actorName: admin.name }],
    })
    await until('the bell', async () => (await operator.call('GET', '/notifications')).body.unread > 0)
  })

  test('CH-2 PRO-01 PRO-05 PRO-06 everything wrong is said at once, each at its field, and nothing is left behind', async () => {
    const wrong = {
      about: '*hola*',
      website: 'example.com',
      vertical: 'SHOES',
      taxId: '20999999991',
      personPhone: '+511',
    }
    expect((await faultsOf(wrong)).toSorted()).toEqual(['about', 'personPhone', 'taxId', 'vertical', 'website'])
    expect((await admin.call('GET', '/channels')).body.items).toEqual([])
  })

  test.each([
    ['country', { country: 'ZZ' }],
    ['country', { country: 'pe' }],
    ['businessName', { businessName: '   ' }],
    ['businessName', { businessName: 'a'.repeat(121) }],
    ['businessName', { businessName: 7 }],
    ['legalName', { legalName: null }],
    ['legalName', { legalName: '\u200B' }],
    ['email', { email: 'hola@' }],
    ['email', { email: `${'a'.repeat(120)}@example.com` }],
    ['about', { about: 'a'.repeat(140) }],
    ['address', { address: 'a'.repeat(257) }],
    ['description', { description: ['una', 'lista'] }],
    ['website', { website: 'javascript:alert(1)' }],
    ['personPhone', { personPhone: '900 000 77' }],
    ['clientKey', { clientKey: 'una clave' }],
  ])('CH-2 %s is judged on the server: %j', async (field, given) => {
    expect(await faultsOf(given)).toContain(field)
  })

  test('CH-2 fields at their limits are taken', async () => {
    const texts = { about: 'a'.repeat(139), address: 'b'.repeat(256), description: 'c'.repeat(512) }
    const { status } = await request({
      ...texts,
      businessName: 'd'.repeat(120),
      website: `https://x.example/${'e'.repeat(238)}`,
    })
    expect(status).toBe(200)
  })

  test('CH-2 the display-name rules are hints: they refuse nothing', async () => {
    expect((await request({ businessName: 'VENTAS!!! 👟 WhatsApp' })).status).toBe(200)
  })

  test('CH-3 one wish sent many times at once is one channel', async () => {
    const clientKey = randomUUID()
    const answers = await Promise.all(Array.from({ length: 6 }, () => request({ clientKey })))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect((await admin.call('GET', '/channels')).body.items).toHaveLength(1)
    const events = await server.sql('select from channel_event where company_id = $1', [company.id])
    expect(events).toHaveLength(1)
    expect((await request({ clientKey: randomUUID() })).body.id).not.toBe(answers[0]!.body.id)
  })
})

describe('the bin of a pending channel', () => {
  test('CH-7 withdraws it: it leaves the list and stands under “Solicitudes anteriores” with its data', async () => {
    const { id } = (await request()).body
    expect((await admin.call('DELETE', `/channel-requests/${id}`)).status).toBe(200)
    expect((await admin.call('GET', '/channels')).body).toMatchObject({ items: [], total: 0, previous: 1 })
    expect((await admin.call('GET', `/channels/${id}`)).status).toBe(404)
    const previous = (await admin.call('GET', '/channel-requests')).body
    expect(previous).toMatchObject({ next: null, items: [{ id, state: 'withdrawn', reason: null }] })
    expect(previous.items[0].request).toEqual({ ...form, personPhone: '+51900000777' })
    const again = await admin.call('DELETE', `/channel-requests/${id}`)
    expect(again).toMatchObject({ status: 409, body: { code: 'request_state', data: { state: 'withdrawn' } } })
    expect(again.body.title).toContain('retirada')
  })

  test('CH-7 against an approval at the same moment one wins, and the other is told what is', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await makePendingChannel(server, { companyId: company.id })
      const [withdrawn, approved] = await Promise.all([
        admin.call('DELETE', `/channel-requests/${id}`),
        operator.call('POST', `/operator/requests/${id}/approve`, {}),
      ])
      expect([withdrawn.status, approved.status].toSorted((a, b) => a - b)).toEqual([200, 409])
      const [row] = await server.sql<{ state: string }>('select state from channel_request where channel_id = $1', [id])
      expect(row!.state).toBe(withdrawn.status === 200 ? 'withdrawn' : 'connecting')
      const loser = withdrawn.status === 409 ? withdrawn : approved
      expect(loser.body).toMatchObject({ code: 'request_state', data: { state: row!.state } })
    }
  })

  test('CH-7 another company’s request is not found, and one that is connecting or done is not withdrawn', async () => {
    const other = await makeCompany(server)
    const { id } = await makePendingChannel(server, { companyId: other.id })
    expect((await admin.call('DELETE', `/channel-requests/${id}`)).status).toBe(404)
    const own = await makePendingChannel(server, { companyId: company.id, requestState: 'connecting' })
    expect((await admin.call('DELETE', `/channel-requests/${own.id}`)).body.data).toEqual({ state: 'connecting' })
  })
})

describe('a correction', () => {
  test('CH-11 shows what the operator asks, and is edited and sent again into its old place', async () => {
    const { id } = (await request()).body
    await setState(id, 'correction', `, correction = 'El RUC es de otra empresa.'`)
    expect(await get(id)).toMatchObject({ requestState: 'correction', correction: 'El RUC es de otra empresa.' })
    expect((await admin.call('GET', `/channel-requests/${id}`)).body.reason).toBe('El RUC es de otra empresa.')
    const mended = { ...form, businessName: 'Santa Inés', taxId: '20123456786' }
    expect((await admin.call('PUT', `/channel-requests/${id}`, { ...mended, taxId: '1' })).status).toBe(400)
    expect((await admin.call('PUT', `/channel-requests/${id}`, mended)).status).toBe(200)
    const seen = await get(id)
    expect(seen).toMatchObject({
      requestState: 'sent',
      correction: null,
      businessName: 'Santa Inés',
      alias: 'Santa Inés',
    })
    expect(seen.timeline.map(({ kind }: { kind: string }) => kind)).toEqual(['requested', 'resent'])
    const [audit] = await server.sql<{ before: object }>(
      `select before, after from audit where subject_id = $1 and action = 'channel.resend'`,
      [id],
    )
    expect(audit).toMatchObject({ before: { taxId: '20999999990' }, after: { taxId: '20123456786' } })
    const twice = await admin.call('PUT', `/channel-requests/${id}`, mended)
    expect(twice).toMatchObject({ status: 409, body: { code: 'request_state', data: { state: 'sent' } } })
  })

  test.each(['sent', 'taken', 'connecting', 'done', 'declined', 'withdrawn'])(
    'CH-11 is the only case in which a request is edited: not when %s',
    async (state) => {
      const { id } = (await request()).body
      await setState(id, state)
      const answer = await admin.call('PUT', `/channel-requests/${id}`, form)
      expect(answer).toMatchObject({ status: 409, body: { data: { state } } })
    },
  )
})

test('CH-11 earlier requests come newest first, in pages, with the reason of a refusal', async () => {
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.push((await request({ businessName: `Tienda ${n}` })).body.id)
  await setState(ids[0]!, 'withdrawn')
  for (const id of ids.slice(1)) await setState(id, 'declined', `, decline_reason = 'No es tu marca.'`)
  const first = (await admin.call('GET', '/channel-requests?limit=2')).body
  expect(first.items.map((item: { id: string }) => item.id)).toEqual([ids[2], ids[1]])
  expect(first.items[0].reason).toBe('No es tu marca.')
  const rest = (await admin.call('GET', `/channel-requests?limit=2&cursor=${first.next}`)).body
  expect(rest).toMatchObject({ next: null, items: [{ id: ids[0], reason: null }] })
})
