import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type Bench, bench, call, partnerToken, until } from './test-bench.ts'

let on: Bench
let partner: Record<string, string>
const url = () => on.simulator.url
const refused = (answer: Answer, status: number, message: string) =>
  expect(answer).toEqual({ status, body: { status: 'error', message } })

beforeEach(async () => {
  on = await bench()
  partner = { token: await partnerToken(on.simulator) }
})
afterEach(() => on.stop())

describe('login and tokens', () => {
  test('takes the client secret under either name, and says who is unknown', async () => {
    const login = (fields: Record<string, string>) =>
      call('POST', `${url()}/partner/account/login`, {}, { form: fields })
    const email = 'partner@simulator.example'
    expect((await login({ email, secret: 'simulator-secret' })).body.token).toBeTypeOf('string')
    refused(await login({ email, secret: 'wrong' }), 403, 'Failed to authenticate')
    refused(await login({ email: 'who@example.com', secret: 'x' }), 403, 'Account Does not exist')
  })

  test('gives the same app token under both header names', async () => {
    const one = await call('GET', on.at('/token'), partner)
    const two = await call('GET', on.at('/token'), { authorization: partner['token'] ?? '' })
    expect(one.body.token).toMatchObject({ token: on.app.token, active: true, expiresOn: 0 })
    expect(two.body).toEqual(one.body)
    refused(await call('GET', on.at('/token'), { token: 'nobody' }), 401, 'Authentication Failed')
  })
})

describe('apps', () => {
  const create = (name: string) => call('POST', `${url()}/partner/app`, partner, { form: { name } })

  test('CH-11 names are checked, and a second app of one name is a conflict', async () => {
    refused(await create('ab-cdefg'), 400, 'Invalid characters used in app name')
    refused(await create('corto'), 400, 'App name  should be between 6     to 150 characters in length')
    const { body } = await create('canalnuevo02')
    expect(body.appId).toBeTypeOf('string')
    refused(await create('canalnuevo02'), 409, 'Bot Already Exists')
    const list = await call('GET', `${url()}/partner/account/api/partnerApps`, partner)
    expect(list.body.partnerAppsList).toContainEqual(
      expect.objectContaining({ id: body.appId, name: 'canalnuevo02', live: false }),
    )
  })

  test('an app that is not live says so', async () => {
    const { body } = await create('canalnuevo02')
    refused(await call('GET', `${url()}/partner/app/${body.appId}/health`, partner), 400, 'App is not live.')
    expect((await call('GET', on.at('/health'), on.headers)).body).toEqual({ status: 'success', healthy: 'true' })
  })

  test('state of a live app', async () => {
    const { body } = await call('GET', on.at('/waba/info'), on.headers)
    expect(body.wabaInfo).toMatchObject({ phone: '51900000701', accountStatus: 'ACTIVE', phoneQuality: 'GREEN' })
    const wallet = await call('GET', on.at('/wallet/balance'), on.headers)
    expect(wallet.body.walletResponse.currentBalance).toBeTypeOf('number')
    refused(await call('GET', on.at('/waba/info'), { token: 'x' }), 401, 'Authentication Failed')
  })
})

describe('sign-up', () => {
  const prepare = async () => {
    const { body } = await call('POST', `${url()}/partner/app`, partner, { form: { name: 'canalnuevo02' } })
    const at = `${url()}/partner/app/${body.appId}/onboarding`
    const contact = { contactEmail: 'ana@example.com', contactName: 'Botica Ejemplo', contactNumber: '51900000200' }
    await call('PUT', `${at}/contact`, partner, { form: contact })
    return { appId: String(body.appId), link: `${at}/embed/link` }
  }

  test('the link wants a user and a language, stays the same, and is replaced on demand', async () => {
    const { link } = await prepare()
    refused(await call('GET', `${link}?user=&lang=es`, partner), 400, 'Query Params cannot be empty')
    const first = await call('GET', `${link}?user=ana&lang=es`, partner)
    expect((await call('GET', `${link}?user=ana&lang=es`, partner)).body).toEqual(first.body)
    const next = await call('GET', `${link}?user=ana&lang=es&regenerate=true`, partner)
    expect(next.body.link).not.toBe(first.body.link)
    expect((await call('GET', first.body.link)).status).toBe(410)
  })

  test('an expired link is told, and so are too many of them', async () => {
    const { link } = await prepare()
    const ask = (more = '') => call('GET', `${link}?user=ana&lang=es${more}`, partner)
    await ask()
    for (const row of on.simulator.books.links.all()) row.expiresOn = 0
    refused(await ask(), 400, 'Link has expired, please regenerate link')
    for (let made = 0; made < 40; made += 1) expect((await ask('&regenerate=true')).status).toBe(200)
    const message = 'Max Links Already sent,  please contact support at devsupport@gupshup.io'
    refused(await ask('&regenerate=true'), 400, message)
  })

  test('CH-12 pressing the button makes the app live and tells the ACCOUNT subscribers', async () => {
    const { appId, link } = await prepare()
    const { token } = (await call('GET', `${url()}/partner/app/${appId}/token`, partner)).body.token
    const form = { url: on.listener.url, tag: 'go-live', version: '2', modes: 'ACCOUNT' }
    await call('POST', `${url()}/partner/app/${appId}/subscription`, { token }, { form })
    const page = (await call('GET', `${link}?user=ana&lang=es`, partner)).body.link
    expect((await call('GET', page)).body).toContain('Botica Ejemplo')
    expect((await call('POST', page, {}, { form: { phone: '51900000701' } })).body).toContain('Otro negocio')
    expect((await call('POST', page, {}, { form: { phone: '+51 900 000 150' } })).status).toBe(200)
    const live = await until(() => on.listener.hooks.find(({ body }) => body.type === 'onboarding-event'))
    expect(live.body).toMatchObject({ app: 'canalnuevo02', appId, phone: '51900000150', version: 2 })
    expect(live.body.payload).toMatchObject({ type: 'docker-status-event', payload: { status: 'live' } })
    const verified = await until(() => on.listener.hooks.find(({ body }) => body.type === 'account-event'))
    expect(verified.body.payload).toEqual({ type: 'status-event', payload: { status: 'ACCOUNT_VERIFIED' } })
  })

  test('with signUpDelayMs the number comes by itself', async () => {
    on.simulator.settings.signUpDelayMs = 5
    const { appId, link } = await prepare()
    await call('GET', `${link}?user=ana&lang=es`, partner)
    const app = await until(() => on.simulator.books.apps.get(appId)?.live && on.simulator.books.apps.get(appId))
    expect(app.phone).toMatch(/^51900000\d{3}$/)
  })
})

test('rate limits: the eleventh token of a minute is refused', async () => {
  const limited = await bench({ rateLimits: true })
  const token = await partnerToken(limited.simulator)
  for (let calls = 0; calls < 10; calls += 1)
    expect((await call('GET', limited.at('/token'), { token })).status).toBe(200)
  refused(await call('GET', limited.at('/token'), { token }), 429, 'Too Many Requests')
  await limited.stop()
})

test('media: upload, download, sample handle', async () => {
  const send = async (path: string, type = 'image/png', content = '\u0089PNG imagen') => {
    const body = new FormData()
    body.set('file', new File([Buffer.from(content, 'latin1')], 'a.png', { type: 'image/png' }))
    body.set('file_type', type)
    const response = await fetch(on.at(path), { method: 'POST', headers: on.headers, body })
    return response.json()
  }
  expect((await send('/upload/media')).handleId.message).toMatch(/^4::/)
  expect((await send('/upload/media', 'image/webp')).message).toMatch(/^Invalid file type/)
  expect((await send('/upload/media', 'application/pdf')).message).toBe('File does not match its file_type')
  const { mediaId } = await send('/media')
  const bytes = await fetch(on.at(`/media/${mediaId}`), { headers: on.headers })
  expect(Buffer.from(await bytes.arrayBuffer()).toString('latin1')).toBe('\u0089PNG imagen')
  expect(bytes.headers.get('content-type')).toBe('image/png')
})
