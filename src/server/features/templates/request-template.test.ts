import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeActiveChannel, makePendingChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import { aForm, descriptionsExample } from './template-form.test-support.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel

beforeAll(async () => {
  server = await startTestServer({ simulator: { reviewDelayMs: 60_000 } })
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Rocío Vela' })
})
afterAll(() => server.stop())

const newChannel = async () => (channel = await makeActiveChannel(server, { companyId: company.id }))
const request = (form: object) => admin.call('POST', `/channels/${channel.id}/templates`, form)
const detail = async (id: string) => (await admin.call('GET', `/templates/${id}`)).body

describe('requestTemplate', () => {
  test('TP-4, TP-6: a request stands as Pendiente at once, on, with its history, and reaches the provider', async () => {
    await newChannel()
    const form = aForm({
      header: 'Aviso para {{1}}',
      headerSample: 'Marisol',
      footer: 'Librería de ejemplo',
      buttons: [{ type: 'QUICK_REPLY', text: 'Confirmo', optOut: false }],
    })
    const { status, body } = await request(form)
    expect(status).toBe(200)
    expect(await detail(body.id)).toMatchObject({ status: 'pending', active: true, displayName: form.displayName })
    const [sent] = await until('the provider has it', () => {
      const rows = server.simulator.books.templatesOf(channel.appId)
      return rows.length > 0 && rows
    })
    expect(sent).toMatchObject({
      elementName: form.name,
      example: 'Hola, Marisol. Tu pedido ya está listo para que lo recojas en la tienda.',
      exampleHeader: 'Aviso para Marisol',
      buttons: [{ type: 'QUICK_REPLY', text: 'Confirmo' }],
    })
    await until('its word is PENDING', async () => (await detail(body.id)).statusWord === 'PENDING')
    expect((await detail(body.id)).history).toMatchObject([
      { source: 'submission', statusWord: 'PENDING' },
      { source: 'person', statusWord: 'SENDING', actorName: 'Rocío Vela' },
    ])
  })

  test('TP-5: the description’s own example reaches Pendiente, with the override that the audit keeps', async () => {
    await newChannel()
    const form = descriptionsExample()
    const refused = await request(form)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ code: 'template_refused', errors: [{ field: 'body', rule: 'VAR-13' }] })
    const { status, body } = await request({ ...form, overrides: ['VAR-13'] })
    expect(status).toBe(200)
    await until('it is PENDING', async () => (await detail(body.id)).statusWord === 'PENDING')
    const [entry] = await server.sql('select action, after from audit where subject_id = $1 order by id', [body.id])
    expect(entry).toMatchObject({ action: 'template.request', after: { name: form.name, overridden: ['VAR-13'] } })
  })

  test('TP-5: what blocks cannot be overridden, and nothing is left behind', async () => {
    await newChannel()
    const form = aForm({ body: '{{1}}, tu pedido ya está listo en la tienda.' })
    const { status, body } = await request({ ...form, overrides: ['VAR-09', 'VAR-13'] })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ field: 'body', rule: 'VAR-09', message: expect.stringContaining('variable') }])
    expect((await admin.call('GET', `/channels/${channel.id}/templates`)).body.total).toBe(0)
  })

  test('TP-5: product rules hold here too, and samples of parameters that the text lost are dropped', async () => {
    await newChannel()
    const three = { type: 'QUICK_REPLY', optOut: false }
    const many = ['Sí', 'No', 'Tal vez', 'Luego'].map((text) => ({ ...three, text }))
    expect((await request({ ...aForm(), buttons: many })).body.errors).toMatchObject([{ rule: 'PRD-01' }])
    expect((await request(aForm({ language: 'pt_BR' }))).body.errors).toMatchObject([{ rule: 'PRD-03' }])
    const { body } = await request(aForm({ body: 'Hola. Tu pedido ya está listo en la tienda.' }))
    expect((await detail(body.id)).parameters).toEqual([])
  })

  test('NAME-03: a name is used once per language and channel, also when two ask at once', async () => {
    await newChannel()
    const form = aForm()
    const answers = await Promise.all([request(form), request(form)])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const taken = answers.find((answer) => answer.status === 409)
    expect(taken?.body).toMatchObject({ code: 'template_name_taken', errors: [{ field: 'name', rule: 'NAME-03' }] })
    expect((await request({ ...form, language: 'en' })).status).toBe(200)
    const other = await request({ ...form, language: 'es_MX', category: 'MARKETING' })
    expect(other.body).toMatchObject({ code: 'template_refused', errors: [{ field: 'category', rule: 'NAME-04' }] })
  })

  test('CH-7: a Pendiente channel takes no templates; one that is off does', async () => {
    const pending = await makePendingChannel(server, { companyId: company.id })
    const refused = await admin.call('POST', `/channels/${pending.id}/templates`, aForm())
    expect(refused.body).toMatchObject({ code: 'channel_state', status: 409, data: { state: 'pending' } })
    channel = await makeActiveChannel(server, { companyId: company.id, enabled: false })
    expect((await request(aForm())).status).toBe(200)
  })

  test('TP-4: the draft goes with its request', async () => {
    await newChannel()
    const drafts = `/channels/${channel.id}/template-drafts`
    const draft = await admin.call('POST', drafts, { content: { step: 5, body: 'Hola' } })
    expect((await request({ ...aForm(), draftId: draft.body.id })).status).toBe(200)
    expect((await admin.call('GET', drafts)).body).toEqual([])
  })
})
