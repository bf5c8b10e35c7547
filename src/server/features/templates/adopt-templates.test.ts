import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', agentMode: true })
  channel = await makeActiveChannel(server, { companyId: company.id })
})
afterAll(() => server.stop())

const URL_BUTTON = { type: 'URL', text: 'Ver', url: 'https://example.com/{{1}}', example: ['https://example.com/a1'] }

test('TP-8: what exists at Gupshup comes over with its parts, also what cannot be sent from here, and why; once', async () => {
  const ours = await makeApprovedTemplate(server, { companyId: company.id, channel, name: 'ya_nuestra' })
  server.simulator.books.seedApp({
    name: channel.appName,
    templates: [
      {
        elementName: 'aviso_con_enlace',
        category: 'UTILITY',
        templateType: 'IMAGE',
        body: 'Hola, {{1}}. Tu pedido {{2}} llegó.',
        example: 'Hola, Marisol. Tu pedido A-12 llegó.',
        footer: 'Librería de ejemplo',
        buttons: [URL_BUTTON],
      },
      {
        elementName: 'codigo',
        category: 'AUTHENTICATION',
        body: '{{1}} es tu código.',
        buttons: [{ type: 'OTP', text: 'Copiar', otp_type: 'COPY_CODE' }],
      },
      { elementName: 'donde_estamos', templateType: 'LOCATION', body: 'Te esperamos en la tienda.' },
      { elementName: 'mezcla', body: 'Elige una opción.', buttons: [{ type: 'QUICK_REPLY', text: 'Sí' }, URL_BUTTON] },
      {
        elementName: 'cupon',
        body: 'Tu cupón te espera.',
        buttons: [{ type: 'COPY_CODE', text: 'Copiar cupón', example: 'SAVE10' }],
      },
      { elementName: 'por_nombre', parameterFormat: 'NAMED', body: 'Hola, {{cliente}}. Bienvenido.' },
      { elementName: 'rechazada', body: 'Hola.', status: 'REJECTED', reason: 'INVALID_FORMAT' },
    ],
  })
  const rows = async () =>
    (await admin.call('GET', `/channels/${channel.id}/templates?limit=100`)).body.items as {
      id: string
      name: string
      unsendable: string | null
      statusWord: string
    }[]
  const adopt = () => admin.call('POST', `/channels/${channel.id}/templates/adopt`)
  expect((await adopt()).status).toBe(200)
  await until('they are here', async () => (await rows()).length === 8)
  const by = new Map((await rows()).map((row) => [row.name, row]))
  expect(Object.fromEntries([...by].map(([name, { unsendable }]) => [name, unsendable]))).toEqual({
    ya_nuestra: null,
    aviso_con_enlace: null,
    codigo: null,
    donde_estamos: 'location',
    mezcla: 'mixed_buttons',
    cupon: 'other_buttons',
    por_nombre: 'named',
    rechazada: null,
  })
  const detail = async (name: string) => (await admin.call('GET', `/templates/${by.get(name)!.id}`)).body
  expect(await detail('aviso_con_enlace')).toMatchObject({
    displayName: 'Aviso con enlace',
    status: 'approved',
    category: 'UTILITY',
    type: 'IMAGE',
    footer: 'Librería de ejemplo',
    buttons: [{ type: 'URL', text: 'Ver', url: 'https://example.com/{{1}}', example: 'https://example.com/a1' }],
    parameters: [
      { n: 1, sample: 'Marisol' },
      { n: 2, sample: 'A-12' },
    ],
    history: [{ statusWord: 'ADOPTED', source: 'person' }, { statusWord: 'APPROVED' }],
  })
  expect(await detail('codigo')).toMatchObject({ buttons: [{ type: 'COPY_CODE' }], auth: { securityNote: false } })
  expect(await detail('rechazada')).toMatchObject({ status: 'rejected', reason: 'INVALID_FORMAT' })

  const { id } = by.get('mezcla')!
  const assignments = [{ campaignId: company.defaultCampaignId, queueId: null }]
  expect((await admin.call('PUT', `/templates/${id}/assignments`, { assignments })).status).toBe(200)
  expect((await admin.call('GET', `/templates/${id}/life`)).body.edit.barrier).toBe('made_elsewhere')

  await admin.call('DELETE', `/templates/${ours.id}`, { name: ours.name })
  await adopt()
  await until('the second look is over', async () => {
    const [job] = await server.sql(
      `select count(*)::int as n from pgboss.job where name = 'template.adopt' and state = 'completed'`,
    )
    return job?.['n'] === 2
  })
  expect(await rows()).toHaveLength(7)
})
