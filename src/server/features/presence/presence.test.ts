import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { listen } from '../../../../tests/support/listen.ts'
import { makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { transactionsOf } from '../../../../tests/support/statements.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'

let server: TestServer
let [ana, bruno, stranger]: TestPerson[] = []
let ticketId: string

beforeAll(async () => {
  server = await startTestServer()
  const { id: companyId, defaultCampaignId: campaignId } = await makeCompany(server)
  const channel = await makeActiveChannel(server, { companyId })
  const queue = await makeQueue(server, { companyId, campaignId, channels: [channel.id] })
  ana = await makePerson(server, { companyId, role: 'agent', name: 'Ana Ruiz', queues: [queue.id] })
  bruno = await makePerson(server, { companyId, role: 'agent', name: 'Bruno Paz', queues: [queue.id] })
  stranger = await makePerson(server, { companyId, role: 'agent', name: 'De otra cola', queues: [] })
  ticketId = (await makeTicket(server, { companyId, campaignId, queueId: queue.id, channelId: channel.id })).id
})
afterAll(() => server.stop())

const tell = (who: TestPerson, doing: string) => who.call('POST', `/tickets/${ticketId}/presence`, { doing })
const othersOf = async (who: TestPerson) => (await who.call('GET', `/tickets/${ticketId}/presence`)).body

test('WS-7 who looks and who types is told to the others in the ticket, at once and with its end', async () => {
  const ears = await listen(server, ana!)
  await tell(ana!, 'looking')
  await tell(bruno!, 'looking')
  await ears.next(({ topic, id }) => topic === 'presence' && id === ticketId)
  expect(await othersOf(ana!)).toEqual([
    { id: bruno!.userId, name: 'Bruno Paz', typing: false, seconds: expect.any(Number) },
  ])
  await tell(bruno!, 'typing')
  expect(await othersOf(ana!)).toMatchObject([{ name: 'Bruno Paz', typing: true }])
  expect((await othersOf(ana!))[0].seconds).toBeLessThanOrEqual(8)
  await tell(bruno!, 'looking')
  expect(await othersOf(ana!)).toMatchObject([{ typing: true }])
  await server.sql(`update ticket_presence set types_until = now() - interval '1 second'`)
  expect(await othersOf(ana!)).toMatchObject([{ typing: false }])
  await server.sql(`update ticket_presence set looks_until = now() - interval '1 second' where user_id = $1`, [
    bruno!.userId,
  ])
  expect(await othersOf(ana!)).toEqual([])
  await ears.close()
})

test('WS-7 nothing is announced where nobody else looks, nor what is known already', async () => {
  await server.sql('delete from ticket_presence')
  const announced = async (act: () => Promise<unknown>) =>
    (await transactionsOf(act)).flat().filter(({ text }) => text.includes('pg_notify')).length
  expect(await announced(() => tell(ana!, 'looking'))).toBe(0)
  expect(await announced(() => tell(ana!, 'typing'))).toBe(0)
  expect(await announced(() => tell(bruno!, 'looking'))).toBe(1)
  expect(await announced(() => tell(bruno!, 'looking'))).toBe(0)
  expect(await announced(() => tell(bruno!, 'typing'))).toBe(1)
  expect(await announced(() => tell(bruno!, 'typing'))).toBe(0)
  expect(await announced(() => tell(bruno!, 'gone'))).toBe(1)
  expect(await announced(() => tell(ana!, 'gone'))).toBe(0)
  expect(await server.sql('select from ticket_presence')).toEqual([])
})

test('WS-7 who may not see the ticket neither hears of it nor is seen there', async () => {
  expect([
    (await tell(stranger!, 'looking')).status,
    (await stranger!.call('GET', `/tickets/${ticketId}/presence`)).status,
  ]).toEqual([404, 404])
})
