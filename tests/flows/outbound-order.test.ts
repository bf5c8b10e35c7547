import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../support/channels.ts'
import { type Fault, faultyLine } from '../support/faulty-line.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'

let line: Awaited<ReturnType<typeof faultyLine>>
let server: TestServer
let company: Company
let agent: TestPerson
let channel: TestChannel
let queueId: string

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
  line.mend()
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  const queue = { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] }
  queueId = (await makeQueue(server, queue)).id
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
})

const ofThis = () => server.simulator.books.sends.filter((s) => s.appId === channel.appId)

async function place() {
  const contact = await makeContact(server, { companyId: company.id })
  const ticket = { companyId: company.id, campaignId: company.defaultCampaignId, queueId, channelId: channel.id }
  const made = await makeTicket(server, { ...ticket, contactId: contact.id, agentId: agent.userId })
  return { ...made, to: contact.phone.slice(1) }
}
const say = async (ticketId: string, text: string) => {
  const { status } = await agent.call('POST', `/tickets/${ticketId}/messages`, { clientKey: randomUUID(), text })
  expect(status).toBe(200)
}
const textsTo = (to: string) => ofThis().flatMap((s) => (s.destination === to ? [s.text] : []))

/** Hits the first message and no other; says how many it has hit. */
function onFirst(fault: Fault): () => number {
  let hit = 0
  line.break((req) => (req.url?.endsWith('/v3/message') && hit++ === 0 ? fault : null))
  return () => hit
}

describe('WS-5 what an agent writes to one person arrives in the order in which it was written', () => {
  test('the next one leaves when the one before it has an answer; other people do not wait', async () => {
    const [one, two] = [await place(), await place()]
    onFirst('hang')
    await say(one.id, 'uno')
    await until('it has no answer yet', () => line.held() === 1)
    for (const text of ['dos', 'tres']) await say(one.id, text)
    await say(two.id, 'para otra persona')
    await until('she has hers', () => textsTo(two.to).length === 1)
    expect(textsTo(one.to)).toEqual(['uno'])
    line.release()
    await until('all have left', () => textsTo(one.to).length === 3)
    expect(textsTo(one.to)).toEqual(['uno', 'dos', 'tres'])
  })

  test('those behind it wait along with one that had to go back', async () => {
    const { id, to } = await place()
    const hit = onFirst({ status: 400, body: { status: 'error', code: 131056, message: 'pair rate limit hit' } })
    await say(id, 'uno')
    await until('the first is back', () => hit() > 0)
    for (const text of ['dos', 'tres']) await say(id, text)
    await until('all have left', () => textsTo(to).length === 3)
    expect(textsTo(to)).toEqual(['uno', 'dos', 'tres'])
  })

  test('also when the whole number had to pause', async () => {
    const { id, to } = await place()
    onFirst({ status: 429, body: { status: 'error', message: 'Too Many Requests' } })
    for (const text of ['uno', 'dos', 'tres', 'cuatro']) await say(id, text)
    await until('all have left', () => textsTo(to).length === 4)
    expect(textsTo(to)).toEqual(['uno', 'dos', 'tres', 'cuatro'])
  })
})
