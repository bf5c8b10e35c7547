import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import { aForm } from './template-form.test-support.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel

beforeAll(async () => {
  server = await startTestServer({ simulator: { reviewDelayMs: 100 } })
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
})
afterAll(() => server.stop())

const request = (form: object) => admin.call('POST', `/channels/${channel.id}/templates`, form)
const detail = async (id: string) => (await admin.call('GET', `/templates/${id}`)).body
const url = (more: object = {}) => ({ type: 'URL', text: 'Ver', url: 'https://tienda.example.com', ...more })
const phone = (more: object = {}) => ({ type: 'PHONE_NUMBER', text: 'Llamar', phoneNumber: '+51900000111', ...more })
const reply = (text: string) => ({ type: 'QUICK_REPLY', text, optOut: false })
/** What Authentication asks for: nothing of its own but the two choices. */
const code = (more: object = {}) => ({
  ...aForm({ category: 'AUTHENTICATION', body: '', parameters: [] }),
  auth: { securityNote: true, codeMinutes: 10 },
  ...more,
})

async function approved(form: object) {
  const { status, body } = await request(form)
  expect(body).toMatchObject({ id: expect.any(String) })
  expect(status).toBe(200)
  await until('it is approved', async () => (await detail(body.id)).status === 'approved', 15_000)
  const { name } = await detail(body.id)
  const sent = server.simulator.books.templatesOf(channel.appId).find(({ elementName }) => elementName === name)
  return { id: body.id as string, sent }
}

async function upload(type: string, file: string) {
  const form = new FormData()
  const bytes = await readFile(path.join(import.meta.dirname, '../files/samples', file))
  form.append('file', new Blob([bytes]), file)
  const headers = { cookie: admin.cookie, origin: server.url }
  const answer = await fetch(`${server.url}/api/files?type=${type}`, { method: 'POST', headers, body: form })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { id: string }
}

describe('every kind of template is asked for, reviewed and told of', () => {
  test.each(['IMAGE', 'DOCUMENT', 'VIDEO'] as const)('TP-4 %s with the built-in sample', async (type) => {
    const { id, sent } = await approved(aForm({ type, footer: 'Librería de ejemplo' }))
    expect(sent).toMatchObject({ templateType: type, exampleMedia: expect.stringMatching(/^4::/) })
    expect(sent).not.toHaveProperty('header')
    expect(await detail(id)).toMatchObject({ type, header: null, sampleFileId: null, auth: null })
  })

  test('TP-4 HDR-08 the company’s own sample goes to the reviewers, and is not tidied away', async () => {
    const { id: sampleFileId } = await upload('IMAGE', 'muestra.png')
    const { id } = await approved(aForm({ type: 'IMAGE', sampleFileId }))
    expect(await detail(id)).toMatchObject({ sampleFileId })
  })

  test('TP-4 websites, fixed and with a variable, and a phone', async () => {
    const buttons = [
      url(),
      url({ text: 'Ver pedido', url: 'https://tienda.example.com/p/{{1}}', example: 'año 1' }),
      phone(),
    ]
    const { id, sent } = await approved({ ...aForm(), buttons })
    expect(sent?.buttons).toEqual([
      { type: 'URL', text: 'Ver', url: 'https://tienda.example.com' },
      {
        type: 'URL',
        text: 'Ver pedido',
        url: 'https://tienda.example.com/p/{{1}}',
        example: ['https://tienda.example.com/p/a%C3%B1o%201'],
      },
      { type: 'PHONE_NUMBER', text: 'Llamar', phone_number: '+51900000111' },
    ])
    expect((await detail(id)).buttons).toEqual([{ ...url(), example: null }, buttons[1], buttons[2]])
  })

  test.each([
    [
      'es',
      'Tu código de verificación es {{1}}',
      '*{{1}}* es tu código de verificación. Por tu seguridad, no lo compartas.',
    ],
    [
      'en',
      '{{1}} is your verification code',
      '*{{1}}* is your verification code. For your security, do not share this code.',
    ],
  ])(
    'TP-4 Authentication in %s: the preset is sent, and WhatsApp’s words are told once it answered',
    async (language, preset, final) => {
      const given = code({ language })
      const { body } = await request(given)
      const first = await detail(body.id)
      expect(first.body).toContain(preset)
      expect(first).toMatchObject({
        category: 'AUTHENTICATION',
        type: 'TEXT',
        header: null,
        buttons: [{ type: 'COPY_CODE' }],
        parameters: [{ n: 1, name: language === 'es' ? 'Código' : 'Code' }],
        auth: { securityNote: true, codeMinutes: 10 },
      })
      await until('WhatsApp’s words are there', async () => (await detail(body.id)).body === final, 15_000)
      const { name } = given
      const sent = server.simulator.books.templatesOf(channel.appId).find(({ elementName }) => elementName === name)
      expect(sent).toMatchObject({
        addSecurityRecommendation: true,
        codeExpirationMinutes: 10,
        buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }],
      })
      const row = (await admin.call('GET', `/channels/${channel.id}/templates?search=${name}`)).body.items[0]
      expect(row).toMatchObject({ status: 'approved' })
    },
  )

  test('TP-4 Authentication without sentence and minutes has no footer', async () => {
    const { id, sent } = await approved(code({ auth: { securityNote: false, codeMinutes: null } }))
    expect(sent).not.toHaveProperty('codeExpirationMinutes')
    expect(await detail(id)).toMatchObject({ footer: null, auth: { securityNote: false, codeMinutes: null } })
  })
})

describe('what is wrong is refused where it stands, by its rule and with a sentence', () => {
  const cta = (...buttons: object[]) => ({ ...aForm(), buttons })
  test.each<[what: string, form: () => object, field: string, rule: string]>([
    ['four quick replies', () => cta(...['A', 'B', 'C', 'D'].map(reply)), 'buttons', 'PRD-01'],
    ['two kinds of buttons', () => cta(reply('Sí'), url()), 'buttons', 'PRD-02'],
    ['three websites', () => cta(url(), url({ text: 'Dos' }), url({ text: 'Tres' })), 'buttons', 'BTN-03'],
    ['two phones', () => cta(phone(), phone({ text: 'Dos' })), 'buttons', 'BTN-04'],
    ['a button without text', () => cta(url({ text: '' })), 'buttons[0].text', 'BTN-10'],
    ['a text of 26', () => cta(url({ text: 'x'.repeat(26) })), 'buttons[0].text', 'BTN-10'],
    ['an emoji in a button', () => cta(reply('Sí 🎉')), 'buttons[0].text', 'BTN-11'],
    ['no address', () => cta(url({ url: '' })), 'buttons[0].url', 'BTN-14'],
    [
      'an address of 2,001',
      () => cta(url({ url: `https://a.example.com/${'x'.repeat(1979)}` })),
      'buttons[0].url',
      'BTN-14',
    ],
    [
      'a variable in its middle',
      () => cta(url({ url: 'https://a.example.com/{{1}}/x', example: 'b' })),
      'buttons[0].url',
      'BTN-15',
    ],
    ['no example for it', () => cta(url({ url: 'https://a.example.com/{{1}}' })), 'buttons[0].example', 'BTN-16'],
    ['an address of WhatsApp', () => cta(url({ url: 'https://wa.me/51900000111' })), 'buttons[0].url', 'BTN-17'],
    ['a phone in words', () => cta(phone({ phoneNumber: 'nueve' })), 'buttons[0].phoneNumber', 'BTN-20'],
    ['0 minutes', () => code({ auth: { securityNote: true, codeMinutes: 0 } }), 'auth.codeMinutes', 'AUTH-02'],
    ['91 minutes', () => code({ auth: { securityNote: true, codeMinutes: 91 } }), 'auth.codeMinutes', 'AUTH-02'],
    ['half a minute', () => code({ auth: { securityNote: true, codeMinutes: 1.5 } }), 'auth.codeMinutes', 'AUTH-02'],
    ['a text of one’s own in Authentication', () => code({ body: 'Entra con {{1}} ahora' }), 'body', 'AUTH-01'],
    ['a footer in Authentication', () => code({ footer: 'Hola' }), 'footer', 'FTR-06'],
    ['a header in Authentication', () => code({ header: 'Hola' }), 'header', 'HDR-10'],
    ['a file in Authentication', () => code({ type: 'IMAGE' }), 'header', 'HDR-10'],
    ['a button in Authentication', () => code({ buttons: [reply('Sí')] }), 'buttons', 'BTN-06'],
    ['a body of 1,025', () => aForm({ body: `Hola. ${'a'.repeat(1019)}`, parameters: [] }), 'body', 'BODY-01'],
    ['a header of 61', () => aForm({ header: 'a'.repeat(61) }), 'header', 'HDR-02'],
    ['a footer of 61', () => aForm({ footer: 'a'.repeat(61) }), 'footer', 'FTR-01'],
  ])('TP-5 %s', async (_what, form, field, rule) => {
    const { status, body } = await request(form())
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'template_refused' })
    const told = body.errors.find((error: { rule: string }) => error.rule === rule)
    expect(told).toMatchObject({ field, message: expect.stringMatching(/\w.{10,}/) })
  })

  test('TP-5 at their limits they are taken', async () => {
    const buttons = [
      url({ text: 'x'.repeat(25), url: `https://a.example.com/${'x'.repeat(1978)}` }),
      url({ text: 'Dos' }),
      phone(),
    ]
    expect((await request({ ...aForm({ footer: 'a'.repeat(60), header: 'b'.repeat(60) }), buttons })).status).toBe(200)
    for (const codeMinutes of [1, 90])
      expect((await request(code({ auth: { securityNote: true, codeMinutes } }))).status).toBe(200)
  })

  test('a text header with a file is refused, and so is a sample of another kind or company', async () => {
    const mixed = await request(aForm({ type: 'IMAGE', header: 'Hola' }))
    expect(mixed.body).toMatchObject({ code: 'template_refused', errors: [{ field: 'header' }] })
    const { id: sampleFileId } = await upload('DOCUMENT', 'muestra.pdf')
    const wrong = await request(aForm({ type: 'VIDEO', sampleFileId }))
    expect(wrong.body).toMatchObject({ code: 'file_refused', errors: [{ field: 'sampleFileId', rule: 'MED-10' }] })
    const other = await makeCompany(server)
    const stranger = await makePerson(server, { companyId: other.id, role: 'admin' })
    const theirs = await makeActiveChannel(server, { companyId: other.id })
    const form = aForm({ type: 'DOCUMENT', sampleFileId })
    expect((await stranger.call('POST', `/channels/${theirs.id}/templates`, form)).status).toBe(404)
  })
})

describe('the channel’s other templates', () => {
  test('BODY-12 a twin of another name is found by its text, on the screen and in the request', async () => {
    const body = 'Hola. Tu  pedido especial de hoy ya te espera en la tienda del centro.'
    const first = aForm({ body, footer: 'Librería', parameters: [] })
    expect((await request(first)).status).toBe(200)
    const same = { body: body.toUpperCase().replace('  ', ' '), footer: 'libreria' }
    const asked = { name: 'algo_nuevo', ...same }
    const { body: siblings } = await admin.call('POST', `/channels/${channel.id}/templates/siblings`, asked)
    expect(siblings).toMatchObject([{ name: first.name, body, footer: 'Librería' }])
    const none = await admin.call('POST', `/channels/${channel.id}/templates/siblings`, { ...asked, footer: null })
    expect(none.body).toEqual([])
    const named = await admin.call('POST', `/channels/${channel.id}/templates/siblings`, {
      name: first.name,
      body: '',
      footer: null,
    })
    expect(named.body).toMatchObject([{ name: first.name, language: 'es', category: 'UTILITY' }])
  })
})
