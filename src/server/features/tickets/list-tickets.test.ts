import { firstIdAt, newId } from '../../database/id.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact, makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'

let server: TestServer
let company: Company
let channels: TestChannel[]
let sales: { id: string; name: string }
const queues: { id: string; name: string }[] = []
let ana: TestPerson
let beto: TestPerson
let admin: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  const companyId = company.id
  channels = [await makeActiveChannel(server, { companyId }), await makeActiveChannel(server, { companyId })]
  sales = await makeCampaign(server, { companyId })
  for (const campaignId of [sales.id, sales.id, company.defaultCampaignId])
    queues.push(await makeQueue(server, { companyId, campaignId, channels: [channels[0]!.id] }))
  ana = await makePerson(server, { companyId, role: 'agent', queues: [queues[0]!.id, queues[2]!.id] })
  beto = await makePerson(server, { companyId, role: 'agent', queues: [queues[1]!.id] })
  admin = await makePerson(server, { companyId, role: 'admin' })
})
afterAll(() => server.stop())

interface Made {
  queue: number | null
  minutesAgo: number
  agentId?: string
  channel?: number
  closed?: boolean
}
const campaignOf = (queue: number | null) => (queue === 2 ? company.defaultCampaignId : sales.id)
async function make({ queue, minutesAgo, agentId, channel = 0, closed = false }: Made) {
  const ticket = await makeTicket(server, {
    companyId: company.id,
    campaignId: campaignOf(queue),
    queueId: queue === null ? null : queues[queue]!.id,
    channelId: channels[channel]!.id,
    minutesAgo,
    ...(agentId && { agentId }),
  })
  if (closed)
    await server.sql(
      `update ticket set closed_at = opened_at + interval '1 second', close_reason = 'agent', unread = 0 where id = $1`,
      [ticket.id],
    )
  return ticket.id
}

type Query = Record<string, string>
const query = (given: Query) => new URLSearchParams(given).toString()
async function ids(person: TestPerson, given: Query): Promise<string[]> {
  const { status, body } = await person.call('GET', `/tickets?${query(given)}`)
  expect(status).toBe(200)
  return body.items.map((t: { id: string }) => t.id)
}
async function allPages(person: TestPerson, given: Query): Promise<string[]> {
  const all: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await person.call('GET', `/tickets?${query({ ...given, limit: '2', ...(cursor && { cursor }) })}`)
    all.push(...body.items.map((t: { id: string }) => t.id))
    cursor = body.next
  }
  return all
}

describe('WS-7 lists', () => {
  const t: Record<string, string> = {}
  beforeAll(async () => {
    t['w0'] = await make({ queue: 0, minutesAgo: 50 })
    t['w1'] = await make({ queue: 1, minutesAgo: 60, channel: 1 })
    t['w2'] = await make({ queue: 2, minutesAgo: 40 })
    t['none'] = await make({ queue: null, minutesAgo: 30 })
    t['ana0'] = await make({ queue: 0, minutesAgo: 20, agentId: ana.userId })
    t['ana1'] = await make({ queue: 1, minutesAgo: 10, agentId: ana.userId, channel: 1 })
    t['beto1'] = await make({ queue: 1, minutesAgo: 5, agentId: beto.userId })
    t['c0'] = await make({ queue: 0, minutesAgo: 100, closed: true })
    t['c1'] = await make({ queue: 1, minutesAgo: 90, agentId: ana.userId, closed: true })
    t['c2'] = await make({ queue: 1, minutesAgo: 80, agentId: beto.userId, closed: true })
    t['cNone'] = await make({ queue: null, minutesAgo: 110, closed: true })
    t['cOther'] = await make({ queue: 0, minutesAgo: 120, channel: 1, closed: true })
    t['cNoneOther'] = await make({ queue: null, minutesAgo: 130, channel: 1, closed: true })
  })
  const named = (all: string[]) => all.map((id) => Object.keys(t).find((name) => t[name] === id))

  test('each view shows what one may see of it, in its order, page after page', async () => {
    const of = async (person: TestPerson, view: string) => {
      const whole = named(await ids(person, { view }))
      expect(named(await allPages(person, { view }))).toEqual(whole)
      return whole
    }
    expect(await of(ana, 'waiting')).toEqual(['w0', 'w2'])
    expect(await of(beto, 'waiting')).toEqual(['w1'])
    expect(await of(admin, 'waiting')).toEqual(['w1', 'w0', 'w2', 'none'])
    expect(await of(ana, 'mine')).toEqual(['ana1', 'ana0'])
    expect(await of(ana, 'all')).toEqual(['ana1', 'ana0', 'w2', 'w0'])
    expect(await of(admin, 'all')).toEqual(['beto1', 'ana1', 'ana0', 'none', 'w2', 'w0', 'w1'])
    expect(await of(ana, 'closed')).toEqual(['c1', 'c0', 'cOther'])
    expect(await of(beto, 'closed')).toEqual(['c2', 'c1'])
    expect(await of(admin, 'closed')).toEqual(['c2', 'c1', 'c0', 'cNone', 'cOther', 'cNoneOther'])
    const counts = async (person: TestPerson) => (await person.call('GET', '/workspace/counts')).body
    expect(await counts(ana)).toMatchObject({ mine: 2, waiting: 2 })
    expect(await counts(admin)).toMatchObject({ mine: 0, waiting: 4, all: 7 })
  })

  test('filters narrow a view, together', async () => {
    const of = async (person: TestPerson, given: Query) => named(await ids(person, given))
    expect(await of(admin, { view: 'all', queueId: queues[1]!.id })).toEqual(['beto1', 'ana1', 'w1'])
    expect(await of(admin, { view: 'all', queueId: 'none' })).toEqual(['none'])
    expect(await of(admin, { view: 'all', campaignId: sales.id })).toEqual([
      'beto1',
      'ana1',
      'ana0',
      'none',
      'w0',
      'w1',
    ])
    expect(await of(admin, { view: 'all', agentId: ana.userId })).toEqual(['ana1', 'ana0'])
    expect(await of(admin, { view: 'closed', agentId: ana.userId })).toEqual(['c1'])
    const first = { view: 'closed', channelId: channels[0]!.id }
    const second = { view: 'closed', channelId: channels[1]!.id }
    expect(await of(admin, first)).toEqual(['c2', 'c1', 'c0', 'cNone'])
    expect(await of(admin, second)).toEqual(['cOther', 'cNoneOther'])
    expect(named(await allPages(admin, first))).toEqual(['c2', 'c1', 'c0', 'cNone'])
    expect(await of(admin, { ...second, queueId: 'none' })).toEqual(['cNoneOther'])
    expect(await of(admin, { ...first, queueId: queues[1]!.id, agentId: ana.userId })).toEqual(['c1'])
    expect(await of(ana, second)).toEqual(['cOther'])
    // Her own, of a queue that she does not serve.
    expect(await of(ana, { view: 'closed', queueId: queues[1]!.id })).toEqual(['c1'])
    expect(await of(admin, { view: 'all', channelId: channels[1]!.id })).toEqual(['ana1', 'w1'])
    expect(await of(admin, { view: 'waiting', channelId: channels[1]!.id })).toEqual(['w1'])
    expect(await of(admin, { view: 'waiting', queueId: queues[1]!.id, channelId: channels[0]!.id })).toEqual([])
    await server.sql('update ticket set unread = 0 where id = $1', [t['beto1']])
    expect(await of(admin, { view: 'all', queueId: queues[1]!.id, unread: 'true' })).toEqual(['ana1', 'w1'])
    // Another's tickets only in queues one serves, and nothing of queues one does not serve.
    expect(await of(ana, { view: 'all', agentId: beto.userId })).toEqual([])
    expect(await of(ana, { view: 'all', queueId: queues[1]!.id })).toEqual(['ana1'])
    expect(await of(beto, { view: 'all', agentId: ana.userId })).toEqual(['ana1'])
  })

  test('WS-7 a list asks for what has changed by name, and is told what still stands in it', async () => {
    const asked = `view=waiting&ids[]=${t['w0']}&ids[]=${t['w1']}&ids[]=${t['ana0']}`
    const { body } = await ana.call('GET', `/tickets?${asked}`)
    expect(named(body.items.map((r: { id: string }) => r.id))).toEqual(['w0'])
    const [listed] = (await ana.call('GET', '/tickets?view=waiting')).body.items
    expect(body.items[0]).toEqual(listed)
  })

  test('WS-6 the queue order is that of the view: newest first, or nearest to the service level', async () => {
    const order = async (name: string) => {
      await server.sql('update queue set queue_order = $2 where company_id = $1', [company.id, name])
      const whole = await ids(admin, { view: 'waiting' })
      expect(await allPages(admin, { view: 'waiting' })).toEqual(whole)
      return named(whole)
    }
    expect(await order('newest')).toEqual(['none', 'w2', 'w0', 'w1'])
    await server.sql('update queue set service_level_seconds = 7200 where id = $1', [queues[0]!.id])
    await server.sql('update queue set service_level_seconds = 600 where id = $1', [queues[1]!.id])
    expect(await order('service_level')).toEqual(['w1', 'w2', 'none', 'w0'])
    expect(await order('oldest')).toEqual(['w1', 'w0', 'w2', 'none'])
  })

  test('HR-3 WS-6 nearest to the service level is counted in open hours: page after page, and by name', async () => {
    const minute = Array.from({ length: 7 }, () => [{ from: '00:00', to: '00:01' }])
    await server.sql(`update queue set queue_order = 'service_level' where company_id = $1`, [company.id])
    await server.sql('update queue set service_level_seconds = 7200 where id = $1', [queues[0]!.id])
    // Ten minutes of open time are ten days.
    await server.sql('update queue set service_level_seconds = 600, hours = $2 where id = $1', [
      queues[1]!.id,
      JSON.stringify(minute),
    ])
    for (const [n, minutesAgo] of [45, 44, 43].entries()) t[`night${n}`] = await make({ queue: 1, minutesAgo })
    const whole = await ids(admin, { view: 'waiting' })
    expect(named(whole)).toEqual(['w2', 'none', 'w0', 'w1', 'night0', 'night1', 'night2'])
    expect(await allPages(admin, { view: 'waiting' })).toEqual(whole)
    const listed = (await admin.call('GET', '/tickets?view=waiting')).body.items as { id: string; sortedBy: string }[]
    const sorted = listed.map(({ sortedBy, id }) => sortedBy + id)
    expect(sorted).toEqual(sorted.toSorted())
    const byName = await admin.call('GET', `/tickets?view=waiting&${whole.map((id) => `ids[]=${id}`).join('&')}`)
    const places = (rows: { id: string; sortedBy: string }[]) => new Map(rows.map((r) => [r.id, r.sortedBy]))
    expect(places(byName.body.items)).toEqual(places(listed))
    for (const name of ['night0', 'night1', 'night2'])
      await server.sql(`update ticket set closed_at = now(), close_reason = 'agent', unread = 0 where id = $1`, [
        t[name],
      ])
    await server.sql(`update queue set queue_order = 'oldest', hours = null where company_id = $1`, [company.id])
  })

  test('WS-6 narrowed to a queue or a campaign, the view has the order of what is left', async () => {
    t['late0'] = await make({ queue: 0, minutesAgo: 1 })
    await server.sql(`update queue set queue_order = 'newest' where campaign_id = $1`, [sales.id])
    const of = async (given: Query) => {
      const { body } = await admin.call('GET', `/tickets?${query({ view: 'waiting', ...given })}`)
      return [body.oldestFirst, named(body.items.map((r: { id: string }) => r.id))]
    }
    expect(await of({})).toEqual([true, ['w1', 'w0', 'w2', 'none', 'late0']])
    expect(await of({ queueId: queues[0]!.id })).toEqual([false, ['late0', 'w0']])
    expect((await of({ campaignId: sales.id }))[0]).toBe(false)
    const named0 = `/tickets?${query({ view: 'waiting', queueId: queues[0]!.id })}&ids[]=${t['w0']}`
    expect((await admin.call('GET', named0)).body).toMatchObject({ oldestFirst: false, items: [{ id: t['w0'] }] })
    await server.sql(`update queue set queue_order = 'oldest' where campaign_id = $1`, [sales.id])
  })

  test('section 2: earlier tickets of a contact are those that one sees', async () => {
    const { id: contactId } = await makeContact(server, { companyId: company.id })
    const place = { companyId: company.id, channelId: channels[0]!.id, contactId, minutesAgo: 300 }
    const here = await makeTicket(server, {
      ...place,
      campaignId: company.defaultCampaignId,
      queueId: queues[2]!.id,
      agentId: ana.userId,
    })
    const there = await makeTicket(server, {
      ...place,
      campaignId: sales.id,
      queueId: queues[1]!.id,
      agentId: beto.userId,
    })
    const earlier = async (person: TestPerson) =>
      (await person.call('GET', `/tickets/${here.id}`)).body.earlierTickets.map((e: { id: string }) => e.id)
    expect(await earlier(ana)).toEqual([])
    expect(await earlier(admin)).toEqual([there.id])
  })

  test('what lists can be narrowed to is what one sees', async () => {
    const of = async (person: TestPerson) => (await person.call('GET', '/tickets/filters')).body
    const mine = await of(beto)
    expect(mine.queues.map((q: { id: string }) => q.id)).toEqual([queues[1]!.id])
    expect(mine.agents.map((a: { id: string }) => a.id)).toEqual([beto.userId])
    expect((await of(admin)).queues).toHaveLength(3)
    expect((await of(admin)).channels).toHaveLength(2)
  })
})

describe('WS-7 search', () => {
  /** Of a message that came then, in milliseconds: the lowest there is. */
  const idAt = (at: number) => firstIdAt(new Date(at))
  const say = (interactionId: string, contactId: string, text: string, id = newId()) =>
    server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at)
       values ($1, $6, $2, $3, $4, 'in', 'text', $5, now())`,
      [company.id, channels[0]!.id, contactId, interactionId, text, id],
    )
  const of = (queue: number, text: string, contactId?: string) =>
    makeTicket(server, {
      companyId: company.id,
      campaignId: campaignOf(queue),
      queueId: queues[queue]!.id,
      channelId: channels[0]!.id,
      text,
      ...(contactId && { contactId }),
    })
  const found = async (person: TestPerson, path: string, search: string) => {
    const { status, body } = await person.call('GET', `/tickets/search${path}?${query({ search })}`)
    expect(status).toBe(200)
    return body
  }
  const names = async (person: TestPerson, search: string) =>
    (await found(person, '', search)).items.map((r: { contact: { name: string } }) => r.contact.name)

  test('by any part of the name, by number, by phone in any spelling; only what one sees', async () => {
    const companyId = company.id
    const zoila = await makeContact(server, { companyId, name: 'Zoila Ñahui Quispe', phone: '+51987654321' })
    const ticket = await of(0, 'Buenas', zoila.id)
    for (const search of [
      'nahui',
      'ÑAHUI quis',
      'zoi',
      '987654',
      '987 654 321',
      '+51 987 654 321',
      '654321',
      `#${ticket.number}`,
    ])
      expect(await names(ana, search), search).toContain('Zoila Ñahui Quispe')
    // # is the ticket's number, and nothing else.
    expect(await names(admin, `#${ticket.number}`)).toEqual(['Zoila Ñahui Quispe'])
    for (const search of ['zoila perez', '123456', '#987654']) expect(await names(ana, search), search).toEqual([])
    expect(await names(beto, 'nahui')).toEqual([])
    expect(await names(admin, 'nahui')).toEqual(['Zoila Ñahui Quispe'])
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'admin' })
    expect(await names(stranger, 'nahui')).toEqual([])
    for (const search of ["o'neill", '👍👍', '\\:* & |', '%%'])
      expect((await admin.call('GET', `/tickets/search?${query({ search })}`)).status, search).toBe(200)
  })

  test('a name that thousands bear is found among the newest tickets, and the answer says that there are others', async () => {
    const other = await makeCompany(server)
    const boss = await makePerson(server, { companyId: other.id, role: 'admin' })
    const number = await makeActiveChannel(server, { companyId: other.id })
    await server.sql(
      `with made as (insert into contact (company_id, id, name) select $1::uuid, uuidv7(), 'Rosa Común ' || n from generate_series(1, 1500) n returning id)
       insert into ticket (company_id, id, contact_id, campaign_id, opened_at, last_activity_at, last_channel_id)
       select $1, gen_random_uuid(), id, $2, now(), now(), $3 from made`,
      [other.id, other.defaultCampaignId, number.id],
    )
    const { items, more } = await found(boss, '', 'rosa')
    expect(more).toBe(true)
    expect(items).toHaveLength(50)
    // A word that few bear tells who is meant, wherever it stands; where all are common, they are looked for together.
    for (const search of ['rosa 1499', '1499 com ros'])
      expect(await found(boss, '', search), search).toMatchObject({
        more: false,
        items: [{ contact: { name: 'Rosa Común 1499' } }],
      })
    expect((await names(boss, 'rosa 149')).length).toBe(11)
    expect(await names(boss, 'rosa 1600')).toEqual([])
    expect(await names(boss, 'maria 1499')).toEqual([])
    const both = await found(boss, '', 'comun rosa')
    expect([both.more, both.items.length]).toEqual([true, 50])
  })

  test('a name and the beginning of another, too short to be looked for among all, among the newest tickets', async () => {
    const { id: contactId } = await makeContact(server, { companyId: company.id, name: 'Eufrasia Bórquez' })
    await of(0, 'Buenas', contactId)
    const namesake = await makeContact(server, { companyId: company.id, name: 'Eufrasia B' })
    await of(0, 'Buenas', namesake.id)
    expect((await names(ana, 'eufrasia b')).toSorted()).toEqual(['Eufrasia B', 'Eufrasia Bórquez'])
    expect(await names(beto, 'eufrasia b')).toEqual([])
  })

  test('a word that all say is looked for on and on, until there are enough of what one sees', async () => {
    const own = await of(0, 'Hola')
    const others = await of(1, 'Hola')
    await server.sql(`update company set created_at = now() - interval '3 years' where id = $1`, [company.id])
    await say(own.interactionId, own.contactId, 'Parasubidubi, la primera', idAt(Date.now() - 6 * 86_400_000))
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at)
       select $1, uuidv7(-n * interval '10 minutes'), $2, $3, $4, 'in', 'text', 'parasubidubi ' || n, now() from generate_series(1, 700) n`,
      [company.id, channels[0]!.id, others.contactId, others.interactionId],
    )
    // On a machine that does other things its time may be up before; then it says that there may be more.
    const { items } = await until('an answer in time', async () => {
      const answer = await found(ana, '/messages', 'parasubidubi')
      return answer.more ? undefined : answer
    })
    expect(items.map((r: { ticket: { id: string } }) => r.ticket.id)).toEqual([own.id])
    expect((await found(beto, '/messages', 'parasubidubi')).items).toHaveLength(1)
  })

  test('by words in messages: at the edges of what is read together none is lost, and none comes twice', async () => {
    const other = await makeCompany(server)
    const boss = await makePerson(server, { companyId: other.id, role: 'admin' })
    const number = await makeActiveChannel(server, { companyId: other.id })
    await server.sql(`update company set created_at = now() - interval '1 year' where id = $1`, [other.id])
    const [stretch, sixteenth] = [2 ** 28, 2 ** 24]
    const edges = [0, 1, 2, 3, 4, 5]
      .map((n) => (Math.floor(Date.now() / sixteenth) - n) * sixteenth)
      .concat([0, 1, 2].map((n) => (Math.floor(Date.now() / stretch) - n) * stretch))
    const times = [...new Set(edges)].flatMap((at) => [at - 1, at]).toSorted((a, b) => b - a)
    for (const at of times) {
      const { interactionId, contactId } = await makeTicket(server, {
        companyId: other.id,
        campaignId: other.defaultCampaignId,
        queueId: null,
        channelId: number.id,
        text: 'Buenas',
      })
      await server.sql(
        `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at)
         values ($1, $2, $3, $4, $5, 'in', 'text', 'orillas de río', now())`,
        [other.id, idAt(at), number.id, contactId, interactionId],
      )
    }
    const { items, more } = await found(boss, '/messages', 'río orill')
    expect(more).toBe(false)
    expect(items.map((r: { message: { id: string } }) => r.message.id)).toEqual(times.map(idAt))
  })

  test('by words in messages: all of them, the last one as it is typed, newest first, one row a ticket; only what one sees', async () => {
    const old = await of(0, 'El repuesto de la bomba hidráulica llegó roto.')
    const recent = await of(2, 'Hola')
    await say(recent.interactionId, recent.contactId, '¿Tienen bomba HIDRAULICA de 2"?')
    await of(1, 'Otra bomba hidráulica')
    const texts = async (person: TestPerson, search: string) =>
      (await found(person, '/messages', search)).items.map((r: { message: { text: string } }) => r.message.text)
    expect(await texts(ana, 'bomba hidrau')).toEqual([
      '¿Tienen bomba HIDRAULICA de 2"?',
      'El repuesto de la bomba hidráulica llegó roto.',
    ])
    expect(await texts(ana, 'hidráulica roto')).toEqual(['El repuesto de la bomba hidráulica llegó roto.'])
    expect(await texts(ana, 'hidráulica azul')).toEqual([])
    expect(await texts(beto, 'bomba')).toEqual(['Otra bomba hidráulica'])
    expect(await texts(admin, 'bomba')).toHaveLength(3)
    await say(old.interactionId, old.contactId, `${'x'.repeat(3000)} pajarraco ${'漢'.repeat(1000)}`)
    expect(await texts(ana, 'pajarraco')).toHaveLength(1)
    // From long ago: the index is walked back to the company's beginning.
    await server.sql(`update company set created_at = now() - interval '3 years' where id = $1`, [company.id])
    await say(old.interactionId, old.contactId, 'antediluviano', idAt(Date.now() - 900 * 86_400_000))
    expect(await texts(ana, 'antediluviano')).toHaveLength(1)
  })
})
