import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type Fault, faultyLine } from '../support/faulty-line.ts'
import { jpeg, mp4, pdf, png } from '../support/media-files.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { uploadAs } from '../support/upload.ts'

type Type = 'TEXT' | 'IMAGE' | 'DOCUMENT' | 'VIDEO'

let line: Awaited<ReturnType<typeof faultyLine>>
let server: TestServer
let company: Company
let agent: TestPerson
let channel: TestChannel
let queueId: string
let uploads = 0
let n = 0

beforeAll(async () => {
  line = await faultyLine(() => server.simulator.url)
  server = await startTestServer({ settings: { GUPSHUP_PARTNER_URL: line.url } })
})
afterAll(async () => {
  line.mend()
  line.release()
  await server.stop()
  line.close()
})
beforeEach(async () => {
  onUploads(null)
  uploads = 0
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  const place = { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] }
  queueId = (await makeQueue(server, place)).id
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
})

function onUploads(fault: Fault | null): void {
  line.break((req) => {
    if (!req.url?.endsWith('/media')) return null
    uploads++
    return fault
  })
}

const template = async (type: Type) =>
  (
    await makeApprovedTemplate(server, {
      companyId: company.id,
      channel,
      type,
      assignedTo: [{ campaignId: company.defaultCampaignId }],
    })
  ).id
const uploaded = async (bytes: Buffer, type: Type, name?: string) => {
  const { status, body } = await uploadAs(server, agent, bytes, { type, ...(name === undefined ? {} : { name }) })
  expect(status).toBe(200)
  return body['id'] as string
}
const send = (templateId: string, more: object = {}) =>
  agent.call('POST', '/workspace/sends', {
    clientKey: randomUUID(),
    campaignId: company.defaultCampaignId,
    queueId,
    templateId,
    to: { phone: `+5190031${String(++n).padStart(4, '0')}` },
    values: {},
    ...more,
  })
async function sent(templateId: string, more: object): Promise<{ messageId: string; interactionId: string }> {
  const { status, body } = await send(templateId, more)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const row = async (id: string) =>
  (
    await server.sql<{ status: number; attempts: number; error_code: string | null }>(
      'select status, attempts, error_code from message where id = $1',
      [id],
    )
  )[0]!
const reaches = (id: string, ...statuses: number[]) =>
  until(`status ${statuses.join(' or ')}`, async () => statuses.includes((await row(id)).status), 12_000)
const ledger = () => server.simulator.books.sends.filter((s) => s.appId === channel.appId)
const onPhone = (at: number) =>
  server.simulator.books.messages.all().filter((m) => m.appId === channel.appId)[at]?.content.media

describe('templates with picture, document or video', () => {
  test.each([
    ['IMAGE', jpeg(), 'foto.jpg', 'image/jpeg', 'image'],
    ['DOCUMENT', pdf(), 'boleta marzo', 'application/pdf', 'file'],
    ['VIDEO', mp4({ audio: ['mp4a'] }), 'saludo.mp4', 'video/mp4', 'video'],
  ] as const)(
    'WS-1 TP-9 %s: uploaded, sent, delivered, and shown on both sides',
    async (type, bytes, name, mime, form) => {
      const templateId = await template(type)
      const fileId = await uploaded(bytes, type, name)
      const { messageId, interactionId } = await sent(templateId, { fileId })
      await reaches(messageId, 6, 7)
      const kind = type.toLowerCase()
      const [entry] = ledger()
      expect(entry!.header).toEqual({
        type: kind,
        [kind]: { id: expect.any(String) as string, ...(type === 'DOCUMENT' && { filename: 'boleta marzo.pdf' }) },
      })
      const shown = onPhone(0)!
      const there = await fetch(shown.url)
      expect([there.headers.get('content-type'), Buffer.from(await there.arrayBuffer()).equals(bytes)]).toEqual([
        mime,
        true,
      ])
      const { body } = await agent.call('GET', `/interactions/${interactionId}/messages`)
      const { media } = body.items[0]
      expect(media).toMatchObject({ url: `/api/files/${fileId}`, state: 'stored', form, type: mime, fileName: name })
      const here = await fetch(`${server.url}${media.url}`, { headers: { cookie: agent.cookie } })
      expect(Buffer.from(await here.arrayBuffer()).equals(bytes)).toBe(true)
    },
  )

  test('WS-1 the list offers them with what they want', async () => {
    const templateId = await template('VIDEO')
    const query = `campaignId=${company.defaultCampaignId}&queueId=${queueId}`
    expect((await agent.call('GET', `/workspace/templates?${query}`)).body).toMatchObject([
      { id: templateId, type: 'VIDEO' },
    ])
  })

  test('one file in thirty sends at once is brought to the provider once, and for each channel', async () => {
    const templateId = await template('IMAGE')
    const fileId = await uploaded(png(), 'IMAGE')
    const messages = await Promise.all(Array.from({ length: 30 }, () => sent(templateId, { fileId })))
    for (const { messageId } of messages) await reaches(messageId, 3, 4, 6, 7)
    expect(uploads).toBe(1)
    // It outlives the process that brought it.
    await server.restart()
    await reaches((await sent(templateId, { fileId })).messageId, 3, 4, 6, 7)
    expect([uploads, ledger().length]).toEqual([1, 31])
  })

  test('nobody else waits for a file that is on its way; what follows to the same person comes behind it', async () => {
    const [withFile, plain] = [await template('IMAGE'), await template('TEXT')]
    const fileId = await uploaded(png(), 'IMAGE')
    onUploads('hang')
    const to = { phone: '+51900319999' }
    const first = await sent(withFile, { fileId, to })
    await until('it is on its way', () => line.held() === 1)
    const behind = await sent(plain, { to })
    const other = await sent(plain, {})
    await reaches(other.messageId, 3, 4, 6, 7)
    expect([(await row(first.messageId)).status, (await row(behind.messageId)).status]).toEqual([0, 0])
    onUploads(null)
    line.release()
    for (const { messageId } of [first, behind]) await reaches(messageId, 3, 4, 6, 7)
    expect(ledger().map(({ header, destination }) => [destination === '51900319999', header !== undefined])).toEqual([
      [false, false],
      [true, true],
      [true, false],
    ])
  })

  test('WS-1 the same wish twice is one message, with its file', async () => {
    const templateId = await template('IMAGE')
    const wish = { fileId: await uploaded(png(), 'IMAGE'), clientKey: randomUUID(), to: { phone: '+51900318888' } }
    const answers = await Promise.all([sent(templateId, wish), sent(templateId, wish)])
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1)
    await reaches(answers[0]!.messageId, 6, 7)
    expect(ledger()).toHaveLength(1)
  })
})

describe('refused before anything is sent', () => {
  test('TP-9 without a file, with one of another kind, or with one where none goes', async () => {
    const picture = await uploaded(png(), 'IMAGE')
    const video = await template('VIDEO')
    expect(await send(video)).toMatchObject({
      status: 422,
      body: { code: 'file_missing', errors: [{ field: 'fileId' }] },
    })
    expect(await send(video, { fileId: picture })).toMatchObject({
      status: 422,
      body: {
        code: 'file_refused',
        errors: [{ field: 'fileId', rule: 'MED-10', message: 'Aquí va un video MP4 (H.264) de hasta 5 MB.' }],
      },
    })
    expect((await send(await template('TEXT'), { fileId: picture })).status).toBe(400)
    expect(await server.sql('select from message where company_id = $1', [company.id])).toEqual([])
  })

  test("another company's file is not found, nor a colleague's", async () => {
    const templateId = await template('IMAGE')
    const strangers = await makeCompany(server)
    for (const companyId of [strangers.id, company.id]) {
      const who = await makePerson(server, { companyId, role: 'agent' })
      const { body } = await uploadAs(server, who, png({ width: 900 }), { type: 'IMAGE' })
      expect((await send(templateId, { fileId: body['id'] })).status).toBe(404)
    }
    expect((await send(templateId, { fileId: randomUUID() })).status).toBe(404)
  })
})

describe('a file that does not get to the provider', () => {
  test('never_sent and busy: its message waits, and leaves once, when the file gets through', async () => {
    const templateId = await template('IMAGE')
    const fileId = await uploaded(png(), 'IMAGE')
    for (const fault of [
      'cut',
      'lost',
      { status: 429, body: { status: 'error', message: 'Too Many Requests' } },
    ] as const) {
      await server.sql('delete from file_at_provider where company_id = $1', [company.id])
      await server.restart()
      const before = ledger().length
      onUploads(fault)
      const { messageId } = await sent(templateId, { fileId })
      await until('a first try', async () => (await row(messageId)).attempts > 0 && (await row(messageId)).status === 0)
      onUploads(null)
      await reaches(messageId, 3, 4, 6, 7)
      expect(ledger().length - before).toBe(1)
    }
  })

  test('refused: final, with the reason', async () => {
    const templateId = await template('IMAGE')
    onUploads({ status: 400, body: { status: 'error', message: 'Only CAPI apps allowed to generate media ID' } })
    const { messageId } = await sent(templateId, { fileId: await uploaded(png(), 'IMAGE') })
    await reaches(messageId, 5)
    expect(ledger()).toEqual([])
  })

  test('gone from our disk: final, in plain words', async () => {
    const templateId = await template('IMAGE')
    const fileId = await uploaded(png(), 'IMAGE')
    const [file] = await server.sql<{ storage_key: string }>('select storage_key from file where id = $1', [fileId])
    rmSync(path.join(server.system.config.DATA_DIR, 'media', file!.storage_key))
    const { messageId, interactionId } = await sent(templateId, { fileId })
    await reaches(messageId, 5)
    const { body } = await agent.call('GET', `/interactions/${interactionId}/messages`)
    expect(body.items[0].failure).toBe('El archivo ya no está guardado. Adjúntalo y envíalo otra vez.')
  })

  test('forgotten early by the provider: it is brought there again, and its message leaves', async () => {
    const templateId = await template('IMAGE')
    const fileId = await uploaded(png(), 'IMAGE')
    await reaches((await sent(templateId, { fileId })).messageId, 6, 7)
    for (const media of server.simulator.books.media.all()) server.simulator.books.media.remove(media.id)
    await server.sql(`update file_at_provider set at = now() - interval '10 days' where company_id = $1`, [company.id])
    await server.restart()
    await reaches((await sent(templateId, { fileId })).messageId, 6, 7)
    expect(uploads).toBe(2)
  })
})
