import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate } from '../../../../tests/support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { phoneOf } from '../../../../tests/support/phone.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { allHandled } from '../../../../tests/support/webhooks.ts'
import { newId } from '../../database/id.ts'
import { bundleOf, unbundle } from '../../pipeline/inbound/archive.ts'
import { continueErasure, resumeErasures } from './erase.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const NAME = 'Zoraida Quispe'
const PHONE = '51900654321'
const SECRET = 'mi clave es caramelo'

/** Everything that the database holds, as text: also what is compressed, and what waits among the jobs. */
async function whole(): Promise<string> {
  const tables = await server.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth', 'pgboss') order by 1`,
  )
  const parts: string[] = []
  for (const { name } of tables)
    for (const { row } of await server.sql<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`))
      parts.push(`${name} ${row}`)
  for (const { body } of await server.sql<{ body: Buffer }>('select body from event_batch'))
    for (const { raw } of await unbundle(body)) parts.push(`event_batch.body ${raw}`)
  return parts.join('\n')
}
const linesWith = async (word: string) => (await whole()).split('\n').filter((line) => line.includes(word))

async function upload(who: TestPerson, file: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([file]), 'lista.csv')
  const headers = { cookie: who.cookie, origin: server.url }
  const answer = await fetch(`${server.url}/api/contact-imports`, { method: 'POST', headers, body: form })
  return ((await answer.json()) as { id: string }).id
}

/** A file without headings, whose first line is taken for them; of the others one is taken and two are not. */
async function bringIn(who: TestPerson, lines: string[]): Promise<string> {
  const id = await upload(who, lines.join('\n'))
  const reach = (state: string) =>
    until(state, async () => (await who.call('GET', `/contact-imports/${id}`)).body.state === state)
  await who.call('POST', `/contact-imports/${id}/check`, { mapping: { 0: 'name', 1: 'phone' } })
  await reach('checked')
  await who.call('POST', `/contact-imports/${id}/start`, {})
  await reach('done')
  return id
}

test('section 2: an erased person is nowhere in the database, archives and files included; the figures stay', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const admin = await makePerson(server, { companyId, role: 'admin', agentMode: true, name: 'Ana Torres' })
  const channel = await makeActiveChannel(server, { companyId, subscribed: true })
  const place = { companyId, campaignId: company.defaultCampaignId }
  const luis = await makePerson(server, { companyId, role: 'agent', name: 'Luis Paz' })
  const agents = [admin.userId, luis.userId]
  const { id: queueId } = await makeQueue(server, { ...place, channels: [channel.id], agents })
  const template = await makeApprovedTemplate(server, {
    companyId,
    channel,
    body: 'Hola {{1}}',
    parameters: [{ name: 'Nombre', sample: 'Eva' }],
    assignedTo: [{ campaignId: place.campaignId }],
  })
  const phone = phoneOf(server, PHONE)
  await admin.call('PUT', '/contact-attributes', {
    items: [{ key: 'apodo', label: 'Apodo', type: 'text', options: [] }],
  })
  await phone.write(`hola soy ${NAME}, ${SECRET}`, channel.identifier, NAME)
  await phone.send(
    {
      name: `${NAME}.pdf`,
      contentType: 'application/pdf',
      base64: Buffer.from('%PDF-1.4 x').toString('base64'),
      caption: SECRET,
    },
    channel.identifier,
  )
  await phoneOf(server, '51900654999').write('otra persona', channel.identifier)
  const ticket = await until(
    'the ticket',
    async () => (await admin.call('GET', `/tickets?view=waiting&search=${PHONE}`)).body.items[0],
  )
  await admin.call('POST', `/tickets/${ticket.id}/take`, {})
  await admin.call('POST', `/tickets/${ticket.id}/messages`, { clientKey: newId(), text: `Claro, ${NAME}` })
  const send = {
    clientKey: newId(),
    campaignId: place.campaignId,
    queueId,
    templateId: template.id,
    to: { ticketId: ticket.id },
    values: { 1: NAME },
  }
  expect((await admin.call('POST', '/workspace/sends', send)).status).toBe(200)
  await until(
    'all have been delivered',
    async () =>
      (await server.sql(`select from message where company_id = $1 and direction = 'out' and status >= 6`, [companyId]))
        .length === 2,
    30_000,
  )
  await until(
    'the file is here',
    async () =>
      (await server.sql(`select from media where company_id = $1 and state <> 'waiting'`, [companyId])).length > 0,
  )
  await allHandled(server, companyId)
  const { id } = ticket.contact
  await admin.call('PUT', `/contacts/${id}`, { version: 1, name: NAME, attributes: { apodo: `Zori ${NAME}` } })
  await admin.call('POST', `/contacts/${id}/consent`, { given: true, reason: `${NAME} firmó` })
  const lines = [`${NAME};900 654 321`, `Zoraida Q.;${PHONE}`, `${NAME};5.1900654321E+10`, `${NAME};900 654`]
  const fileId = await bringIn(admin, lines)
  await admin.call('PUT', `/contacts/${id}`, { version: 3, name: NAME, attributes: { apodo: `Zori ${NAME}` } })
  await upload(admin, `Nombre;Teléfono\n${NAME};${PHONE}\n`)

  const note = `@Luis Paz ${NAME} dice: ${SECRET}`
  const mentions = [luis.userId]
  expect(
    (await admin.call('POST', `/tickets/${ticket.id}/notes`, { clientKey: newId(), text: note, mentions })).status,
  ).toBe(200)
  const bell = async () =>
    (await luis.call('GET', '/notifications')).body.items.find((i: { kind: string }) => i.kind === 'mentioned')
  await until('he was told', async () => (await bell())?.data.text === note)

  const known = (await admin.call('GET', `/contacts/${id}/export`)).body
  expect(known.contact).toMatchObject({ name: NAME, attributes: { apodo: `Zori ${NAME}` } })
  expect(known.messages).toHaveLength(5)
  expect(known.files).toHaveLength(1)
  const [{ storage_key: key }] = (await server.sql('select storage_key from media where company_id = $1', [
    companyId,
  ])) as [{ storage_key: string }]

  const figures = (await admin.call('GET', `/contacts/${id}/erasure`)).body
  expect(figures).toEqual({
    typed: `+${PHONE}`,
    openTickets: [ticket.number],
    tickets: 1,
    messages: 5,
    files: 1,
    waiting: 0,
  })
  expect((await admin.call('POST', `/contacts/${id}/erasure`, { typed: 'no' })).body.code).toBe('name_mismatch')
  expect(await linesWith(PHONE)).not.toEqual([])
  expect((await admin.call('POST', `/contacts/${id}/erasure`, { typed: `+51 900 654 321` })).status).toBe(200)
  await until(
    'the work is done',
    async () => (await server.sql('select from contact_erasure where finished_at is not null')).length > 0,
    60_000,
  )

  for (const word of [PHONE, NAME, SECRET, 'Zori', '900 654', '1900654321'])
    expect(await linesWith(word), word).toEqual([])
  const told = (await admin.call('GET', `/contact-imports/${fileId}`)).body
  expect(told).toMatchObject({ updated: 1, rejected: 2, columns: [{ heading: '' }, { heading: '' }] })
  expect(told.problems[0].reasons[0]).toMatch(/^Excel .*CI-03/)
  expect(await server.system.storage.open(key)).toBeNull()
  const kept = await server.sql(
    `select kind, direction, status from message where company_id = $1 and contact_id = $2 order by at`,
    [companyId, id],
  )
  expect(kept).toHaveLength(5)
  expect((await bell()).data).toMatchObject({ name: 'Ana Torres', text: '' })
  expect(await server.sql(`select close_reason from ticket where id = $1`, [ticket.id])).toEqual([
    { close_reason: 'contact_erased' },
  ])
  expect((await linesWith('51900654999')).length).toBeGreaterThan(0)
  expect((await admin.call('GET', `/contacts/by-number?phone=%2B${PHONE}`)).body).toBeNull()
  expect((await admin.call('GET', '/contacts')).body.items.map((c: { id: string }) => c.id)).not.toContain(id)
  const consent = (await admin.call('GET', `/contacts/${id}`)).body.consent
  expect(consent).toMatchObject([{ given: true, how: 'person', reason: '—' }])
})

test('section 2: of a namesake, and of who has a longer number, nothing is erased', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const admin = await makePerson(server, { companyId, role: 'admin', agentMode: true })
  const channel = await makeActiveChannel(server, { companyId, subscribed: true })
  await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
  // As a word, this name stands in every event.
  const [app, namesake, longer] = ['51900654001', '51900654002', '519006540013']
  await phoneOf(server, app).write('hola', channel.identifier, 'app')
  await phoneOf(server, namesake).write('hola', channel.identifier, 'app')
  await phoneOf(server, longer).write('hola', channel.identifier, 'Papp Ruiz')
  const idOf = async (phone: string) => (await admin.call('GET', `/contacts/by-number?phone=%2B${phone}`)).body?.id
  await until('all are known', async () => (await idOf(app)) && (await idOf(namesake)))
  await allHandled(server, companyId)
  const [id, otherId] = [await idOf(app), await idOf(namesake)]
  for (const phone of [app, namesake, longer]) {
    await server.sql(`insert into event_set_aside (id, company_id, reason, raw) values ($1, $2, 'x', $3)`, [
      newId(),
      companyId,
      JSON.stringify({ from: phone, name: 'app' }),
    ])
  }
  for (const contactId of [id, otherId])
    await server.sql(
      `insert into notification (id, user_id, company_id, kind, data) values ($1, $2, $3, 'messages_cancelled', $4)`,
      [newId(), admin.userId, companyId, JSON.stringify({ contact: 'app', contactId })],
    )
  const eventsOf = async (phone: string) =>
    (await linesWith(phone)).filter((line) => line.startsWith('event') && !/\d/.test(line.split(phone)[1]![0]!))
  const before = [await eventsOf(namesake), await eventsOf(longer)]
  // The archived and the one set aside.
  expect(before).toMatchObject([{ length: 2 }, { length: 2 }])
  expect((await admin.call('POST', `/contacts/${id}/erasure`, { typed: `+${app}` })).status).toBe(200)
  await until(
    'the work is done',
    async () =>
      (await server.sql('select from contact_erasure where contact_id = $1 and finished_at is not null', [id])).length >
      0,
    60_000,
  )
  expect([await eventsOf(namesake), await eventsOf(longer)]).toEqual(before)
  expect(await eventsOf(app)).toEqual([])
  const bells = `select data->>'contact' as contact from notification where company_id = $1 and kind = 'messages_cancelled' order by id`
  expect(await server.sql(bells, [companyId])).toEqual([{ contact: null }, { contact: 'app' }])
})

test('section 2: an erasure whose tries have ended is taken up again', async () => {
  const company = await makeCompany(server)
  const { id: contactId } = await makeContact(server, { companyId: company.id, name: 'Berta Ríos' })
  await server.sql(
    `insert into contact_erasure (company_id, contact_id, terms, requested_by_name) values ($1, $2, '[]', 'Ana')`,
    [company.id, contactId],
  )
  await resumeErasures(server.system)()
  await until(
    'it has ended',
    async () =>
      (await server.sql('select from contact_erasure where contact_id = $1 and finished_at is not null', [contactId]))
        .length > 0,
  )
})

test('section 2: of two erasures at once none puts back what the other took out', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const channel = await makeActiveChannel(server, { companyId })
  const phones = ['51900654101', '51900654102', '51900654103'] as const
  const ids = await Promise.all(
    phones.slice(0, 2).map(async (phone) => (await makeContact(server, { companyId, phone: `+${phone}` })).id),
  )
  const bodyOf = (numbers: readonly string[]) =>
    bundleOf(
      numbers.map((phone, seq) => ({
        seq,
        receivedAt: 0,
        dedupeKey: `${seq}`,
        lane: 0,
        raw: JSON.stringify({ from: phone }),
      })),
    )
  // Of the first nothing is left, in whichever order they come by.
  const [own, all] = [await bodyOf([phones[0]]), await bodyOf(phones)]
  for (let n = 0; n < 60; n++)
    await server.sql(
      `insert into event_batch (company_id, id, channel_id, first_seq, last_seq, received_from, received_to, events, body)
       values ($1, $2, $3, 0, 2, now(), now(), $4, $5)`,
      [companyId, newId(), channel.id, n < 30 ? 1 : 3, n < 30 ? own : all],
    )
  for (const [n, contactId] of ids.entries())
    await server.sql(
      `insert into contact_erasure (company_id, contact_id, terms, requested_by_name) values ($1, $2, $3, 'Ana')`,
      [companyId, contactId, JSON.stringify([phones[n]])],
    )
  const erase = continueErasure(server.system)
  await Promise.all(ids.map((contactId) => erase({ companyId, contactId })))
  const bundles = await server.sql<{ events: number; body: Buffer }>(
    'select events, body from event_batch where company_id = $1',
    [companyId],
  )
  const left = new Set((await Promise.all(bundles.map((b) => unbundle(b.body)))).flat().map(({ raw }) => raw))
  expect([bundles.length, ...left]).toEqual([30, JSON.stringify({ from: phones[2] })])
  expect(new Set(bundles.map(({ events }) => events))).toEqual(new Set([1]))
})
