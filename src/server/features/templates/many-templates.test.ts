import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { listen } from '../../../../tests/support/listen.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { transactionsOf } from '../../../../tests/support/statements.ts'
import { makeTemplates } from '../../../../tests/support/templates.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { type Assignment, changeTicks, sameTicks, withoutCovered } from '../../../rules/assignment.ts'

let server: TestServer
let company: Company
let [ada, bruno]: TestPerson[] = []
let channel: TestChannel
let ids: string[]
let ventas: Assignment
let norte: Assignment
let sur: Assignment

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  ada = await makePerson(server, { companyId: company.id, role: 'admin' })
  bruno = await makePerson(server, { companyId: company.id, role: 'admin' })
  const campaign = await makeCampaign(server, { companyId: company.id })
  const at = { companyId: company.id, campaignId: campaign.id }
  ventas = { campaignId: campaign.id, queueId: null }
  norte = { campaignId: campaign.id, queueId: (await makeQueue(server, at)).id }
  sur = { campaignId: campaign.id, queueId: (await makeQueue(server, at)).id }
})
afterAll(() => server.stop())
beforeEach(async () => {
  channel = await makeActiveChannel(server, { companyId: company.id })
  ids = await makeTemplates(server, { companyId: company.id, channelId: channel.id, count: 10 })
})

const post = (who: TestPerson | undefined, what: string, body: object) =>
  who!.call('POST', `/channels/${channel.id}/templates/${what}`, body)
const assign = (who: TestPerson | undefined, add: Assignment[], remove: Assignment[], of = ids) =>
  post(who, 'assign', { ids: of, add, remove })
const ticksOf = async (id: string) => (await ada!.call('GET', `/templates/${id}/assignments`)).body as Assignment[]

describe('switching many', () => {
  test('TP-3 says exactly what it would touch, switches only what must change, and can be undone', async () => {
    await assign(ada, [ventas], [], ids.slice(0, 3))
    const gone = crypto.randomUUID()
    expect((await post(ada, 'figures', { ids: [...ids, gone] })).body).toEqual({
      templates: 10,
      gone: 1,
      on: 8,
      off: 2,
      approved: 3,
      assigned: 3,
      waitingMessages: 0,
      places: [{ ...ventas, templates: 3 }],
    })
    const { body } = await post(ada, 'switch', { ids: [...ids, gone], active: false })
    expect(body).toMatchObject({ already: 2, gone: 1 })
    expect(body.changed).toHaveLength(8)
    const active = () =>
      server.sql<{ id: string }>('select id from template where channel_id = $1 and active', [channel.id])
    expect(await active()).toEqual([])
    const audits = await server.sql(
      `select distinct subject_id, before, after from audit where action = 'template.switch' and subject_id = any($1::uuid[])`,
      [ids],
    )
    expect(audits).toHaveLength(8)
    expect(audits[0]).toMatchObject({ before: { active: true }, after: { active: false } })
    expect((await post(ada, 'switch', { ids: body.changed, active: true })).body.changed).toHaveLength(8)
    expect((await active()).map(({ id }) => id).toSorted()).toEqual(body.changed.toSorted())
  })

  test('TP-3 "select all" is what fits the filter at this moment', async () => {
    const path = `/channels/${channel.id}/templates/ids?active=true&category=MARKETING`
    const { body } = await ada!.call('GET', path)
    const { items } = (await ada!.call('GET', path.replace('/ids', ''))).body
    expect(body.ids.toSorted()).toEqual(items.map((row: { id: string }) => row.id).toSorted())
    expect(body.ids).toHaveLength(4)
  })

  test('TP-3 as many statements and announcements for a thousand as for ten', async () => {
    const many = await makeTemplates(server, {
      companyId: company.id,
      channelId: (await makeActiveChannel(server, { companyId: company.id })).id,
      count: 1000,
    })
    const [{ channel_id: other } = { channel_id: '' }] = await server.sql<{ channel_id: string }>(
      'select channel_id from template where id = $1',
      [many[0]],
    )
    const live = await listen(server, ada!)
    const work = (channelId: string, of: string[]) => async () => {
      const call = (what: string, body: object) =>
        ada!.call('POST', `/channels/${channelId}/templates/${what}`, { ids: of, ...body })
      expect((await call('switch', { active: true })).status).toBe(200)
      expect((await call('switch', { active: false })).body.changed).toHaveLength(of.length)
      expect((await call('assign', { add: [ventas], remove: [norte] })).body.changed).toBe(of.length)
    }
    const count = async (act: () => Promise<void>) =>
      (await transactionsOf(act))
        .filter((all) => all.some(({ text }) => text.includes('template')))
        .reduce((sum, all) => sum + all.length, 0)
    expect(await count(work(other, many))).toBe(await count(work(channel.id, ids)))
    await live.next(({ topic, id }) => topic === 'templates' && id === other)
    const heard = live.heard.filter(({ topic, id }) => topic === 'templates' && id === other)
    expect(heard.length).toBeLessThanOrEqual(3)
    await live.close()
  })

  test('TP-3 two at once, in opposite order: both go through, one after the other', async () => {
    for (let round = 0; round < 4; round++) {
      const answers = await Promise.all([
        post(ada, 'switch', { ids, active: true }),
        post(bruno, 'switch', { ids: ids.toReversed(), active: false }),
        ada!.call('PATCH', `/templates/${ids[0]}`, { active: true }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    }
  })

  test('TP-3 an agent may not, and nobody touches another number’s', async () => {
    const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
    expect((await post(agent, 'switch', { ids, active: false })).status).toBe(403)
    const other = await makeActiveChannel(server, { companyId: company.id })
    const answer = await ada!.call('POST', `/channels/${other.id}/templates/switch`, { ids, active: false })
    expect(answer.body).toEqual({ changed: [], already: 0, gone: 10 })
  })
})

describe('assigning many', () => {
  test('AS-1 what is named is added or taken away; what only some have, and is not named, stays', async () => {
    const [one, two, three] = ids as [string, string, string]
    await assign(ada, [norte], [], [one])
    await assign(ada, [ventas], [], [two])
    expect((await assign(ada, [sur], [], [one, two, three])).body).toEqual({ changed: 2, already: 1, gone: 0 })
    expect(await Promise.all([one, two, three].map(ticksOf))).toEqual([
      [norte, sur].toSorted((a, b) => (a.queueId! < b.queueId! ? -1 : 1)),
      [ventas],
      [sur],
    ])
    // The whole campaign swallows what its queues had.
    await assign(ada, [ventas], [], [one])
    expect(await ticksOf(one)).toEqual([ventas])
    await assign(ada, [], [ventas], [one, two])
    expect(await ticksOf(one)).toEqual([])
    const [entry] = await server.sql(
      `select before, after from audit where action = 'template.assign' and subject_id = $1 order by id desc limit 1`,
      [two],
    )
    expect(entry).toEqual({ before: { assignments: [ventas] }, after: { assignments: [] } })
  })

  test('AS-1 two admins at once: neither loses what the other ticked', async () => {
    for (let round = 0; round < 5; round++) {
      await assign(ada, [], [norte, sur, ventas])
      const answers = await Promise.all([assign(ada, [norte], []), assign(bruno, [sur], [], ids.toReversed())])
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      for (const id of ids) expect(sameTicks(await ticksOf(id), [norte, sur])).toBe(true)
    }
  })

  test('AS-1 while one of them is assigned by itself: its window is told, the others get it', async () => {
    await assign(ada, [], [norte, sur, ventas])
    const [first] = ids
    const [many, one] = await Promise.all([
      assign(ada, [norte], []),
      bruno!.call('PUT', `/templates/${first}/assignments`, { assignments: [sur], seen: [] }),
    ])
    expect(many.status).toBe(200)
    const stands = await ticksOf(first!)
    expect(sameTicks(stands, one.status === 200 ? [norte, sur] : [norte])).toBe(true)
  })

  test('AS-1 a place that is gone is refused, and nothing is changed', async () => {
    const unknown = { campaignId: ventas.campaignId, queueId: crypto.randomUUID() }
    expect(await assign(ada, [norte, unknown], [])).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await ticksOf(ids[0]!)).toEqual([])
  })

  test('AS-1 the database does what the rule says, whatever stood', async () => {
    const other = await makeCampaign(server, { companyId: company.id })
    const puno = {
      campaignId: other.id,
      queueId: (await makeQueue(server, { companyId: company.id, campaignId: other.id })).id,
    }
    const some = fc.subarray([ventas, norte, sur, puno, { campaignId: other.id, queueId: null }])
    await fc.assert(
      fc.asyncProperty(some, some, some, some, async (first, second, add, remove) => {
        const [one, two] = ids as [string, string]
        const before = [withoutCovered(first), withoutCovered(second)]
        for (const [n, id] of [one, two].entries())
          await ada!.call('PUT', `/templates/${id}/assignments`, { assignments: before[n] })
        expect((await assign(ada, add, remove, [one, two])).status).toBe(200)
        for (const [n, id] of [one, two].entries()) {
          const wanted = changeTicks(before[n]!, { add, remove })
          expect(sameTicks(await ticksOf(id), wanted)).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
  })
})
