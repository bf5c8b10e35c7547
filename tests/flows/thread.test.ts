import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/server/database/id.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { files } from '../support/files.ts'
import { makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'

let server: TestServer
let channel: TestChannel
let [agent, other]: TestPerson[] = []
let place: { companyId: string; campaignId: string; queueId: string; channelId: string }

beforeAll(async () => {
  server = await startTestServer()
  const { id: companyId, defaultCampaignId: campaignId } = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId, subscribed: true })
  const queueId = (await makeQueue(server, { companyId, campaignId, channels: [channel.id] })).id
  agent = await makePerson(server, { companyId, role: 'agent', name: 'Bruno Paz', queues: [queueId] })
  other = await makePerson(server, { companyId, role: 'owner', agentMode: true, queues: [queueId] })
  place = { companyId, campaignId, queueId, channelId: channel.id }
})
afterAll(() => server.stop())

interface Shown {
  id: string
  kind: string
  text: string
  status: string | null
  content: Record<string, unknown> | null
  quote: { id: string | null; text: string } | null
  reactions: { emoji: string }[]
  mend: { retry: string; who: string; retriedAs: string | null; settledBy: string | null } | null
}
const shownIn = async (ticketId: string): Promise<Shown[]> =>
  (await agent!.call('GET', `/tickets/${ticketId}/messages`)).body.items

test('section 11: every kind that a customer sends from the phone stands in the conversation', async () => {
  const phone = phoneOf(server, '51900100041')
  const to = channel.identifier
  await phone.write('Hola', to, 'Lucía Prado')
  await phone.other(
    { kind: 'location', latitude: -12.05, longitude: -77.03, name: 'Plaza Mayor' } as { kind: string },
    to,
  )
  await phone.other({ kind: 'contact', name: 'Rosa Campos', phone: '+51900000778' } as { kind: string }, to)
  await phone.other({ kind: 'flow', answers: { turno: 'Tarde' } } as { kind: string }, to)
  await phone.other({ kind: 'unsupported' }, to)
  const sticker = {
    name: 'hola.png',
    contentType: 'image/webp',
    base64: files.pdf().toString('base64'),
    caption: '',
    sticker: true,
  }
  await phone.send(sticker, to)
  const ticket = await until('the ticket', async () => {
    const [row] = await server.sql<{ id: string }>(
      `select t.id from ticket t join contact c on c.id = t.contact_id where c.name = 'Lucía Prado'`,
    )
    return row
  })
  await until('all six', async () => (await shownIn(ticket!.id)).length === 6)
  const hello = phone.find('Hola')
  await phone.answer('Esto digo', hello, to)
  await phone.react(hello, '👍')
  await until('the answer and the reaction', async () => {
    const shown = await shownIn(ticket!.id)
    return shown.some((m) => m.quote?.text === 'Hola') && shown.find((m) => m.text === 'Hola')?.reactions.length === 1
  })
  await phone.react(hello, '')
  await until(
    'it is taken back',
    async () => (await shownIn(ticket!.id)).find((m) => m.text === 'Hola')?.reactions.length === 0,
  )
  await phone.takeBack(phone.find('Esto digo'))
  await until('the mark', async () =>
    (await shownIn(ticket!.id)).some((m) => m.text === 'Esto digo' && m.content?.['deleted'] === true),
  )
  const kinds = (await shownIn(ticket!.id)).map((m) => m.kind).filter((kind) => kind !== 'reaction')
  expect(kinds.toSorted()).toEqual(['contacts', 'flow', 'location', 'sticker', 'text', 'text', 'unsupported'])
})

const makeOutgoing = async (ticket: Awaited<ReturnType<typeof makeTicket>>, status: number, code: string | null) => {
  const id = newId()
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, error_code, sender_id, external_id)
     values ($1, $2, $3, $4, $5, 'out', 'text', 'Te respondo', now(), $6, $7, $8, $9)`,
    [
      place.companyId,
      id,
      channel.id,
      ticket.contactId,
      ticket.interactionId,
      status,
      code,
      agent!.userId,
      randomUUID(),
    ],
  )
  return id
}
const retry = (id: string, body: object = {}, by = agent!) =>
  by.call('POST', `/messages/${id}/retry`, { clientKey: randomUUID(), ...body })

test('WS-2 a failed message is sent again as a new one, once, however many ask at once and however often', async () => {
  const ticket = await makeTicket(server, { ...place, agentId: agent!.userId })
  const failed = await makeOutgoing(ticket, 5, '131000')
  const clientKey = randomUUID()
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, () => retry(failed, { clientKey })),
    ...Array.from({ length: 4 }, () => retry(failed)),
  ])
  const sent = answers.filter(({ status }) => status === 200)
  expect(new Set(sent.map(({ body }) => body.messageId)).size).toBe(1)
  for (const { body } of answers.filter(({ status }) => status !== 200)) expect(body.code).toBe('message_retried')
  const shown = (await shownIn(ticket.id)).filter((m) => m.text === 'Te respondo')
  expect(shown).toHaveLength(2)
  expect(shown.find((m) => m.id === failed)).toMatchObject({
    status: 'failed',
    mend: { retry: 'retried', retriedAs: sent[0]!.body.messageId },
  })
  const again = sent[0]!.body.messageId as string
  await until('it leaves', async () => {
    const status = (await shownIn(ticket.id)).find((m) => m.id === again)?.status
    return status !== 'waiting' && status !== 'sending'
  })
  expect(
    await server.sql(`select actor_id from audit where action = 'message.retry' and subject_id = $1`, [failed]),
  ).toEqual([{ actor_id: agent!.userId }])
})

test('WS-2 it is not offered, nor done, where it may have arrived, would fail again, or is somebody else’s', async () => {
  const ticket = await makeTicket(server, { ...place, agentId: agent!.userId })
  expect((await retry(await makeOutgoing(ticket, 5, '131026'))).body.code).toBe('message_not_retriable')
  expect((await retry(await makeOutgoing(ticket, 6, null))).body.code).toBe('message_not_retriable')
  const mine = await makeOutgoing(ticket, 5, '131000')
  expect((await retry(mine, {}, other!)).body.code).toBe('ticket_not_yours')
  await server.sql(`update contact_channel set last_inbound_at = now() - interval '2 days' where contact_id = $1`, [
    ticket.contactId,
  ])
  expect((await retry(mine)).body.code).toBe('window_closed')
})

test('BU-3 an uncertain one is sent again only by who accepts that it may arrive twice; who knows that it arrived says so', async () => {
  const ticket = await makeTicket(server, { ...place, agentId: agent!.userId })
  const [first, second] = [await makeOutgoing(ticket, 2, null), await makeOutgoing(ticket, 2, null)]
  expect((await retry(first)).body.code).toBe('may_arrive_twice')
  expect((await retry(first, { mayArriveTwice: true })).status).toBe(200)
  const settle = () => agent!.call('POST', `/messages/${second}/settle`, {})
  const answers = await Promise.all([settle(), settle(), settle()])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  const shown = await shownIn(ticket.id)
  expect(shown.find((m) => m.id === first)).toMatchObject({ status: 'uncertain', mend: { retry: 'retried' } })
  expect(shown.find((m) => m.id === second)).toMatchObject({ status: 'sent', mend: { settledBy: 'Bruno Paz' } })
})
