import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Bench, bench, call, until } from './test-bench.ts'

let on: Bench
beforeEach(async () => {
  on = await bench()
  await on.subscribe({ modes: 'TEMPLATE' })
})
afterEach(() => on.stop())

const promo = {
  elementName: 'promo_mayo',
  languageCode: 'es',
  category: 'MARKETING',
  templateType: 'TEXT',
  vertical: 'promo',
  content: 'Hola, {{1}}. ¡Te ofrecemos {{2}} de descuento en {{3}}!',
  example: 'Hola, Rosa. ¡Te ofrecemos 20 % de descuento en pan!',
  enableSample: 'true',
}
const apply = (fields: Record<string, string> = {}) =>
  call('POST', on.at('/templates'), on.headers, { form: { ...promo, ...fields } })
const event = (status: string, name = 'promo_mayo') =>
  until(
    () =>
      on.listener.hooks.find(({ body: { type, payload } }) => {
        return type === 'template-event' && payload.status === status && payload.elementName === name
      })?.body,
    `${name} ${status}`,
  )
const list = async (filter = '') => (await call('GET', on.at(`/templates${filter}`), on.headers)).body.templates

test("TP-5 the source's example is pending at first and approved then", async () => {
  const { body } = await apply({ buttons: '[{"type":"QUICK_REPLY","text":"Sí, quiero"}]', footer: 'Botica Ejemplo' })
  expect(body.template).toMatchObject({
    status: 'PENDING',
    stage: 'NONE',
    quality: 'UNKNOWN',
    elementName: 'promo_mayo',
  })
  expect(body.template.data).toBe(`${promo.content}\nBotica Ejemplo | [Sí, quiero]`)
  expect(JSON.parse(body.template.meta)).toEqual({ example: promo.example })
  expect(JSON.parse(body.template.containerMeta)).toMatchObject({ data: promo.content, sampleText: promo.example })
  const { payload } = await event('approved')
  expect(payload).toEqual({
    id: body.template.id,
    type: 'status-update',
    status: 'approved',
    elementName: 'promo_mayo',
    languageCode: 'es',
  })
  expect(await list()).toEqual([expect.objectContaining({ id: body.template.id, status: 'APPROVED' })])
})

describe('what is refused at once', () => {
  test.each([
    ['Template Already exists with same namespace and elementName and languageCode', {}],
    [
      'Invalid category provided, kindly use category from these option AUTHENTICATION, MARKETING, UTILITY.',
      { category: 'PROMO' },
    ],
    ['Category is missing', { category: '' }],
    ['Invalid element name provided', { elementName: 'Promo Mayo' }],
  ])('%s', async (message, fields) => {
    await apply()
    expect(await apply(fields)).toEqual({ status: 400, body: { status: 'error', message } })
  })

  test('another language of the same name is welcome', async () => {
    await apply()
    expect((await apply({ languageCode: 'en' })).status).toBe(200)
  })
})

test.each([
  ['starts with a variable', { content: '{{1}}, hola a todos' }],
  ['ends with a variable', { content: 'Hola, tu código es {{1}}' }],
  ['variables side by side', { content: 'Hola {{1}} {{2}}, pasa por la tienda' }],
  ['wrong numbers', { content: 'Hola {{2}}, pasa por la tienda' }],
  ['no sample', { example: '' }],
  ['body too long', { content: 'a'.repeat(1025) }],
  ['emoji in a label', { buttons: '[{"type":"QUICK_REPLY","text":"Sí 👍"}]' }],
  ['media header without sample', { templateType: 'IMAGE' }],
  ['a name that asks for it', { elementName: 'promo_rechazo' }],
])('TP-2 the reviewer turns down: %s', async (_what, fields: Record<string, string>) => {
  await apply(fields)
  const { payload } = await event('rejected', fields['elementName'])
  expect(payload.rejectedReason).toMatch(/^INVALID_FORMAT/)
  expect(await list()).toEqual([expect.objectContaining({ status: 'REJECTED', reason: payload.rejectedReason })])
})

test('a name with _pausa is approved and then paused', async () => {
  await apply({ elementName: 'promo_pausa' })
  await event('approved', 'promo_pausa')
  expect((await event('paused', 'promo_pausa')).payload.description).toContain('3 hours')
})

test('WhatsApp words authentication templates itself', async () => {
  await apply({
    category: 'AUTHENTICATION',
    content: 'Tu código de verificación es {{1}}',
    example: 'Tu código de verificación es [112233]',
    buttons: '[{"type":"OTP","text":"Copiar","otp_type":"COPY_CODE"}]',
    addSecurityRecommendation: 'true',
    codeExpirationMinutes: '10',
  })
  await event('approved')
  const [template] = await list()
  expect(template.data).toContain('*{{1}}* es tu código de verificación. Por tu seguridad, no lo compartas.')
  expect(JSON.parse(template.containerMeta).footer).toBe('Este código caduca en 10 minutos.')
})

test('edit sends a rejected one to review again; a wrong id is told', async () => {
  const { id } = (await apply({ content: '{{1}} hola a todos' })).body.template
  await event('rejected')
  const form = { content: promo.content, category: 'MARKETING' }
  expect((await call('PUT', on.at(`/templates/${id}`), on.headers, { form })).body).toEqual({ status: 'success' })
  await event('approved')
  const wrong = await call('PUT', on.at('/templates/none'), on.headers, { form })
  expect(wrong).toEqual({ status: 400, body: { status: 'error', message: 'No Template found for given id' } })
})

test('delete one language, or all of a name', async () => {
  const { id } = (await apply()).body.template
  await apply({ languageCode: 'en' })
  const remove = (path: string) => call('DELETE', on.at(`/template/${path}`), on.headers)
  const mismatch = await remove('promo_mayo/nobody')
  expect(mismatch).toEqual({
    status: 403,
    body: { status: 'error', message: 'Template ID and template name does not match' },
  })
  expect((await remove(`promo_mayo/${id}`)).body).toEqual({ status: 'success' })
  expect((await list()).map((row: { languageCode: string }) => row.languageCode)).toEqual(['en'])
  await remove('promo_mayo')
  expect(await list()).toEqual([])
  expect((await remove('promo_mayo')).body.message).toBe('Template Does not exists.')
})

describe("Meta's limits on what exists", () => {
  const edit = (id: string, form: Record<string, string>) =>
    call('PUT', on.at(`/templates/${id}`), on.headers, { form })

  test('LIM-04, LIM-03: an approved one is edited once a day, without its category, and all components are replaced', async () => {
    const { id } = (await apply({ footer: 'Botica Ejemplo' })).body.template
    expect((await edit(id, { content: 'Hola a todos' })).body.message).toContain('current status')
    await event('approved')
    expect((await edit(id, { content: 'Hola', category: 'UTILITY' })).body.message).toContain('Category')
    expect((await edit(id, { content: 'Hola a todos, hay novedades.' })).status).toBe(200)
    await until(() => {
      const told = on.listener.hooks.filter(({ body }) => body.payload?.status === 'approved')
      return told.length === 2
    }, 'approved again')
    expect((await list())[0].data).toBe('Hola a todos, hay novedades.')
    expect((await edit(id, { content: 'Hola otra vez a todos.' })).body.message).toContain('too often')
  })

  test('NAME-05: the name of a deleted approved one stays reserved in its language', async () => {
    const { id } = (await apply()).body.template
    await event('approved')
    await call('DELETE', on.at(`/template/promo_mayo/${id}`), on.headers)
    expect((await apply()).body.message).toContain('being deleted')
    expect((await apply({ languageCode: 'en' })).status).toBe(200)
  })
})
