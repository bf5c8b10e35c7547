import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import { aForm } from '../templates/template-form.test-support.ts'

let server: TestServer
let company: Company
let agent: TestPerson
let admin: TestPerson
let channel: TestChannel
let queueId: string
let count = 0

beforeAll(async () => {
  server = await startTestServer({ simulator: { reviewDelayMs: 50 } })
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  const place = { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] }
  queueId = (await makeQueue(server, place)).id
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})
afterAll(() => server.stop())

/** Asked for, approved and assigned, as people do. */
async function sendable(form: object): Promise<string> {
  const { body } = await admin.call('POST', `/channels/${channel.id}/templates`, form)
  const assignments = [{ campaignId: company.defaultCampaignId, queueId: null }]
  await admin.call('PUT', `/templates/${body.id}/assignments`, { assignments })
  await until('it can be sent', async () => (await listed()).some(({ id }) => id === body.id), 15_000)
  return body.id
}

const listed = async (): Promise<{ id: string; category: string; body: string; parameters: object[] }[]> =>
  (await agent.call('GET', `/workspace/templates?campaignId=${company.defaultCampaignId}&queueId=${queueId}`)).body

function send(templateId: string, values: Record<string, string>) {
  const to = { phone: `+5190040${String(++count).padStart(4, '0')}` }
  const place = { campaignId: company.defaultCampaignId, queueId }
  return agent.call('POST', '/workspace/sends', { clientKey: randomUUID(), ...place, templateId, to, values })
}

const arrived = (messageId: string) =>
  until(
    'Gupshup took it',
    async () => {
      const [row] = await server.sql<{ external_id: string | null; content: object }>(
        'select external_id, content from message where id = $1',
        [messageId],
      )
      const sent = row?.external_id && server.simulator.books.sends.find((s) => s.messageId === row.external_id)
      return sent ? { sent, content: row.content } : false
    },
    15_000,
  )

test('WS-1 BTN-25 the value of an address leaves encoded, after those of header and body, with no tap to come back', async () => {
  const templateId = await sendable(
    aForm({
      header: 'Aviso para {{1}}',
      headerSample: 'Marisol',
      buttons: [
        { type: 'URL', text: 'Ver tienda', url: 'https://tienda.example.com', example: null },
        { type: 'URL', text: 'Ver pedido', url: 'https://tienda.example.com/p/{{1}}', example: 'a-1' },
        { type: 'PHONE_NUMBER', text: 'Llamar', phoneNumber: '+51900000111' },
      ],
    }),
  )
  const { status, body } = await send(templateId, { h1: 'Rosa', '1': 'Rosa', url1: 'niño azul' })
  expect(status).toBe(200)
  const { sent, content } = await arrived(body.messageId)
  expect(sent).toMatchObject({ params: ['Rosa', 'Rosa', 'ni%C3%B1o%20azul'] })
  expect(sent).not.toHaveProperty('postbackTexts')
  expect(content).toMatchObject({
    buttons: [
      { type: 'URL', url: 'https://tienda.example.com' },
      { type: 'URL', url: 'https://tienda.example.com/p/ni%C3%B1o%20azul' },
      { type: 'PHONE_NUMBER', text: 'Llamar' },
    ],
  })
  // WS-3: it has no ticket, and no button that could make one.
  expect(body.ticketId).toBeNull()

  const refused = await send(templateId, { h1: 'Rosa', '1': 'Rosa', url1: ' ' })
  expect(refused.body).toMatchObject({ code: 'values_invalid', errors: [{ field: 'values.url1', rule: 'SEND-03' }] })
  const missing = await send(templateId, { h1: 'Rosa', '1': 'Rosa' })
  expect(missing.body).toMatchObject({ code: 'values_invalid', errors: [{ field: 'values.url1', rule: 'SEND-01' }] })
})

test('SEND-08 a code is asked for once and stands in text and button; what is none is refused', async () => {
  const form = { ...aForm({ category: 'AUTHENTICATION', body: '', parameters: [] }), auth: null }
  const templateId = await sendable(form)
  const known = (await listed()).find(({ id }) => id === templateId)
  expect(known).toMatchObject({ category: 'AUTHENTICATION', parameters: [{ n: 1, name: 'Código' }] })
  const { body } = await send(templateId, { '1': '482913' })
  const { sent, content } = await arrived(body.messageId)
  expect(new Set(sent.params)).toEqual(new Set(['482913']))
  expect(content).toMatchObject({ buttons: [{ type: 'COPY_CODE', text: 'Copiar código' }] })
  for (const value of ['1234567890123456', 'entra.example.com', '4829 🔑']) {
    const refused = await send(templateId, { '1': value })
    expect(refused.body).toMatchObject({ code: 'values_invalid', errors: [{ field: 'values.1', rule: 'SEND-08' }] })
  }
})
