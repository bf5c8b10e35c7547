import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Bench, bench, call, statusesOf, until } from './test-bench.ts'

const customer = '51900100001'
const allModes = 'MESSAGE,ENQUEUED,SENT,DELIVERED,READ,FAILED'
let on: Bench

beforeEach(async () => {
  on = await bench()
  await on.subscribe({ modes: allModes })
  on.simulator.books.seedApp({
    name: on.app.name,
    templates: [
      {
        id: 'promo-1',
        elementName: 'promo_mayo',
        body: 'Hola, {{1}}. ¡Te ofrecemos *{{2}}* de descuento!',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Sí, quiero' },
          { type: 'QUICK_REPLY', text: 'No, gracias' },
        ],
      },
      { id: 'foto-1', elementName: 'foto', body: 'Mira esto', templateType: 'IMAGE' },
      { id: 'espera-1', elementName: 'espera', body: 'Aún no', status: 'REJECTED' },
      { id: 'pausada-1', elementName: 'pausada', body: 'Ya no', status: 'PAUSED' },
    ],
  })
})
afterEach(() => on.stop())

const send = (template: object, more: Record<string, string> = {}) =>
  call('POST', on.at('/template/msg'), on.headers, {
    form: {
      channel: 'whatsapp',
      source: '51900000701',
      destination: customer,
      'src.name': on.app.name,
      template: JSON.stringify(template),
      ...more,
    },
  })
const promo = { id: 'promo-1', params: ['Rosa', '20 %'] }
const postbackTexts = JSON.stringify([{ index: 1, text: 'ref-77' }])
const phone = (path = '', json?: object) =>
  call(json ? 'POST' : 'GET', `${on.simulator.url}/simulator/phones/${customer}${path}`, {}, json ? { json } : {})
const session = (message: object) =>
  call(
    'POST',
    `${on.simulator.url}/wa/api/v1/msg`,
    { apikey: on.app.apiKey },
    {
      form: {
        channel: 'whatsapp',
        source: '51900000701',
        destination: customer,
        'src.name': on.app.name,
        message: JSON.stringify(message),
      },
    },
  )
const inbound = () =>
  until(() => on.listener.hooks.find(({ body }) => body.type === 'message')?.body, 'an inbound message')

test('WS-2 statuses come in order, and the ledger knows the send', async () => {
  const { status, body } = await send(promo, { postbackTexts })
  expect(status).toBe(202)
  expect(body).toEqual({ status: 'submitted', messageId: expect.any(String) })
  await until(() => statusesOf(on.listener, body.messageId).length === 3)
  expect(statusesOf(on.listener, body.messageId)).toEqual(['enqueued', 'sent', 'delivered'])
  expect(on.simulator.books.sends).toEqual([
    expect.objectContaining({
      messageId: body.messageId,
      destination: customer,
      app: on.app.name,
      params: ['Rosa', '20 %'],
      text: 'Hola, Rosa. ¡Te ofrecemos *20 %* de descuento!',
      postbackTexts: [{ index: 1, text: 'ref-77' }],
    }),
  ])
  await phone('/read', { from: '51900000701' })
  await until(() => statusesOf(on.listener, body.messageId).at(-1) === 'read')
})

describe('what is refused at once', () => {
  test.each([
    ['too few parameters', { id: 'promo-1', params: ['Rosa'] }, {}, 132000],
    ['not approved', { id: 'espera-1', params: [] }, {}, 132001],
    ['paused', { id: 'pausada-1', params: [] }, {}, 132015],
    ['unknown', { id: 'none', params: [] }, {}, 132001],
    ['header media missing', { id: 'foto-1', params: [] }, {}, 132012],
    ['a line break in a value', { id: 'promo-1', params: ['Rosa\nMaría', 'x'] }, {}, 132012],
  ])('%s', async (_what, template, more, code) => {
    const answer = await send(template, more)
    expect(answer).toMatchObject({ status: 400, body: { status: 'error', code } })
    expect(on.simulator.books.sends).toEqual([])
  })

  test.each([
    ['Invalid Destination', { destination: 'nadie' }],
    ['Invalid App Details', { source: '51900000799' }],
    ['Invalid App Details', { 'src.name': 'otra' }],
  ])('%s', async (message, more: Record<string, string>) => {
    expect(await send(promo, more)).toEqual({ status: 400, body: { status: 'error', message } })
  })
})

test('media templates show what came along', async () => {
  const message = JSON.stringify({ type: 'image', image: { link: 'https://example.com/a.jpg' } })
  expect((await send({ id: 'foto-1', params: [] }, { message })).status).toBe(202)
  const chats = async () => (await phone()).body.chats
  await until(() => on.simulator.books.messages.find((row) => row.status === 'delivered'))
  expect((await chats())[0].messages[0].content.media).toEqual({ kind: 'image', url: 'https://example.com/a.jpg' })
})

test('WS-3 a tap on a template button carries the postback and points to the message', async () => {
  const { messageId } = (await send(promo, { postbackTexts })).body
  await until(() => statusesOf(on.listener, messageId).includes('delivered'))
  const began = Date.now()
  expect((await phone('/taps', { messageId, index: 1 })).status).toBe(201)
  const body = await inbound()
  expect(on.listener.hooks.at(-1)?.at).toBeLessThan(began + 100)
  expect(body).toMatchObject({ app: on.app.name, version: 2, type: 'message' })
  expect(body.payload).toMatchObject({
    source: customer,
    type: 'quick_reply',
    payload: { text: 'No, gracias', type: 'button', postbackText: 'ref-77' },
    sender: { phone: customer, name: 'Rosa Huamán', country_code: '51', dial_code: '900100001' },
    context: { id: expect.stringMatching(/^wamid\./), gsId: messageId },
  })
})

test('without a postback the title is sent back', async () => {
  const { messageId } = (await send(promo)).body
  await until(() => statusesOf(on.listener, messageId).includes('delivered'))
  await phone('/taps', { messageId, index: 0 })
  expect((await inbound()).payload.payload.postbackText).toBe('Sí, quiero')
})

test('MSG-06 the 46th message in a row to one person fails with 131056; another person gets one all the same', async () => {
  on.simulator.settings.rateLimits = true
  for (let n = 0; n < 45; n++) expect((await send(promo)).status).toBe(202)
  const { messageId } = (await send(promo)).body
  await until(() => statusesOf(on.listener, messageId).includes('failed'))
  const failed = on.listener.hooks.find(({ body }) => body.payload.type === 'failed')?.body.payload
  expect(failed).toMatchObject({ gsId: messageId, payload: { code: 131056 } })
  const other = (await send(promo, { destination: '51900100002' })).body.messageId
  await until(() => statusesOf(on.listener, other).includes('delivered'))
})

describe('TK-8 the 24-hour window', () => {
  test('a free text to a customer who never wrote fails with 131047', async () => {
    const { messageId } = (await session({ type: 'text', text: 'hola' })).body
    await until(() => statusesOf(on.listener, messageId).includes('failed'))
    expect(statusesOf(on.listener, messageId)).toEqual(['enqueued', 'failed'])
    const failed = on.listener.hooks.find(({ body }) => body.payload.type === 'failed')?.body.payload
    expect(failed).toMatchObject({ gsId: messageId, payload: { code: 131047 } })
    expect((await phone()).body.chats[0].messages).toEqual([])
  })

  test('inside the window it arrives; so do reply buttons and their taps', async () => {
    await phone('/messages', { to: '51900000701', text: 'buenas' })
    const message = {
      type: 'quick_reply',
      msgid: 'q1',
      content: { type: 'text', text: '¿Seguimos?' },
      options: [{ type: 'text', title: 'Sí', postbackText: 'si-1' }],
    }
    const { messageId } = (await session(message)).body
    await until(() => statusesOf(on.listener, messageId).includes('delivered'))
    await phone('/taps', { messageId, index: 0 })
    const tap = await until(() => on.listener.hooks.findLast(({ body }) => body.payload.type === 'quick_reply')?.body)
    expect(tap.payload.payload).toEqual({ title: 'Sí', id: 'q1', reply: 'Sí 1', postbackText: 'si-1' })
  })

  test('a wrong apikey is nobody', async () => {
    const url = `${on.simulator.url}/wa/api/v1/msg`
    expect((await call('POST', url, { apikey: 'x' }, { form: {} })).body.message).toBe('Authentication Failed')
  })
})

test('WS-10 mark read turns the customer’s ticks blue', async () => {
  await phone('/messages', { to: '51900000701', text: 'buenas' })
  const { id } = (await inbound()).payload
  const json = { type: 'message-event', message: { messaging_product: 'whatsapp', status: 'read', message_id: id } }
  expect((await call('POST', on.at('/v1/event'), on.headers, { json })).body).toEqual({ status: 'success' })
  expect((await phone()).body.chats[0].messages[0].status).toBe('read')
  const wrong = await call('POST', on.at('/v1/event'), on.headers, { json: { type: 'other' } })
  expect(wrong.body.message).toBe('Outbound event not supported')
})

test('inbound files come with a link that needs no credentials', async () => {
  const file = { name: 'a.png', contentType: 'image/png', base64: btoa('foto'), caption: 'mira' }
  await phone('/messages', { to: '51900000701', file })
  const { payload } = await inbound()
  expect(payload).toMatchObject({ type: 'image', payload: { contentType: 'image/png', caption: 'mira' } })
  expect(await (await fetch(payload.payload.url)).text()).toBe('foto')
})

describe('ST-5 version 3', () => {
  const post = (json: object) => call('POST', on.at('/v3/message'), on.headers, { json })
  const text = { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'hola' } }
  const meta = (kind: 'statuses' | 'messages') =>
    on.listener.hooks.flatMap(({ body }) => body.entry?.[0].changes[0].value[kind] ?? [])

  test('needs a version 3 subscription', async () => {
    expect((await post(text)).body.message).toBe('Callback Billing must be enabled for this API')
  })

  test('text, template, statuses and taps in Meta’s shape', async () => {
    await on.subscribe({ modes: allModes, version: '3', tag: 'three' })
    await phone('/messages', { to: '51900000701', text: 'buenas' })
    await until(() => meta('messages').length === 1)
    expect(meta('messages')[0]).toMatchObject({ from: customer, type: 'text', text: { body: 'buenas' } })
    const answer = await post(text)
    expect(answer.body).toMatchObject({ messaging_product: 'whatsapp', contacts: [{ wa_id: customer }] })
    const components = [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Rosa' },
          { type: 'text', text: '20 %' },
        ],
      },
      { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'ref-9' }] },
    ]
    const template = { name: 'promo_mayo', language: { code: 'es' }, components }
    const sent = await post({ messaging_product: 'whatsapp', to: `+${customer}`, type: 'template', template })
    const [{ id }] = sent.body.messages
    const statuses = () => meta('statuses').filter((status) => status.gs_id === id)
    await until(() => statuses().length === 3)
    expect(statuses().map(({ status }) => status)).toEqual(['enqueued', 'sent', 'delivered'])
    await phone('/taps', { messageId: id, index: 0 })
    await until(() => meta('messages').length === 2)
    expect(meta('messages')[1]).toMatchObject({
      type: 'button',
      button: { payload: 'ref-9', text: 'Sí, quiero' },
      context: { gs_id: id },
    })
    const short = { name: 'promo_mayo', language: { code: 'es' }, components: [] }
    const refused = await post({ messaging_product: 'whatsapp', to: customer, type: 'template', template: short })
    expect(refused.body.code).toBe(132000)
  })
})
