import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel } from '../../../../tests/support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { transactionsOf } from '../../../../tests/support/statements.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { LOOK } from '../../database/doors.ts'
import { BY_WORDS } from './search-store.ts'
import { sql } from 'kysely'

let server: TestServer
let companyId: string
let queueId: string
let channelId: string
const people: TestPerson[] = []

/** What a large company's tables look like to the planner; rows enough that no walk over them would be cheap. */
beforeAll(async () => {
  server = await startTestServer()
  const company = await makeCompany(server)
  companyId = company.id
  const channels = await Promise.all(Array.from({ length: 5 }, () => makeActiveChannel(server, { companyId })))
  const channel = channels[0]!
  channelId = channel.id
  const campaignId = company.defaultCampaignId
  const queues = await Promise.all([1, 2, 3, 4].map(() => makeQueue(server, { companyId, campaignId })))
  queueId = queues[0]!.id
  people.push(await makePerson(server, { companyId, role: 'admin' }))
  people.push(await makePerson(server, { companyId, role: 'agent', queues: queues.slice(0, 2).map((q) => q.id) }))
  await server.sql(
    `with quick as materialized (select set_config('session_replication_role', 'replica', true)),
     ids as materialized (select n, gen_random_uuid() as contact, gen_random_uuid() as ticket, gen_random_uuid() as talk,
       ($4::uuid[])[1 + n % 5] as queue, ($5::uuid[])[1 + n % 7 % 5] as channel, now() - n * interval '1 minute' as at from quick, generate_series(1, 8000) n),
     contacts as (insert into contact (company_id, id, name) select $1::uuid, contact, 'Persona ' || md5(n::text) from ids),
     addresses as (insert into contact_address (company_id, kind, value, shown, contact_id)
       select $1, 'phone', '519' || lpad(n::text, 8, '0'), '', contact from ids),
     tickets as (insert into ticket (company_id, id, contact_id, campaign_id, queue_id, opened_at, last_activity_at, last_channel_id, unread, closed_at, close_reason)
       select $1, ticket, contact, $2::uuid, queue, at, at, channel, n % 2, case when n > 200 then at end, case when n > 200 then 'agent' end from ids),
     talks as (insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at, last_sent_at, ended_at, end_reason)
       select $1, talk, $3, contact, $2, queue, case when n % 4 > 0 then ticket end, case when n % 4 > 0 then 'contact' else 'us' end, at, at, at,
         case when n > 200 and n % 4 > 0 then at end, case when n > 200 and n % 4 > 0 then 'ticket_closed' end from ids)
     insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at)
       select $1, gen_random_uuid(), $3, contact, talk, 'in', 'text', 'hola ' || md5(n::text), at from ids`,
    [companyId, campaignId, channel.id, queues.map((q) => q.id), channels.map((c) => c.id)],
  )
  // Beside many others: what all companies together have waiting says nothing of what one has.
  await server.sql(
    `with quick as materialized (select set_config('session_replication_role', 'replica', true))
     insert into interaction (company_id, id, channel_id, contact_id, campaign_id, begun_by, opened_at, last_activity_at, last_sent_at, ended_at, end_reason)
     select gen_random_uuid(), gen_random_uuid(), $1::uuid, gen_random_uuid(), $2::uuid, 'us', now(), now(), now(), now(), 'no_answer' from quick, generate_series(1, 200)`,
    [channel.id, campaignId],
  )
  await server.sql('analyze')
}, 90_000)
afterAll(() => server.stop())

const growing = /Seq Scan on (ticket|interaction|message|contact|contact_address)\b/
/** By an index all the same, but through all that the company has in it, to find what one of its rows is named by. What is open
 *  may be looked through for a number: it does not grow. */
const throughAll = /Index Cond: \(company_id = [^()\n]+\)\n *Filter: .*\b(?!last_channel_id)\w+_id = /
/** Closed tickets grow for ever: those of other queues are not walked past, nor those of other numbers, but one agent's own. */
const pastOthers =
  /on ticket \w+ .*\n *Index Cond: (?:.*\n *Filter: .*\bqueue_id =|(?!.*agent_id).*\n *Filter: .*\blast_channel_id =)/

test('WS-7 every list, count and search of the Workspace goes by index in a large company', async () => {
  const lists = ['mine', 'waiting', 'all', 'closed'].flatMap((view) => [
    `/tickets?view=${view}`,
    `/tickets?view=${view}&queueId=${queueId}`,
    `/tickets?view=${view}&queueId=none`,
    `/tickets?view=${view}&agentId=${people[1]!.userId}`,
    `/tickets?view=${view}&unread=true`,
    `/tickets?view=${view}&channelId=${channelId}`,
    `/tickets?view=${view}&queueId=${queueId}&agentId=${people[1]!.userId}`,
    `/tickets?view=${view}&queueId=${queueId}&channelId=${channelId}`,
  ])
  const others = [
    '/workspace/counts',
    '/workspace/sends',
    '/tickets/search?search=persona',
    '/tickets/search?search=persona%20abc%201',
    '/tickets/search?search=%231234',
  ]
  const searches = ['/tickets/search?search=900000123', '/tickets/search/messages?search=hola']
  const office = JSON.stringify(Array.from({ length: 7 }, () => [{ from: '09:00', to: '18:00' }]))
  for (const inOpenTime of [false, true]) {
    await server.sql(`update queue set queue_order = $2, hours = $3 where company_id = $1`, [
      companyId,
      inOpenTime ? 'service_level' : 'oldest',
      inOpenTime ? office : null,
    ])
    await goByIndex(
      inOpenTime
        ? ['/tickets?view=waiting', `/tickets?view=waiting&channelId=${channelId}`]
        : [...lists, ...others, ...searches],
    )
  }
}, 60_000)

async function goByIndex(paths: readonly string[]): Promise<void> {
  for (const person of people) {
    for (const path of paths) {
      const transactions = await transactionsOf(async () => expect((await person.call('GET', path)).status).toBe(200))
      const read = transactions
        .flat()
        .filter(({ text }) => /\b(from|join) (ticket|interaction|message|contact)\b/.test(text))
      // Of what belongs to no queue an agent has nothing to look at.
      if (!path.endsWith('queueId=none')) expect(read.length, path).toBeGreaterThan(0)
      for (const { text, values } of read) {
        const plan = await planOf(text, values)
        if (path.includes('view=closed')) expect(plan, `${path}\n${text}`).not.toMatch(pastOthers)
        expect(plan, `${path}\n${text}`).not.toMatch(growing)
        expect(plan, `${path}\n${text}`).not.toMatch(throughAll)
      }
    }
  }
}

/** As it is planned behind the door that it goes through: searches by words through the system's. */
async function planOf(text: string, values: readonly unknown[]): Promise<string> {
  const { db } = server.system
  const shown = (plan: readonly { 'QUERY PLAN': string }[]) => plan.map((row) => row['QUERY PLAN']).join('\n')
  // What is kept is planned for any values at all.
  if (text.startsWith(LOOK)) return shown(await db.look(companyId, sql.raw(`explain (generic_plan) ${text}`)))
  if (text.startsWith(BY_WORDS)) {
    const kept = sql.raw<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`)
    return shown((await db.statement('ticket-search', (tx) => kept.execute(tx))).rows)
  }
  const asked = sql.raw<{ 'QUERY PLAN': string }>(`explain ${filled(text, values)}`)
  return shown((await db.inTenant(companyId, (tx) => asked.execute(tx))).rows)
}

const filled = (text: string, values: readonly unknown[]) =>
  values.reduceRight<string>((sofar, value, at) => sofar.replaceAll(`$${at + 1}`, () => literal(value)), text)

function literal(value: unknown): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `array[${value.map(literal).join()}]`
  return `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`
}
