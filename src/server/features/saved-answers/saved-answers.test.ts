import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let agent: TestPerson
let lima: string
let norte: string
let channelId: string
const ids = (rows: { shortcut: string }[]) => rows.map(({ shortcut }) => shortcut)

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  channelId = (await makeActiveChannel(server, { companyId: company.id })).id
  const place = { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channelId] }
  lima = (await makeQueue(server, { ...place, name: 'Lima' })).id
  norte = (await makeQueue(server, { ...place, name: 'Norte' })).id
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [lima] })
})

const form = (more: object = {}) => ({
  shortcut: 'gracias',
  title: 'Gracias',
  text: 'Gracias, {nombre}.',
  campaignId: null,
  queueIds: [],
  ...more,
})
const create = (more: object = {}, who = admin) => who.call('POST', '/saved-answers', form(more))
const inQueue = (...queueIds: string[]) => ({ campaignId: company.defaultCampaignId, queueIds })
async function usable(search = '', queueId: string | null = lima, who = agent) {
  const { id } = await makeTicket(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    queueId,
    channelId,
  })
  return who.call('GET', `/tickets/${id}/saved-answers?search=${encodeURIComponent(search)}`)
}

test('WS-5 agents are offered those of the company, of the campaign and of their queue, and of no other', async () => {
  const { id: ventas } = await makeCampaign(server, { companyId: company.id })
  await create({ shortcut: 'todos' })
  await create({ shortcut: 'campana', campaignId: company.defaultCampaignId })
  await create({ shortcut: 'lima', ...inQueue(lima) })
  await create({ shortcut: 'ambas', ...inQueue(lima, norte) })
  await create({ shortcut: 'norte', ...inQueue(norte) })
  await create({ shortcut: 'ventas', campaignId: ventas })
  expect(ids((await usable()).body)).toEqual(['ambas', 'campana', 'lima', 'todos'])
  expect((await usable('', norte)).status).toBe(404)
  expect(ids((await usable('', null, await agentModeAdmin())).body)).toEqual(['campana', 'todos'])
})

const agentModeAdmin = () => makePerson(server, { companyId: company.id, role: 'admin', agentMode: true })

test('WS-5 searching finds by shortcut first, then by words, whatever accents', async () => {
  await create({ shortcut: 'envio', title: 'Envío', text: 'Tu envío llega mañana.' })
  await create({ shortcut: 'envio-lima', title: 'Envío Lima', text: 'Llega hoy.' })
  await create({ shortcut: 'horario', title: 'Horario', text: 'Atendemos de 9 a 6. Envíos hasta las 4.' })
  await create({ shortcut: 'cien', title: '100 %', text: 'Todo al 100%_\\' })
  expect(ids((await usable('ENVIO')).body)).toEqual(['envio', 'envio-lima', 'horario'])
  expect(ids((await usable('100%_\\')).body)).toEqual(['cien'])
  const { body } = await admin.call('GET', '/saved-answers?search=manana')
  expect([ids(body.items), body.total]).toEqual([['envio'], 4])
})

test('WS-5 one shortcut means one thing in each place; elsewhere it may mean another, and the nearest comes first', async () => {
  expect((await create()).status).toBe(200)
  expect((await create({ title: 'Otra' })).body).toMatchObject({
    code: 'shortcut_taken',
    title: expect.stringContaining('toda la empresa'),
    errors: [{ field: 'shortcut' }],
  })
  expect((await create({ title: 'De Lima', ...inQueue(lima) })).status).toBe(200)
  expect((await create({ title: 'De ambas', ...inQueue(norte, lima) })).body.title).toContain('Lima')
  const { body } = await usable('gracias')
  expect(body.map(({ title }: { title: string }) => title)).toEqual(['De Lima', 'Gracias'])
})

test('WS-5 of many who take the same shortcut at once one gets it, and nothing is left of the others', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) => create({ title: `N ${at}`, ...inQueue(lima, norte) })),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200,
    ...Array.from({ length: 7 }, () => 409),
  ])
  expect((await admin.call('GET', '/saved-answers')).body.total).toBe(1)
})

test('WS-5 changed and deleted by admins alone, each in the audit; what is changed keeps its shortcut or takes a free one', async () => {
  const { id } = (await create()).body
  await create({ shortcut: 'saludo' })
  expect(
    (await admin.call('PUT', `/saved-answers/${id}`, form({ title: 'Muchas gracias', ...inQueue(lima) }))).status,
  ).toBe(200)
  expect((await admin.call('PUT', `/saved-answers/${id}`, form({ shortcut: 'saludo' }))).body.code).toBe(
    'shortcut_taken',
  )
  const [row] = (await admin.call('GET', `/saved-answers?scope=${company.defaultCampaignId}`)).body.items
  expect(row).toMatchObject({ id, title: 'Muchas gracias', queues: [{ id: lima, name: 'Lima' }], placeless: false })
  expect((await agent.call('DELETE', `/saved-answers/${id}`)).status).toBe(403)
  expect((await create({}, agent)).status).toBe(403)
  expect((await admin.call('DELETE', `/saved-answers/${id}`)).status).toBe(200)
  expect((await admin.call('DELETE', `/saved-answers/${id}`)).status).toBe(404)
  const audit = await server.sql<{ action: string }>(
    `select action from audit where company_id = $1 and action like 'saved_answer.%' order by id`,
    [company.id],
  )
  expect(audit.map(({ action }) => action)).toEqual([
    'saved_answer.create',
    'saved_answer.create',
    'saved_answer.update',
    'saved_answer.delete',
  ])
})

test('WS-5 what is not well formed, or names what is not ours or gone, is refused by field', async () => {
  for (const [more, field] of [
    [{ shortcut: 'con espacio' }, 'shortcut'],
    [{ shortcut: 'ñandú' }, 'shortcut'],
    [{ title: ' ' }, 'title'],
    [{ text: 'a'.repeat(4097) }, 'text'],
    [{ queueIds: [lima] }, 'campaignId'],
  ] as const) {
    const { body } = await create(more)
    expect([body.code, body.errors?.[0]?.field]).toEqual(['invalid', field])
  }
  const other = await makeCompany(server)
  const { id: foreign } = await makeQueue(server, { companyId: other.id, campaignId: other.defaultCampaignId })
  expect((await create(inQueue(foreign))).status).toBe(404)
  expect((await create({ campaignId: other.defaultCampaignId })).status).toBe(404)
})

test('WS-5 pages go on where the last one ended', async () => {
  await server.sql(
    `with a as (insert into saved_answer (company_id, id, shortcut, title, text, created_by)
       select $1, gen_random_uuid(), 'a' || n, 'A', 'Hola', $2 from generate_series(1, 130) n returning *)
     insert into saved_answer_place (company_id, answer_id, shortcut) select company_id, id, shortcut from a`,
    [company.id, admin.userId],
  )
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { body } = await admin.call(
      'GET',
      `/saved-answers?limit=50${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    seen.push(...ids(body.items))
    cursor = body.next
  }
  expect([seen.length, new Set(seen).size]).toEqual([130, 130])
})
