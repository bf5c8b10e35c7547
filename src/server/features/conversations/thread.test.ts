import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { type Statement, transactionsOf } from '../../../../tests/support/statements.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { newId } from '../../database/id.ts'

const MANY = 50_000
let server: TestServer
let agent: TestPerson
let companyId: string
let channelId: string
let long: Awaited<ReturnType<typeof makeTicket>>
let place: { companyId: string; campaignId: string; queueId: string; channelId: string; agentId: string }

beforeAll(async () => {
  server = await startTestServer()
  const company = await makeCompany(server)
  companyId = company.id
  channelId = (await makeActiveChannel(server, { companyId })).id
  const campaignId = company.defaultCampaignId
  const queueId = (await makeQueue(server, { companyId, campaignId, channels: [channelId] })).id
  agent = await makePerson(server, { companyId, role: 'agent', name: 'Bruno Paz', queues: [queueId] })
  place = { companyId, campaignId, queueId, channelId, agentId: agent.userId }
  long = await makeTicket(server, place)
  await fill(long, MANY)
  await server.sql('analyze')
})
afterAll(() => server.stop())

/** A message a second, until an hour ago; every third is ours and read. */
const fill = (ticket: typeof long, count: number) =>
  server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, external_id, status)
     select $1, gen_random_uuid(), $2, $3, $4::uuid, case when n % 3 = 0 then 'out' else 'in' end, 'text', 'mensaje ' || n,
       now() - interval '1 hour' - make_interval(secs => $5::int - n), 'x-' || $4::uuid || n, case when n % 3 = 0 then 7 end
     from generate_series(1, $5::int) n`,
    [companyId, channelId, ticket.contactId, ticket.interactionId, count],
  )

interface Row {
  id: string
  text: string
}
const pageOf = async (ticketId: string, query = '') =>
  (await agent.call('GET', `/tickets/${ticketId}/messages${query}`)).body
const changesOf = async (ticketId: string, query: Record<string, string>) =>
  (await agent.call('GET', `/tickets/${ticketId}/messages/changes?${new URLSearchParams(query)}`)).body
const idOf = async (ticket: typeof long, n: number) =>
  (
    await server.sql<{ id: string }>('select id from message where external_id = $1', [`x-${ticket.interactionId}${n}`])
  )[0]!.id
const texts = (items: Row[]) => items.map(({ text }) => text)

describe('WS-7 a conversation of 50,000 messages', () => {
  const planOf = ({ text, values }: Statement): Promise<string> =>
    server.system.db.inTenant(companyId, async (tx) => {
      const { rows } = await tx.executeQuery<{ 'QUERY PLAN': string }>(
        CompiledQuery.raw(`explain (analyze, timing off) ${text}`, values),
      )
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })

  test('opens around any of its messages and goes on to both sides without a gap', async () => {
    const middle = await idOf(long, 40_000)
    const around = await pageOf(long.id, `?around=${middle}&limit=40`)
    expect(around).toMatchObject({ newer: true })
    expect(texts(around.items)).toEqual(Array.from({ length: 40 }, (_, at) => `mensaje ${40_020 - at}`))
    const newer = await pageOf(long.id, `?after=${around.items[0].id}&limit=3`)
    expect(texts(newer.items)).toEqual(['mensaje 40023', 'mensaje 40022', 'mensaje 40021'])
    const older = await pageOf(long.id, `?before=${around.items.at(-1).id}&limit=2`)
    expect(texts(older.items)).toEqual(['mensaje 39980', 'mensaje 39979'])
    const end = await pageOf(long.id, `?after=${await idOf(long, MANY)}`)
    expect([texts(end.items), end.newer]).toEqual([['Hola'], false])
  })

  test('refuses two directions at once, and a message of another contact', async () => {
    const other = await makeTicket(server, place)
    expect((await agent.call('GET', `/tickets/${other.id}/messages?around=${long.messageId}`)).status).toBe(404)
    const both = await agent.call(
      'GET',
      `/tickets/${long.id}/messages?around=${long.messageId}&after=${long.messageId}`,
    )
    expect([both.status, both.body.errors[0].field]).toEqual([400, 'cursor'])
  })

  test.each([
    ['the newest page', () => ''],
    ['an older page', async () => `?before=${await idOf(long, 30_000)}`],
    ['a newer page', async () => `?after=${await idOf(long, 30_000)}`],
    ['around a message', async () => `?around=${await idOf(long, 30_000)}`],
  ])('%s reads by its index, no more than it shows', async (_, query) => {
    const asked = await query()
    const done = await transactionsOf(() => pageOf(long.id, asked))
    const reads = done.flat().filter(({ text }) => text.includes('unnest($'))
    expect(done.flat().filter(({ text }) => /from message|from ticket/.test(text)).length).toBeLessThanOrEqual(5)
    for (const statement of reads) {
      const plan = await planOf(statement)
      expect(plan).not.toMatch(/Seq Scan on message/)
      const most = Math.max(...[...plan.matchAll(/rows=(\d+)(?:\.\d+)? loops/g)].map(([, rows]) => Number(rows)))
      expect(most, plan).toBeLessThanOrEqual(60)
    }
  })
})

describe('WS-7 what changed since', () => {
  /** Tests of other files share this PostgreSQL: as long as one of their transactions is open that began before a change, the
   *  change counts as new. */
  const allBefore = async () => {
    const [self] = await server.sql<{ xid: string }>('select pg_current_xact_id()::text as xid')
    await until('what began before has ended', async () => {
      const [now] = await server.sql<{ ended: boolean }>(
        'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as ended',
        [self!.xid],
      )
      return now!.ended
    })
  }
  const open = async () => {
    const ticket = await makeTicket(server, place)
    await fill(ticket, 300)
    await allBefore()
    const page = await pageOf(ticket.id, '?limit=100')
    return { ticket, page, known: { version: page.version, from: page.items.at(-1).id } }
  }

  test('is nothing where nothing did, in two short statements however long the conversation', async () => {
    await allBefore()
    const page = await pageOf(long.id)
    const known = { version: page.version, from: page.items.at(-1).id }
    let size = 0
    const done = await transactionsOf(async () => {
      const answer = await changesOf(long.id, known)
      expect(answer).toMatchObject({ items: [], reset: false })
      size = JSON.stringify(answer).length
    })
    expect(size).toBeLessThan(120)
    expect(done.flat().filter(({ text }) => /from message|from ticket/.test(text)).length).toBeLessThanOrEqual(3)
  })

  test('is the new message, the status that rose, the mark of a deleted one, the file that came, and nothing else', async () => {
    const { ticket, page, known } = await open()
    const ours = page.items.find((m: { direction: string }) => m.direction === 'out').id
    const [first, second] = page.items.filter((m: { direction: string }) => m.direction === 'in')
    const place = [companyId, channelId, ticket.contactId, ticket.interactionId]
    await server.sql(`update message set read_at = now() where id = $1`, [ours])
    await server.sql(`update message set content = '{"deleted": true}' where id = $1`, [first.id])
    await server.sql(
      `insert into media (company_id, id, message_id, kind, expires_at) values ($1, $2, $3, 'image', now() + interval '1 day')`,
      [companyId, newId(), second.id],
    )
    await allBefore()
    const told = await changesOf(ticket.id, known)
    expect(new Set(told.items.map((m: Row) => m.id))).toEqual(new Set([ours, first.id, second.id]))
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, external_id)
       values ($1, $5, $2, $3, $4, 'in', 'text', 'nuevo', now(), $6)`,
      [...place, newId(), newId()],
    )
    const again = await changesOf(ticket.id, { ...known, version: told.version })
    expect(texts(again.items)).toEqual(['nuevo'])
  })

  test('misses nothing that another transaction was still writing when it was asked', async () => {
    const { ticket, known } = await open()
    await server.system.db.inTenant(companyId, async (tx) => {
      await tx.executeQuery(CompiledQuery.raw(`update message set text = 'lento' where id = $1`, [ticket.messageId]))
      const before = await changesOf(ticket.id, known)
      expect(texts(before.items)).not.toContain('lento')
      known.version = before.version
    })
    expect(texts((await changesOf(ticket.id, known)).items)).toEqual(['lento'])
  })

  test('cannot be told of a ticket that another one joined: it is read anew', async () => {
    const { ticket, known } = await open()
    const [moved] = await server.sql<{ id: string }>(
      `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at, ended_at, end_reason)
       values ($1, $2, $3, $4, $5, $6, $7, 'us', now(), now(), now(), 'no_answer') returning id`,
      [companyId, newId(), channelId, ticket.contactId, place.campaignId, place.queueId, ticket.id],
    )
    expect(moved).toBeDefined()
    expect(await changesOf(ticket.id, known)).toMatchObject({ items: [], reset: true })
    expect(await changesOf(ticket.id, { version: 'nonsense' })).toMatchObject({ reset: true })
  })
})

describe('section 11: what stands beside a message', () => {
  const say = async (
    ticket: typeof long,
    m: { kind?: string; text?: string; direction?: string; content?: object; replyTo?: string },
  ) => {
    const id = newId()
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, content, at, external_id, reply_to, status)
       values ($1, $2, $3, $4, $5, $6::text, $7, $8, $9, clock_timestamp(), $10, $11, case $6::text when 'out' then 4 end)`,
      [
        companyId,
        id,
        channelId,
        ticket.contactId,
        ticket.interactionId,
        m.direction ?? 'in',
        m.kind ?? 'text',
        m.text ?? '',
        m.content ?? null,
        `p-${id}`,
        m.replyTo ?? null,
      ],
    )
    return { id, key: `p-${id}` }
  }

  test('reactions stand on their message: the newest of each person, and what was taken back is gone', async () => {
    const ticket = await makeTicket(server, place)
    const target = await say(ticket, { direction: 'out', text: 'Listo' })
    const react = (emoji: string, direction = 'in') =>
      say(ticket, { kind: 'reaction', direction, content: { emoji, target: target.key } })
    const on = async () =>
      (await pageOf(ticket.id)).items
        .find((m: Row) => m.id === target.id)
        .reactions.map((r: { emoji: string }) => r.emoji)
        .toSorted()
    await react('👍')
    await react('❤️')
    await react('🙏', 'out')
    expect(await on()).toEqual(['❤️', '🙏'])
    const { version } = await pageOf(ticket.id)
    await react('')
    expect(await on()).toEqual(['🙏'])
    const told = await changesOf(ticket.id, { version, from: target.id })
    expect(told.items.map((m: Row) => m.id)).toContain(target.id)
  })

  test('an answer shows what it answers, a deleted one as such, and one that is not kept here as unknown', async () => {
    const ticket = await makeTicket(server, place)
    const target = await say(ticket, { direction: 'out', text: 'a'.repeat(300) })
    await say(ticket, { text: 'Sí', replyTo: target.key })
    await say(ticket, { text: 'Eso no', replyTo: 'p-unknown' })
    const [unknown, known] = (await pageOf(ticket.id)).items
    expect(known.quote).toMatchObject({ id: target.id, direction: 'out', text: 'a'.repeat(200), deleted: false })
    expect(unknown.quote).toMatchObject({ id: null })
  })
})
