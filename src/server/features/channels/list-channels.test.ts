import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makePendingChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { type Statement, transactionsOf } from '../../../../tests/support/statements.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('Mis canales', () => {
  let company: Company
  let admin: TestPerson
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    company = await makeCompany(server)
    admin = await makePerson(server, { companyId: company.id, role: 'admin' })
    const given = { companyId: company.id }
    ids['active'] = (
      await makeActiveChannel(server, { ...given, businessName: 'Librería Los Álamos', identifier: '+51900000401' })
    ).id
    ids['inactive'] = (await makeActiveChannel(server, { ...given, businessName: 'Álamos_Norte', enabled: false })).id
    ids['interrupted'] = (await makeActiveChannel(server, { ...given, businessName: 'Álamos 100%' })).id
    for (const [cause, at] of [
      ['wallet_empty', '2 hours'],
      ['restricted', '1 hour'],
    ])
      await server.sql(
        `insert into channel_interruption (company_id, channel_id, id, cause, opened_at) values ($1, $2, gen_random_uuid(), $3, now() - $4::interval)`,
        [company.id, ids['interrupted'], cause, at],
      )
    ids['pending'] = (await makePendingChannel(server, { ...given, businessName: 'Álamos Express' })).id
    const withdrawn = await makePendingChannel(server, given)
    await server.sql(`update channel_request set state = 'withdrawn' where channel_id = $1`, [withdrawn.id])
  })

  const listed = async (query = '') => {
    const { body } = await admin.call('GET', `/channels${query}`)
    return body.items.map(({ id }: { id: string }) => Object.keys(ids).find((name) => ids[name] === id))
  }

  test('CH-6 CH-5 shows each with its state and all its interruptions, and counts', async () => {
    const { body } = await admin.call('GET', '/channels')
    expect(body).toMatchObject({ total: 4, active: 1, previous: 1, next: null })
    expect(Object.fromEntries(body.items.map((c: { id: string; state: string }) => [c.id, c.state]))).toEqual(
      Object.fromEntries(Object.entries(ids).map(([state, id]) => [id, state])),
    )
    const interrupted = body.items.find((c: { state: string }) => c.state === 'interrupted')
    expect(interrupted.interruptions.map((i: { cause: string }) => i.cause)).toEqual(['wallet_empty', 'restricted'])
  })

  test('CH-6 filters by kind and by states, combined', async () => {
    expect(await listed('?state=active')).toEqual(['active'])
    expect((await listed('?state[]=active&state[]=pending&kind=whatsapp')).toSorted()).toEqual(['active', 'pending'])
    expect(await listed('?state=inactive&search=librer%C3%ADa')).toEqual([])
    for (const bad of ['state=on', 'kind=telegram', 'limit=0', 'limit=101', 'cursor=1'])
      expect((await admin.call('GET', `/channels?${bad}`)).status, bad).toBe(400)
  })

  test.each([
    ['libreria alamos', []],
    ['LIBRERIA LOS', ['active']],
    ['+51 900 000 401', ['active']],
    ['900-000-401', ['active']],
    ['%', ['interrupted']],
    ['_', ['inactive']],
    ['\\', []],
    ["' or 1=1", []],
  ])('CH-6 searches by name or number: %j', async (text, found) => {
    expect(await listed(`?search=${encodeURIComponent(text)}`)).toEqual(found)
  })

  test('CH-6 pages by keyset: each is seen once, also when new ones come in between', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await admin.call('GET', `/channels?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map((c: { id: string }) => c.id))
      cursor = body.next
      const extra = await makePendingChannel(server, { companyId: company.id })
      await server.sql(`update channel set deleted_at = now() where id = $1`, [extra.id])
    } while (cursor)
    expect(seen.toSorted()).toEqual(Object.values(ids).toSorted())
  })
})

describe('with thousands of channels', () => {
  let companyId: string
  let admin: TestPerson

  beforeAll(async () => {
    const company = await makeCompany(server)
    companyId = company.id
    admin = await makePerson(server, { companyId, role: 'admin' })
    for (const owner of [companyId, (await makeCompany(server)).id]) {
      await server.sql(
        `with made as (
           insert into channel (company_id, id, business_name, alias, identifier)
           select $1::uuid, gen_random_uuid(), 'Tienda ' || n, 'Tienda ' || n, '+51' || case when $1 = $3::uuid then 1 else 2 end || lpad(n::text, 8, '0')
           from generate_series(1, 2000) n returning id)
         insert into channel_request (company_id, channel_id, state, legal_name, tax_id, country, email, vertical,
           person_first_name, person_last_name, person_email, person_phone, requested_by)
         select $1, id, 'done', 'x', '20999999990', 'PE', 'x@example.com', 'RETAIL', 'x', 'x', 'x@example.com', '+51900000777', $2 from made`,
        [owner, admin.userId, companyId],
      )
    }
    const queue = await makeQueue(server, { companyId, campaignId: company.defaultCampaignId })
    const place = [companyId, company.defaultCampaignId]
    await server.sql(
      `insert into queue_channel (company_id, queue_id, channel_id) select company_id, $2, id from channel where company_id = $1`,
      [companyId, queue.id],
    )
    await server.sql(
      `insert into channel_interruption (company_id, channel_id, id, cause, closed_at)
       select company_id, id, gen_random_uuid(), 'unhealthy', now() from channel where company_id = $1`,
      [companyId],
    )
    // Two tickets over each channel, each with a message that waits to leave.
    await server.sql(
      `with made as (
         insert into contact (company_id, id, name) select $1::uuid, gen_random_uuid(), 'x' from generate_series(1, 4000) returning id),
       numbered as (select id, row_number() over () as n from made),
       c as (select id, row_number() over () as n from channel where company_id = $1),
       t as (
         insert into ticket (company_id, id, contact_id, campaign_id, opened_at, last_activity_at, last_channel_id)
         select $1, gen_random_uuid(), m.id, $2, now(), now(), c.id from numbered m join c on c.n = m.n % 2000 + 1
         returning id, contact_id, last_channel_id),
       i as (
         insert into interaction (company_id, id, channel_id, contact_id, campaign_id, ticket_id, begun_by, opened_at, last_activity_at)
         select $1, gen_random_uuid(), last_channel_id, contact_id, $2, id, 'contact', now(), now() from t
         returning id, contact_id, channel_id)
       insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, at, status, not_before)
       select $1, gen_random_uuid(), channel_id, contact_id, id, 'out', 'text', now(), 0, now() + interval '1 hour' from i`,
      place,
    )
    await server.sql('analyze')
  })

  const call = (path: string) => transactionsOf(async () => expect((await admin.call('GET', path)).status).toBe(200))
  const about = (t: Statement[]) => t.some(({ text }) => text.includes('"channel" as "c"'))

  /** How PostgreSQL goes about a statement, as the tenant that asks it. */
  const planOf = ({ text, values }: Statement): Promise<string> =>
    server.system.db.inTenant(companyId, async (tx) => {
      const { rows } = await tx.executeQuery<{ 'QUERY PLAN': string }>(CompiledQuery.raw(`explain ${text}`, values))
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })

  test.each([
    ['a page', '/channels'],
    ['the next page', '/channels?limit=50&cursor=80000000-0000-4000-8000-000000000000'],
    ['a search', '/channels?search=tienda%201999'],
    ['a search by number', '/channels?search=%2B51%20100%20001%20999'],
  ])('CH-6 %s asks as many statements as with three, and walks through no table that grows', async (_, path) => {
    const [statements = []] = (await call(path)).filter(about)
    expect(statements).toHaveLength(2)
    for (const statement of statements) {
      const plan = await planOf(statement)
      expect(plan).not.toMatch(/Seq Scan on (?:interaction|message|ticket|queue_channel|channel_interruption)\b/)
    }
    const [rows] = statements
    expect(await planOf(rows!)).not.toMatch(/Seq Scan on channel\b/)
  })

  test('CH-6 a page of fifty is one page, and names the next', async () => {
    const { body } = await admin.call('GET', '/channels')
    expect(body).toMatchObject({ total: 2000, active: 2000 })
    expect([body.items.length, body.next]).toEqual([50, body.items.at(-1).id])
  })

  test('CH-8 the figures of one channel are counted by index', async () => {
    const { body } = await admin.call('GET', '/channels?limit=1')
    const transactions = await call(`/channels/${body.items[0].id}/switch-off`)
    const [figures] = transactions.flat().filter(({ text }) => text.includes('waitingMessages'))
    expect(await planOf(figures!)).not.toMatch(/Seq Scan on (?:interaction|message|ticket|queue_channel)\b/)
  })
})
