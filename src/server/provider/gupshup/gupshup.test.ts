import { expect, onTestFinished, test } from 'vitest'
import type { SessionMedia, TemplateHeader } from '../port.ts'
import { createGupshup, type GupshupConfig } from './gupshup.ts'
import { listen, type Received } from './listen.test-support.ts'
import { createLimiter, UNCOUNTED } from './rate-limits.ts'

const EMAIL = 'operador@example.com'
const SECRET = 's3cret-s3cret'
const onLeaving = () => undefined
const APP = { appId: 'app-1', appName: 'canal7', source: '51900000009' }

type Answers = (asked: Received) => [number, unknown] | undefined

/** A partner account that logs in and gives app tokens; the rest is the test's. */
async function gupshup(
  answers: Answers = () => undefined,
  more: Partial<GupshupConfig> = {},
  login: Answers = () => [200, { token: 'partner-token-1' }],
) {
  const server = await listen((asked) => {
    if (asked.line === 'POST /partner/account/login') return login(asked)
    const given = answers(asked)
    if (given) return given
    if (asked.line.endsWith('/token')) return [200, { status: 'success', token: { token: 'app-token-1' } }]
    return [404, { status: 'error', message: `not here: ${asked.line}` }]
  })
  const provider = createGupshup({
    partnerUrl: server.url,
    apiUrl: `${server.url}/self`,
    tokens: { kind: 'classic', email: EMAIL, secret: SECRET },
    timeoutMs: 500,
    ...more,
  })
  onTestFinished(() => provider.close())
  const own = () => server.received.filter(({ line }) => !line.endsWith('/login') && !line.endsWith('/token'))
  return { provider, ...server, own }
}

const fields = (asked: Received | undefined) => Object.fromEntries(new URLSearchParams(asked?.body))
const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)

test('many calls log in once, with the secret under both names, and carry the app token under both headers', async () => {
  const { provider, received, lines, own } = await gupshup(({ line }) =>
    line.endsWith('/v1/event') ? [200, {}] : undefined,
  )
  await Promise.all([1, 2, 3, 4, 5].map((n) => provider.markRead('app-1', `wamid.${n}`)))
  expect(lines().filter((line) => line.endsWith('/login'))).toHaveLength(1)
  expect(lines().filter((line) => line.endsWith('/token'))).toHaveLength(1)
  expect(fields(received[0])).toEqual({ email: EMAIL, secret: SECRET, password: SECRET })
  expect(received[1]!.headers).toMatchObject({ token: 'partner-token-1', authorization: 'partner-token-1' })
  expect(own()[0]!.headers).toMatchObject({ token: 'app-token-1', authorization: 'app-token-1' })
  expect(JSON.parse(own()[0]!.body)).toEqual({
    type: 'message-event',
    message: { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.1' },
  })
})

test('a token refused with 401 is fetched anew once for all who hold it', async () => {
  let tokens = 0
  const { provider, lines } = await gupshup(({ line, headers }) => {
    if (line.endsWith('/token')) return [200, { token: `app-token-${++tokens}` }]
    return headers.token === 'app-token-2' ? [200, {}] : [401, { message: 'Authentication Failed' }]
  })
  await Promise.all([1, 2, 3].map((n) => provider.markRead('app-1', `wamid.${n}`)))
  expect(tokens).toBe(2)
  expect(lines().filter((line) => line.endsWith('/event'))).toHaveLength(6)
})

test('a second 401 is refused for the credentials, and so is a login that is turned down', async () => {
  const { provider, lines } = await gupshup(({ line }) =>
    line.endsWith('/event') ? [401, { message: 'no' }] : undefined,
  )
  expect(await caught(provider.markRead('app-1', 'wamid.1'))).toMatchObject({ verdict: 'refused', code: 'credentials' })
  expect(lines().filter((line) => line.endsWith('/event'))).toHaveLength(2)
  const stranger = await gupshup(undefined, {}, () => [403, { message: `Account Does not exist ${SECRET}` }])
  const fault = await caught(stranger.provider.findApp('canal7'))
  expect(fault).toMatchObject({ verdict: 'refused', code: 'credentials', status: 403 })
  expect(String(fault)).not.toContain(SECRET)
})

test('CH-11 an app whose name is taken, or whose answer was lost, is found by its name and not made again', async () => {
  for (const answer of [[409, { message: 'Bot Already Exists' }] as [number, unknown], undefined]) {
    const { provider, own, lines } = await gupshup(({ line }) => {
      if (line === 'POST /partner/app') return answer ?? [500, { message: 'Unable to create App' }]
      if (!line.endsWith('/partnerApps')) return undefined
      return [
        200,
        {
          partnerAppsList: [
            { id: 'app-0', name: 'canal70' },
            { id: 'app-1', name: 'canal7', live: 'true' },
          ],
        },
      ]
    })
    expect(await provider.createApp('canal7')).toEqual({ appId: 'app-1' })
    expect(fields(own()[0])).toEqual({ name: 'canal7' })
    expect(lines().filter((line) => line === 'POST /partner/app')).toHaveLength(1)
    expect(await provider.findApp('canal7')).toEqual({ appId: 'app-1', name: 'canal7', live: true })
    expect(await provider.findApp('canal')).toBeNull()
    expect(await caught(provider.createApp('canal'))).toMatchObject({ verdict: answer ? 'refused' : 'uncertain' })
  }
})

test('contact, link and account information', async () => {
  const { provider, own } = await gupshup(({ line }) => {
    if (line.includes('/embed/link')) return [200, { status: 'success', link: 'https://link.example.com/x' }]
    if (line.endsWith('/waba/info'))
      return [200, { wabaInfo: { accountStatus: 'ACTIVE', phone: '+51900000009', wabaId: 7 } }]
    return line.endsWith('/contact') ? [200, { status: 'success' }] : undefined
  })
  await provider.setContact('app-1', { name: 'Ana Ruiz', email: 'ana@example.com', phone: '51900000001' })
  const link = await provider.embedLink('app-1', { user: 'Ana', language: 'es', regenerate: false })
  expect(link.link).toBe('https://link.example.com/x')
  expect(link.expiresAt.getTime() - Date.now()).toBeGreaterThan(4.9 * 86_400_000)
  expect(await provider.wabaInfo('app-1')).toEqual({ accountStatus: 'ACTIVE', phone: '51900000009', wabaId: '7' })
  expect(own().map(({ line, body }) => [line, body])).toEqual([
    [
      'PUT /partner/app/app-1/onboarding/contact',
      'contactEmail=ana%40example.com&contactName=Ana+Ruiz&contactNumber=51900000001',
    ],
    ['GET /partner/app/app-1/onboarding/embed/link?regenerate=false&user=Ana&lang=es', ''],
    ['GET /partner/app/app-1/waba/info', ''],
  ])
})

test('a template send and its answers', async () => {
  const { provider, own } = await gupshup(({ line }) =>
    line.endsWith('/msg') ? [202, { status: 'submitted', messageId: 'm-1' }] : undefined,
  )
  const message = {
    onLeaving,
    to: '51900000001',
    templateId: 't-1',
    params: ['Ana', '20 %'],
    postbacks: ['q:1', 'q:2'],
  }
  expect(await provider.sendTemplate(APP, message)).toEqual({ messageId: 'm-1' })
  await provider.sendTemplate({ ...APP, apiKey: 'key-1' }, { ...message, postbacks: [] })
  const form = { channel: 'whatsapp', source: APP.source, destination: '51900000001', 'src.name': 'canal7' }
  const template = '{"id":"t-1","params":["Ana","20 %"]}'
  expect(own().map((asked) => [asked.line, fields(asked)])).toEqual([
    [
      'POST /partner/app/app-1/template/msg',
      { ...form, template, postbackTexts: '[{"index":0,"text":"q:1"},{"index":1,"text":"q:2"}]' },
    ],
    ['POST /self/wa/api/v1/template/msg', { ...form, template }],
  ])
  expect(own()[1]!.headers.apikey).toBe('key-1')
})

test('ST-5 text inside the window leaves in the v3 shape, or with an API key in the old one', async () => {
  const { provider, own } = await gupshup(({ line }) => {
    if (line.endsWith('/v3/message')) return [200, { messages: [{ id: 'm-3' }] }]
    return line.endsWith('/msg') ? [200, { messageId: 'm-2' }] : undefined
  })
  const message = { onLeaving, to: '51900000001', text: 'Hola', replyTo: 'm-0' }
  expect(await provider.sendSession(APP, message)).toEqual({ messageId: 'm-3' })
  expect(await provider.sendSession({ ...APP, apiKey: 'key-1' }, message)).toEqual({ messageId: 'm-2' })
  expect(JSON.parse(own()[0]!.body)).toEqual({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '51900000001',
    type: 'text',
    text: { body: 'Hola', preview_url: true },
    context: { message_id: 'm-0' },
  })
  expect(JSON.parse(fields(own()[1]).message!)).toEqual({
    type: 'text',
    text: 'Hola',
    previewUrl: true,
    context: { msgId: 'm-0' },
  })
})

const CAPTION = 'Tu recibo'
const LINK = 'https://files.example.com/a'
const PLACE = { latitude: -12.05, longitude: -77.03, name: 'Tienda', address: 'Lima' }
const sessionSends: [SessionMedia, string, object, object][] = [
  [
    { kind: 'image', source: { link: LINK } },
    CAPTION,
    { type: 'image', image: { link: LINK, caption: CAPTION } },
    { type: 'image', originalUrl: LINK, previewUrl: LINK, caption: CAPTION },
  ],
  [
    { kind: 'image', source: { mediaId: 'm-1' } },
    '',
    { type: 'image', image: { id: 'm-1' } },
    { type: 'image', id: 'm-1' },
  ],
  [
    { kind: 'video', source: { link: LINK } },
    CAPTION,
    { type: 'video', video: { link: LINK, caption: CAPTION } },
    { type: 'video', url: LINK, caption: CAPTION },
  ],
  [
    { kind: 'document', source: { mediaId: 'm-1' }, fileName: 'recibo.pdf' },
    CAPTION,
    { type: 'document', document: { id: 'm-1', filename: 'recibo.pdf', caption: CAPTION } },
    { type: 'file', id: 'm-1', filename: 'recibo.pdf', caption: CAPTION },
  ],
  [
    { kind: 'audio', source: { link: LINK } },
    '',
    { type: 'audio', audio: { link: LINK } },
    { type: 'audio', url: LINK },
  ],
  [{ kind: 'location', ...PLACE }, '', { type: 'location', location: PLACE }, { type: 'location', ...PLACE }],
]

test.each(sessionSends)('ST-5 WS-5 %j leaves in both shapes', async (media, text, inMeta, selfServe) => {
  const { provider, own } = await gupshup(({ line }) => {
    if (line.endsWith('/v3/message')) return [200, { messages: [{ id: 'm-3' }] }]
    return line.endsWith('/msg') ? [200, { messageId: 'm-2' }] : undefined
  })
  const message = { onLeaving, to: '51900000001', text, media, replyTo: 'm-0' }
  await provider.sendSession(APP, message)
  await provider.sendSession({ ...APP, apiKey: 'key-1' }, message)
  const head = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '51900000001' }
  expect(JSON.parse(own()[0]!.body)).toEqual({ ...head, ...inMeta, context: { message_id: 'm-0' } })
  expect(JSON.parse(fields(own()[1]).message!)).toEqual({ ...selfServe, context: { msgId: 'm-0' } })
})

test('WS-5 text beside audio or a location would be lost: it is refused before anything leaves', async () => {
  const { provider, received } = await gupshup()
  for (const media of [{ kind: 'audio', source: { link: LINK } } as const, { kind: 'location', ...PLACE } as const])
    expect(
      await caught(provider.sendSession(APP, { onLeaving, to: '51900000001', text: CAPTION, media })),
    ).toMatchObject({
      verdict: 'refused',
      code: 'no_caption',
    })
  expect(received).toHaveLength(0)
})

test('a template with a file or a place in its header, and one with a code', async () => {
  const { provider, own } = await gupshup(({ line }) =>
    line.endsWith('/msg') ? [202, { messageId: 'm-1' }] : undefined,
  )
  const message = { onLeaving, to: '51900000001', templateId: 't-1', params: ['1234'], postbacks: [] }
  const headers: [TemplateHeader, object][] = [
    [
      { kind: 'image', source: { link: LINK } },
      { type: 'image', image: { link: LINK } },
    ],
    [
      { kind: 'video', source: { mediaId: 'm-9' } },
      { type: 'video', video: { id: 'm-9' } },
    ],
    [
      { kind: 'document', source: { link: LINK }, fileName: 'a.pdf' },
      { type: 'document', document: { link: LINK, filename: 'a.pdf' } },
    ],
    [
      { kind: 'location', ...PLACE },
      { type: 'location', location: PLACE },
    ],
  ]
  for (const [header] of headers) await provider.sendTemplate(APP, { ...message, header })
  expect(own().map((asked) => JSON.parse(fields(asked).message!) as object)).toEqual(headers.map(([, sent]) => sent))
  await provider.sendTemplate(APP, { ...message, oneTimeCode: true })
  expect(fields(own().at(-1)).template).toBe('{"id":"t-1","params":["1234","1234"]}')

  const once = await gupshup(({ line }) => (line.endsWith('/msg') ? [202, { messageId: 'm-1' }] : undefined), {
    codeCount: 1,
  })
  await once.provider.sendTemplate(APP, { ...message, oneTimeCode: true })
  expect(fields(once.own()[0]).template).toBe('{"id":"t-1","params":["1234"]}')
})

test('every kind of send says once when it leaves, before it is answered', async () => {
  const said: string[] = []
  const { provider } = await gupshup(({ line }) => {
    if (!line.endsWith('/msg') && !line.endsWith('/message')) return undefined
    said.push('answered')
    return [200, { messageId: 'm-1', messages: [{ id: 'm-1' }] }]
  })
  const to = { to: '51900000001', onLeaving: () => void said.push('left') }
  for (const app of [APP, { ...APP, apiKey: 'key-1' }]) {
    await provider.sendTemplate(app, { ...to, templateId: 't-1', params: [], postbacks: [] })
    await provider.sendSession(app, { ...to, text: 'Hola' })
  }
  expect(said).toEqual(Array.from({ length: 4 }, () => ['left', 'answered']).flat())
})

test('a send without a message id in its answer, or without an answer, is uncertain and asked once', async () => {
  for (const answer of [[200, {}] as [number, unknown], [500, {}] as [number, unknown]]) {
    const { provider, own } = await gupshup(({ line }) => (line.endsWith('/msg') ? answer : undefined))
    const message = { onLeaving, to: '51900000001', templateId: 't-1', params: [], postbacks: [] }
    expect(await caught(provider.sendTemplate(APP, message))).toMatchObject({ verdict: 'uncertain' })
    expect(own()).toHaveLength(1)
  }
})

test('a template submission carries the documented fields', async () => {
  const made = {
    id: 't-1',
    elementName: 'aviso',
    languageCode: 'es',
    category: 'UTILITY',
    status: 'PENDING',
    quality: 'UNKNOWN',
  }
  const { provider, own } = await gupshup(({ line }) =>
    line.endsWith('/templates') ? [200, { status: 'success', template: made }] : undefined,
  )
  const template = {
    name: 'aviso',
    language: 'es',
    category: 'UTILITY',
    type: 'TEXT',
    header: 'Pedido {{1}}',
    headerExample: 'Pedido 7',
    body: 'Hola {{1}}',
    example: 'Hola Ana',
    footer: 'Gracias',
    buttons: [{ type: 'QUICK_REPLY', text: 'Sí' }],
  } as const
  const read = { id: 't-1', name: 'aviso', language: 'es', category: 'UTILITY', status: 'PENDING', quality: 'UNKNOWN' }
  expect(await provider.submitTemplate('app-1', { ...template, buttons: [...template.buttons] })).toEqual(read)
  expect(fields(own()[0])).toEqual({
    elementName: 'aviso',
    languageCode: 'es',
    category: 'UTILITY',
    vertical: 'aviso',
    templateType: 'TEXT',
    content: 'Hola {{1}}',
    example: 'Hola Ana',
    header: 'Pedido {{1}}',
    exampleHeader: 'Pedido 7',
    footer: 'Gracias',
    buttons: '[{"type":"QUICK_REPLY","text":"Sí"}]',
    allowTemplateCategoryChange: 'false',
    enableSample: 'true',
  })
})

test.each([
  ['counted from 0', 0, 205, 3],
  ['counted from 1, with nothing at 0', 1, 205, 4],
  ['ignored', undefined, 100, 3],
  ['of an empty list', 0, 0, 2],
  ['cut shorter than asked for', 0, 120, 3, 50],
  ['cut shorter, with the first of them at 0 and at 1', 1, 50, 4, 25],
])('all templates are read where pages are %s', async (_, firstPage, count, calls, size = 100) => {
  const rows = Array.from({ length: count }, (__, n) => ({ id: `t-${n}`, elementName: `aviso_${n}` }))
  const { provider, own } = await gupshup(({ line }) => {
    if (!line.includes('/templates?')) return undefined
    const page = Number(new URL(line.slice(4), 'http://x').searchParams.get('pageNo')) - (firstPage ?? 0)
    const templates = firstPage === undefined ? rows : page < 0 ? [] : rows.slice(page * size, page * size + size)
    return [200, { status: 'success', templates }]
  })
  expect(await provider.listTemplates('app-1')).toHaveLength(count)
  expect(own()).toHaveLength(calls)
})

/** Keeps subscriptions as Gupshup does; `wraps` says whether it puts `meta` under `headers` itself. */
function subscriptionBook(wraps: boolean, rows: Record<string, unknown>[] = []) {
  return (asked: Received): [number, unknown] | undefined => {
    const [, method, last] = /^(\w+) .*\/subscription\/?(.*)$/.exec(asked.line) ?? []
    if (!method) return undefined
    const form = fields(asked)
    const meta = form.meta && (wraps ? JSON.stringify({ headers: JSON.parse(form.meta) as unknown }) : form.meta)
    const index = rows.findIndex((row) => row.id === last)
    if (method === 'GET') return [200, { status: 'success', subscriptions: rows }]
    if (method === 'DELETE') rows.splice(index, 1)
    if (method === 'PUT') Object.assign(rows[index]!, form, { meta })
    if (method === 'POST') {
      if (rows.some((row) => row.tag === form.tag))
        return [400, { status: 'error', message: 'Duplicate component tag' }]
      rows.push({ ...form, meta, id: String(rows.length + 1) })
      return [200, { status: 'success', subscription: rows.at(-1) }]
    }
    return [200, { status: 'success' }]
  }
}

const WANTED = { url: 'https://canales.example.com/hooks/k', tag: 'canal7', secretHeaders: { 'x-secret': 'h-1' } }

test.each([
  [true, 5],
  [false, 7],
])('ST-5 both subscriptions stand, their headers at one level (meta wrapped by Gupshup: %s)', async (wraps, calls) => {
  const rows: Record<string, unknown>[] = []
  const { provider, own } = await gupshup(subscriptionBook(wraps, rows), { limiter: createLimiter(UNCOUNTED) })
  expect(await provider.subscribe('app-1', WANTED)).toEqual({ subscriptionId: '2', headersCarried: true })
  expect(rows.map(({ tag, version, modes, meta }) => [tag, version, modes, JSON.parse(String(meta))])).toEqual([
    ['canal7v3', '3', 'BILLING,OTHERS', { headers: { 'x-secret': 'h-1' } }],
    [
      'canal7',
      '2',
      'MESSAGE,SENT,DELIVERED,READ,ENQUEUED,FAILED,DELETED,TEMPLATE,ACCOUNT,BILLING',
      { headers: { 'x-secret': 'h-1' } },
    ],
  ])
  expect(own()).toHaveLength(calls)
})

test.each([true, false])(
  'a new secret and address go onto the same subscriptions, which are never without (meta wrapped by Gupshup: %s)',
  async (wraps) => {
    const rows: Record<string, unknown>[] = []
    const seen = new Set<string>()
    const book = subscriptionBook(wraps, rows)
    const unlimited = { limiter: createLimiter(UNCOUNTED) }
    const before = await gupshup(book, unlimited)
    await before.provider.subscribe('app-1', WANTED)
    // Another process, which does not know yet how `meta` is to be written.
    const after = await gupshup((asked) => {
      const answer = book(asked)
      seen.add(JSON.stringify([rows.length, rows[1]?.tag, rows[1]?.url, rows[1]?.meta]))
      return answer
    }, unlimited)
    const fresh = { ...WANTED, url: 'https://canales.example.com/hooks/k2', secretHeaders: { 'x-secret': 'h-2' } }
    expect(await after.provider.subscribe('app-1', fresh)).toEqual({ subscriptionId: '2', headersCarried: true })
    expect(rows.map(({ url, meta }) => [url, meta])).toEqual([
      [fresh.url, '{"headers":{"x-secret":"h-2"}}'],
      [fresh.url, '{"headers":{"x-secret":"h-2"}}'],
    ])
    // The one that carries the messages went from the old headers to the new ones in one step.
    expect([...seen]).toEqual([
      JSON.stringify([2, 'canal7', WANTED.url, '{"headers":{"x-secret":"h-1"}}']),
      JSON.stringify([2, 'canal7', fresh.url, '{"headers":{"x-secret":"h-2"}}']),
    ])
  },
)

test('an app whose five subscriptions are taken says so, and by whom', async () => {
  const rows = ['uno', 'dos', 'tres', 'cuatro', 'cinco'].map((tag, n) => ({ id: String(n), tag }))
  const book = subscriptionBook(true, rows)
  const { provider } = await gupshup((asked) =>
    asked.line.startsWith('POST ') && asked.line.endsWith('/subscription')
      ? [500, { status: 'error', message: 'Unable To Create Subscription' }]
      : book(asked),
  )
  const fault = await caught(provider.subscribe('app-1', WANTED))
  expect(fault).toMatchObject({ verdict: 'refused', code: 'subscriptions_full' })
  expect(String(fault)).toContain('uno, dos, tres, cuatro, cinco')
})

test('a subscription of that tag is brought up to date, even one that the list did not show at first', async () => {
  const rows = [{ id: '7', tag: 'canal7', url: 'https://old.example.com' }]
  const shown = await gupshup(subscriptionBook(true, rows))
  expect(await shown.provider.subscribe('app-1', WANTED)).toEqual({ subscriptionId: '7', headersCarried: true })
  expect(rows).toMatchObject([{ id: '7', url: WANTED.url }, { tag: 'canal7v3' }])

  const late = [{ id: '7', tag: 'canal7', url: 'https://old.example.com' }]
  const book = subscriptionBook(true, late)
  let lists = 0
  const hidden = await gupshup((asked) => {
    if (asked.line.endsWith('GET /partner/app/app-1/subscription') && ++lists === 1) return [200, { subscriptions: [] }]
    return book(asked)
  })
  await caught(hidden.provider.subscribe('app-1', WANTED))
  expect(late[0]).toMatchObject({ id: '7', url: WANTED.url })
})

test('unsubscribing ends both, and what is gone is no fault', async () => {
  const rows = [
    { id: '7', tag: 'canal7' },
    { id: '8', tag: 'canal7v3' },
    { id: '9', tag: 'other' },
  ]
  const { provider } = await gupshup(subscriptionBook(true, rows))
  await provider.unsubscribe('app-1', '7')
  expect(rows).toEqual([{ id: '9', tag: 'other' }])
  await provider.unsubscribe('app-1', '7')
})
