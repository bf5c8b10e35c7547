import { afterAll, beforeAll, expect, test } from 'vitest'
import { RANK } from '../../src/rules/message-status.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { listen } from '../support/listen.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { webhooksOf } from '../support/webhooks.ts'

let server: TestServer
let company: Company
let channel: TestChannel
let queue: { id: string }

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id })
  queue = await makeQueue(server, {
    companyId: company.id,
    campaignId: company.defaultCampaignId,
    channels: [channel.id],
  })
})
afterAll(() => server.stop())

let n = 0
/** A new customer, or the one of that number. Gives back the ticket. */
async function write(phone = `5190044${String(++n).padStart(4, '0')}`): Promise<{ phone: string; id: string }> {
  await webhooksOf(server, channel).text(phone, 'Hola')
  const { id } = await until('the ticket', async () => {
    const [ticket] = await server.sql<{ id: string }>(
      `select t.id from ticket t join contact_address a on a.company_id = t.company_id and a.contact_id = t.contact_id
       where a.kind = 'whatsapp' and a.value = $1 limit 1`,
      [phone],
    )
    return ticket
  })
  return { phone, id }
}
const person = (role: 'agent' | 'admin', queues: string[] = []) =>
  makePerson(server, { companyId: company.id, role, queues })

test('WS-7 a ticket is announced to those who see its queue, and not to others; who joins a queue hears it from then on', async () => {
  const [inside, outside, admin] = [await person('agent', [queue.id]), await person('agent'), await person('admin')]
  const streams = await Promise.all([inside, outside, admin].map((p) => listen(server, p)))
  const [near, far, above] = streams as [(typeof streams)[0], (typeof streams)[0], (typeof streams)[0]]
  const { id } = await write()
  await near.next((a) => a.topic === 'tickets' && a.id === id)
  await above.next((a) => a.topic === 'tickets' && a.id === id)
  // What was announced after it in the same breath has come, so it would have come too.
  await far.next((a) => a.topic === 'messages' && a.id === id)
  expect(far.heard.filter((a) => a.topic === 'tickets')).toEqual([])
  const { body: before } = await admin.call('GET', `/queues/${queue.id}`)
  const ids = (all: { id: string }[]) => all.map((one) => one.id)
  const channels = { channelIds: ids(before.channels), agentIds: [...ids(before.agents), outside.userId] }
  expect(await admin.call('PUT', `/queues/${queue.id}`, { ...before, ...channels })).toMatchObject({ status: 200 })
  await far.next((a) => a.topic === 'campaigns')
  await until('heard in the new queue', async () => {
    await write()
    return far.heard.some((a) => a.topic === 'tickets')
  })
  await Promise.all(streams.map((s) => s.close()))
})

test('WS-7 what is said in a held ticket is announced to the agent who holds it and those who supervise', async () => {
  const [holder, mate, admin] = [
    await person('agent', [queue.id]),
    await person('agent', [queue.id]),
    await person('admin'),
  ]
  const [mine, beside, above] = [await listen(server, holder), await listen(server, mate), await listen(server, admin)]
  const { id, phone } = await write()
  expect((await holder.call('POST', `/tickets/${id}/take`, {})).status).toBe(200)
  const ofTicket = (stream: typeof mine) => stream.heard.filter((a) => a.topic === 'tickets' && a.id === id)
  await until('it was opened and taken', () => [mine, beside, above].every((stream) => ofTicket(stream).length === 2))
  // The customer writes, and somebody of the company from the phone's own app.
  for (const say of [
    () => write(phone),
    () => webhooksOf(server, channel).echo(phone, 'Te escribo desde el teléfono'),
  ]) {
    for (const stream of [mine, beside, above]) stream.heard.length = 0
    await say()
    await Promise.all([mine, above].map((s) => s.next((a) => a.topic === 'tickets' && a.id === id)))
    await beside.next((a) => a.topic === 'messages' && a.id === id)
    expect(ofTicket(beside)).toEqual([])
  }
  await Promise.all([mine, beside, above].map((s) => s.close()))
})

test('WS-7 what becomes of a send is announced to who sent it and before, and to its queue; trouble in a ticket to its agent and queue', async () => {
  const [sender, earlier, mate, stranger] = [
    await person('agent'),
    await person('agent'),
    await person('agent', [queue.id]),
    await person('agent'),
  ]
  const streams = await Promise.all([sender, earlier, mate, stranger].map((p) => listen(server, p)))
  /** In the contact's latest interaction; gives back where it is seen. */
  const sent = async (phone: string, externalId: string) => {
    const [row] = await server.sql<{ place: string }>(
      `with m as (
         insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, external_id)
         select i.company_id, uuidv7(), i.channel_id, i.contact_id, i.id, 'out', 'text', 'Hola', now(), ${RANK.accepted}, $3
         from interaction i join contact_address a on a.company_id = i.company_id and a.contact_id = i.contact_id
         where i.company_id = $1 and a.value = $2 order by i.opened_at desc limit 1 returning interaction_id)
       select coalesce(i.ticket_id, i.id) as place from m join interaction i on i.id = m.interaction_id`,
      [company.id, phone, externalId],
    )
    return row!.place
  }
  const isHeard = async (
    { topic, place, by }: { topic: string; place: string; by: typeof streams },
    say: () => Promise<unknown>,
  ) => {
    for (const stream of streams) stream.heard.length = 0
    await say()
    const isIt = (a: { topic: string; id: string }) => a.topic === topic && a.id === place
    await Promise.all(by.map((s) => s.next(isIt)))
    // Of the conversation itself all are told, in the same breath.
    await Promise.all(streams.map((s) => s.next((a) => a.topic === 'messages' && a.id === place)))
    for (const stream of streams) expect(stream.heard.some(isIt)).toBe(by.includes(stream))
  }
  const hook = webhooksOf(server, channel)
  const { phone, id } = await write()
  expect(await sent(phone, 'gs-of-ticket')).toBe(id)
  expect((await mate.call('POST', `/tickets/${id}/take`, {})).status).toBe(200)
  await isHeard({ topic: 'tickets', place: id, by: [streams[2]!] }, () =>
    hook.status('gs-of-ticket', 'failed', phone, { code: 131026 }),
  )

  const other = `5190044${String(++n).padStart(4, '0')}`
  const contact = await makeContact(server, { companyId: company.id, phone: `+${other}` })
  const [send] = await server.sql<{ id: string }>(
    `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, begun_by, sender_id, opened_at, last_activity_at, last_sent_at)
     values ($1, uuidv7(), $2, $3, $4, $5, 'us', $6, now(), now(), now()) returning id`,
    [company.id, channel.id, contact.id, company.defaultCampaignId, queue.id, earlier.userId],
  )
  await server.sql('update interaction set sender_id = $2, last_sent_at = clock_timestamp() where id = $1', [
    send!.id,
    sender.userId,
  ])
  expect(await sent(other, 'gs-of-send')).toBe(send!.id)
  for (const status of ['sent', 'delivered'])
    await isHeard({ topic: 'sends', place: send!.id, by: streams.slice(0, 3) }, () =>
      hook.status('gs-of-send', status, other),
    )
  await Promise.all(streams.map((s) => s.close()))
})

test('WS-7 a stream tells of all conversations until it was told which are shown, and then of those alone', async () => {
  const [agent, other] = [await person('agent', [queue.id]), await person('agent', [queue.id])]
  const stream = await listen(server, agent)
  const { id, phone } = await write()
  await stream.next((a) => a.topic === 'messages' && a.id === id)
  const name = await until('named', () => stream.name())
  const show = (who: TestPerson, conversations: string[]) =>
    who.call('PUT', '/live/shown', { stream: name, conversations })
  // Nobody else can: the other one's saying so is heard by no stream.
  expect((await show(other, [])).status).toBe(200)
  expect((await show(agent, [id])).status).toBe(200)
  stream.heard.length = 0
  const { id: unseen } = await write()
  await stream.next((a) => a.topic === 'tickets' && a.id === unseen)
  await write(phone)
  await stream.next((a) => a.topic === 'messages' && a.id === id)
  expect(stream.heard.filter((a) => a.topic === 'messages' && a.id === unseen)).toEqual([])
  await show(agent, [])
  await show(other, [id, unseen])
  stream.heard.length = 0
  await write(phone)
  const { id: last } = await write()
  await stream.next((a) => a.topic === 'tickets' && a.id === last)
  expect(stream.heard.filter((a) => a.topic === 'messages')).toEqual([])
  await stream.close()
})

test('WS-7 a server that lost its ear says that something may have been missed, and hears again', async () => {
  const stream = await listen(server, await person('admin'))
  await server.sql(`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen live%'`)
  await until('said', () => stream.said.includes('missed'))
  await write()
  await stream.next((a) => a.topic === 'tickets')
  await stream.close()
})

test('WS-7 after a restart the stream can be opened again at once, and says what happens from then on', async () => {
  const admin = await person('admin')
  const before = await listen(server, admin)
  await server.restart()
  await before.close()
  const after = await listen(server, admin)
  expect(after.status).toBe(200)
  await write()
  await after.next((a) => a.topic === 'tickets')
  await after.close()
})
