import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type * as z from 'zod'
import type { Message } from '../../src/contract/workspace.ts'
import { writeOggOpus } from '../../src/rules/media/ogg.ts'
import { readWebmOpus } from '../../src/rules/media/webm.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { jpeg, mp4, pdf, png } from '../support/media-files.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { uploadAs } from '../support/upload.ts'

const MB = 1_048_576
type Shown = z.infer<typeof Message>
const voice = Buffer.from(
  writeOggOpus(readWebmOpus(new Uint8Array(readFileSync(new URL('../support/voice.webm', import.meta.url))))!, 7),
)

let server: TestServer
let company: Company
let agent: TestPerson
let channel: TestChannel
let queueId: string
let ticketId: string
let phone: string
let n = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  const place = { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] }
  queueId = (await makeQueue(server, place)).id
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
  phone = `5190055${String(++n).padStart(4, '0')}`
  ticketId = await ticketFrom(phone, 'Hola, ¿me ayudan?')
})

/** The customer writes, and the agent takes the ticket that comes of it. */
async function ticketFrom(from: string, text: string): Promise<string> {
  await phoneOf(server, from).write(text, channel.identifier, 'Rosa')
  const [ticket] = await until('a ticket waits', async () => {
    const { body } = await agent.call('GET', '/tickets?view=waiting')
    return body.items.length > 0 && body.items
  })
  expect((await agent.call('POST', `/tickets/${ticket.id}/take`)).status).toBe(200)
  return ticket.id
}

async function uploaded(bytes: Buffer, type: string, name: string): Promise<string> {
  const { status, body } = await uploadAs(server, agent, bytes, { type, name, use: 'chat' })
  expect(status, JSON.stringify(body)).toBe(200)
  return body['id'] as string
}
const write = (body: object, who = agent) =>
  who.call('POST', `/tickets/${ticketId}/messages`, { clientKey: randomUUID(), ...body })

const onPhone = () => server.simulator.books.messages.all().filter((m) => m.customer === phone && m.from === 'business')
const arrives = (count: number) =>
  until(`${count} on the phone`, () => {
    const there = onPhone().filter(({ status }) => ['delivered', 'read'].includes(status))
    return there.length >= count && there
  })
const messages = async () => (await agent.call('GET', `/tickets/${ticketId}/messages`)).body.items

describe('WS-5 files inside the window', () => {
  test('WS-5 MED-01 to MED-04 image, document, video and voice arrive with caption, name and type, in the order written', async () => {
    const files = [
      { type: 'IMAGE', bytes: png({ filling: 3 * MB }), name: 'foto grande.png', text: 'Así quedó' },
      { type: 'DOCUMENT', bytes: pdf({ pages: 2, filling: 18 * MB }), name: 'manual.pdf', text: '' },
      { type: 'DOCUMENT', bytes: Buffer.from('sku;precio\n1;2\n'), name: 'precios.csv', text: 'Precios' },
      { type: 'VIDEO', bytes: mp4({ filling: 6 * MB }), name: 'saludo.mp4', text: '' },
      { type: 'AUDIO', bytes: voice, name: 'nota-de-voz.ogg', text: '' },
    ]
    for (const { type, bytes, name, text } of files) {
      const fileId = await uploaded(bytes, type, name)
      const { status, body } = await write({ text, fileId })
      expect(status, JSON.stringify(body)).toBe(200)
    }
    const there = await arrives(5)
    expect(
      there.map(({ content }) => [content.media?.kind, content.media?.name, content.media?.contentType, content.text]),
    ).toEqual([
      ['image', undefined, 'image/png', 'Así quedó'],
      ['document', 'manual.pdf', 'application/pdf', undefined],
      ['document', 'precios.csv', 'text/plain', 'Precios'],
      ['video', undefined, 'video/mp4', undefined],
      ['audio', undefined, 'audio/ogg', undefined],
    ])
    const shown = await messages()
    expect(shown.map(({ kind, media }: Shown) => [kind, media?.form, media?.fileName])).toEqual([
      ['audio', 'audio', 'nota-de-voz.ogg'],
      ['video', 'video', 'saludo.mp4'],
      ['document', 'file', 'precios.csv'],
      ['document', 'file', 'manual.pdf'],
      ['image', 'image', 'foto grande.png'],
      ['text', undefined, undefined],
    ])
    const bytes = await fetch(`${server.url}${shown[0].media.url}`, { headers: { cookie: agent.cookie } })
    expect([bytes.headers.get('content-type'), Buffer.from(await bytes.arrayBuffer()).equals(voice)]).toEqual([
      'audio/ogg',
      true,
    ])
  })

  test('WS-5 MED-11 MED-12 what WhatsApp does not take is refused with what was found and what is allowed', async () => {
    const refused = async (bytes: Buffer, type: string, name: string) => {
      const { status, body } = await uploadAs(server, agent, bytes, { type, name, use: 'chat' })
      return [status, (body['errors'] as { rule: string; message: string }[])?.[0]]
    }
    expect(await refused(png({ filling: 5 * MB }), 'IMAGE', 'a.png')).toEqual([
      422,
      expect.objectContaining({ rule: 'MED-11', message: 'Pesa 5.01 MB; el máximo es 5 MB.' }),
    ])
    expect(await refused(Buffer.from('GIF89a....'), 'IMAGE', 'a.gif')).toEqual([
      422,
      expect.objectContaining({ rule: 'MED-12', message: 'Es un GIF; aquí va una imagen JPG o PNG de hasta 5 MB.' }),
    ])
    expect(await refused(Buffer.from('<html><script>'), 'DOCUMENT', 'a.txt')).toMatchObject([422, { rule: 'MED-12' }])
    expect(await refused(Buffer.from('MZ\x90\0'), 'DOCUMENT', 'a.pdf')).toMatchObject([422, { rule: 'MED-12' }])
  })

  test('TP-9 a file that only fits inside the window goes with no template', async () => {
    const { body } = await uploadAs(server, agent, jpeg(), { type: 'AUDIO', name: 'a.jpg' })
    expect(body).toMatchObject({ code: 'invalid', errors: [{ field: 'type' }] })
  })

  test('MED-16 MED-04 WS-5 a caption too long, text with sound, and nothing at all are refused and leave nothing behind', async () => {
    const picture = await uploaded(png(), 'IMAGE', 'foto.png')
    const sound = await uploaded(voice, 'AUDIO', 'voz.ogg')
    const faults = async (body: object) =>
      (await write(body)).body.errors.map(({ field, rule }: { field: string; rule: string }) => [field, rule])
    expect(await faults({ text: 'a'.repeat(1025), fileId: picture })).toEqual([['text', 'MED-16']])
    expect(await faults({ text: 'Escucha', fileId: sound })).toEqual([['text', 'MED-04']])
    expect(await faults({ text: '   ' })).toEqual([['text', 'WS-5']])
    expect(await messages()).toHaveLength(1)
  })

  test('WS-5 a colleague of another queue cannot send a file that they may not see, and nobody one of another company', async () => {
    const fileId = await uploaded(png(), 'IMAGE', 'foto.png')
    const other = await makePerson(server, { companyId: company.id, role: 'agent', queues: [] })
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'agent' })
    const foreign = (await uploadAs(server, stranger, jpeg(), { type: 'IMAGE', name: 'f.jpg', use: 'chat' })).body['id']
    expect((await write({ fileId }, other)).status).toBe(404)
    expect((await write({ fileId: foreign })).body.code).toBe('not_found')
  })

  test('WS-1 WS-5 however often the same key comes, also at once, it is one message', async () => {
    const fileId = await uploaded(png(), 'IMAGE', 'foto.png')
    const body = { clientKey: randomUUID(), fileId, text: 'Una vez' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => write(body)))
    expect(new Set(answers.map(({ status, body: { messageId } }) => `${status} ${messageId}`)).size).toBe(1)
    await write(body)
    await arrives(1)
    expect(onPhone()).toHaveLength(1)
  })

  test('TK-8 MED-16 after the window a file is refused like any text', async () => {
    const fileId = await uploaded(png(), 'IMAGE', 'foto.png')
    await server.sql(
      `update contact_channel set last_inbound_at = now() - interval '24 hours 1 second' where company_id = $1`,
      [company.id],
    )
    expect((await write({ fileId })).body.code).toBe('window_closed')
  })
})

describe('WS-5 quoting', () => {
  test('WS-5 the message that is answered stands over the answer on the phone, the own one as well', async () => {
    const [asked] = await messages()
    const { body } = await write({ text: 'Claro, dime', quotedId: asked.id })
    const [answer] = await arrives(1)
    expect(answer!.replyTo).toBe(
      (await server.sql<{ external_id: string }>('select external_id from message where id = $1', [asked.id]))[0]!
        .external_id,
    )
    await until(
      'WhatsApp has told its id',
      async () =>
        (await server.sql<{ wamid: string | null }>('select wamid from message where id = $1', [body.messageId]))[0]!
          .wamid,
    )
    expect((await write({ text: 'Sigo aquí', quotedId: body.messageId })).status).toBe(200)
    const [, more] = await arrives(2)
    expect(more!.replyTo).toBe(answer!.whatsappId)
  })

  test("WS-5 a message of somebody else's conversation, and a note, cannot be quoted", async () => {
    const mine = ticketId
    const [asked] = await messages()
    const note = await agent.call('POST', `/tickets/${mine}/notes`, { clientKey: randomUUID(), text: 'Ojo' })
    phone = `5190055${String(++n).padStart(4, '0')}`
    ticketId = await ticketFrom(phone, 'Otra persona')
    for (const quotedId of [asked.id, note.body.messageId, randomUUID()])
      expect((await write({ text: 'No', quotedId })).body).toMatchObject({
        code: 'invalid',
        errors: [{ field: 'quotedId' }],
      })
  })
})

describe('WS-6 notes', () => {
  const note = (who: TestPerson, body: object) =>
    who.call('POST', `/tickets/${ticketId}/notes`, { clientKey: randomUUID(), ...body })

  test('WS-6 a note never reaches the provider, whatever window and channel, and all who see the ticket read it', async () => {
    const admin = await makePerson(server, { companyId: company.id, role: 'admin' })
    await server.sql(`update contact_channel set last_inbound_at = now() - interval '3 days' where company_id = $1`, [
      company.id,
    ])
    await server.sql(`update channel set enabled = false where id = $1`, [channel.id])
    const key = randomUUID()
    const twice = await Promise.all([
      note(agent, { clientKey: key, text: 'Pagó en caja' }),
      note(agent, { clientKey: key, text: 'Pagó en caja' }),
    ])
    expect(new Set(twice.map(({ body }) => body.messageId)).size).toBe(1)
    expect((await note(admin, { text: 'Visto' })).status).toBe(200)
    await server.sql(`update channel set enabled = true where id = $1`, [channel.id])
    await server.sql(`update contact_channel set last_inbound_at = now() where company_id = $1`, [company.id])
    // What is written after them leaves; they did not.
    await write({ text: 'Listo' })
    await arrives(1)
    expect(onPhone().map(({ content }) => content.text)).toEqual(['Listo'])
    const shown = (await admin.call('GET', `/tickets/${ticketId}/messages`)).body.items
    expect(
      shown.map(({ direction, text, status, sender }: Shown) => [direction, text, status === null, sender?.name]),
    ).toEqual([
      ['out', 'Listo', false, agent.name],
      ['note', 'Visto', true, admin.name],
      ['note', 'Pagó en caja', true, agent.name],
      ['in', 'Hola, ¿me ayudan?', true, undefined],
    ])
    const exchanges = await server.sql<{ n: number }>(
      `select count(*)::int as n from message where direction = 'note' and (status is not null or outbox is not null or left_at is not null)`,
    )
    expect(exchanges[0]!.n).toBe(0)
  })

  test('WS-6 who does not see the ticket writes no note, and nobody does once it is closed', async () => {
    const other = await makePerson(server, { companyId: company.id, role: 'agent', queues: [] })
    expect((await note(other, { text: 'Hola' })).status).toBe(404)
    expect((await agent.call('POST', `/tickets/${ticketId}/close`, {})).status).toBe(200)
    expect((await note(agent, { text: 'Tarde' })).body.code).toBe('ticket_closed')
  })

  test('WS-6 a colleague named in it hears of it by bell; whoever does not see the ticket cannot be named', async () => {
    const colleague = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
    const outsider = await makePerson(server, { companyId: company.id, role: 'agent', queues: [] })
    const { body: found } = await agent.call(
      'GET',
      `/tickets/${ticketId}/colleagues?search=${encodeURIComponent(colleague.name)}`,
    )
    expect(found.map(({ id }: { id: string }) => id)).toContain(colleague.userId)
    expect(found.map(({ id }: { id: string }) => id)).not.toContain(outsider.userId)
    await note(agent, {
      text: `@${colleague.name} mira esto`,
      mentions: [colleague.userId, outsider.userId, agent.userId],
    })
    const rings = async (who: TestPerson) =>
      (await who.call('GET', '/notifications')).body.items.filter((i: { kind: string }) => i.kind === 'mentioned')
    const [heard] = await until('the bell rings', async () => (await rings(colleague)).length === 1 && rings(colleague))
    expect(heard.data).toMatchObject({ ticketId, name: agent.name })
    expect([await rings(outsider), await rings(agent)]).toEqual([[], []])
  })
})
