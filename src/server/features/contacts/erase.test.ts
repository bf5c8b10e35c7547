import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate } from '../../../../tests/support/channels.ts'
import { makeCompany, makePerson } from '../../../../tests/support/people.ts'
import { phoneOf } from '../../../../tests/support/phone.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { allHandled } from '../../../../tests/support/webhooks.ts'
import { newId } from '../../database/id.ts'
import { unbundle } from '../../pipeline/inbound/archive.ts'
import { resumeErasures } from './erase.ts'

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

test('section 2: an erased person is nowhere in the database, archives and files included; the figures stay', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const admin = await makePerson(server, { companyId, role: 'admin', agentMode: true, name: 'Ana Torres' })
  const channel = await makeActiveChannel(server, { companyId, subscribed: true })
  const place = { companyId, campaignId: company.defaultCampaignId }
  const { id: queueId } = await makeQueue(server, { ...place, channels: [channel.id], agents: [admin.userId] })
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

  const known = (await admin.call('GET', `/contacts/${id}/export`)).body
  expect(known.contact).toMatchObject({ name: NAME, attributes: { apodo: `Zori ${NAME}` } })
  expect(known.messages).toHaveLength(4)
  expect(known.files).toHaveLength(1)
  const [{ storage_key: key }] = (await server.sql('select storage_key from media where company_id = $1', [
    companyId,
  ])) as [{ storage_key: string }]

  const figures = (await admin.call('GET', `/contacts/${id}/erasure`)).body
  expect(figures).toEqual({
    typed: `+${PHONE}`,
    openTickets: [ticket.number],
    tickets: 1,
    messages: 4,
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

  for (const word of [PHONE, NAME, SECRET, 'Zori']) expect(await linesWith(word), word).toEqual([])
  expect(await server.system.storage.open(key)).toBeNull()
  const kept = await server.sql(
    `select kind, direction, status from message where company_id = $1 and contact_id = $2 order by at`,
    [companyId, id],
  )
  expect(kept).toHaveLength(4)
  expect(await server.sql(`select close_reason from ticket where id = $1`, [ticket.id])).toEqual([
    { close_reason: 'contact_erased' },
  ])
  expect((await linesWith('51900654999')).length).toBeGreaterThan(0)
  expect((await admin.call('GET', `/contacts/by-number?phone=%2B${PHONE}`)).body).toBeNull()
  expect((await admin.call('GET', '/contacts')).body.items.map((c: { id: string }) => c.id)).not.toContain(id)
  const consent = (await admin.call('GET', `/contacts/${id}`)).body.consent
  expect(consent).toMatchObject([{ given: true, how: 'person', reason: '—' }])
})

test('section 2: of somebody whose name stands in everything nobody else loses a word', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const admin = await makePerson(server, { companyId, role: 'admin', agentMode: true })
  const channel = await makeActiveChannel(server, { companyId, subscribed: true })
  await makeQueue(server, { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] })
  const [payload, other] = ['51900654001', '51900654002']
  await phoneOf(server, payload).write('hola', channel.identifier, 'payload')
  await phoneOf(server, other).write('hola', channel.identifier, 'Payload Ruiz')
  const known = async (phone: string) => (await admin.call('GET', `/contacts/by-number?phone=%2B${phone}`)).body
  const { id } = await until('both are known', async () => (await known(other)) && known(payload))
  await allHandled(server, companyId)
  const before = await linesWith(other)
  expect((await admin.call('POST', `/contacts/${id}/erasure`, { typed: `+${payload}` })).status).toBe(200)
  await until(
    'the work is done',
    async () =>
      (await server.sql('select from contact_erasure where contact_id = $1 and finished_at is not null', [id])).length >
      0,
    60_000,
  )
  expect((await linesWith(other)).filter((line) => line.startsWith('event'))).toEqual(
    before.filter((line) => line.startsWith('event')),
  )
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
