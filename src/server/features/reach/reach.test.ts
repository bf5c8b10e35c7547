import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate } from '../../../../tests/support/channels.ts'
import { makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { drawnWorld, layOut } from './drawn-world.test-support.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

interface Seen {
  sees: boolean
  bars: string[]
  through: { name: string; campaignName: string; whole: boolean }[]
  throughTotal: number
}
type Seer = Seen & { userId: string; name: string }
type SeenTemplate = Seen & { id: string; displayName: string }

const reachOf = async (asker: TestPerson, templateId: string, query = '') =>
  (await asker.call('GET', `/templates/${templateId}/reach?limit=100${query}`)).body as {
    items: Seer[]
    next: string | null
    seeing: number
    total: number
    bars: string[]
    places: { id: string; whole: boolean; bar: string | null; lacksChannel: boolean }[]
  }
const mirrorOf = async (asker: TestPerson, userId: string, query = '') =>
  (await asker.call('GET', `/people/${userId}/templates?limit=100${query}`)).body as {
    items: SeenTemplate[]
    next: string | null
    seeing: number
    total: number
    bar: string | null
  }

async function makeShop() {
  const company = await makeCompany(server)
  const owner = await makePerson(server, { companyId: company.id, role: 'owner', name: 'Ada' })
  const channel = await makeActiveChannel(server, { companyId: company.id })
  const campaign = await makeCampaign(server, { companyId: company.id, name: 'Ventas' })
  const at = { companyId: company.id, campaignId: campaign.id }
  const north = await makeQueue(server, { ...at, name: 'Norte', channels: [channel.id] })
  const south = await makeQueue(server, { ...at, name: 'Sur' })
  const inNorth = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Bea', queues: [north.id] })
  const inSouth = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Ciro', queues: [south.id] })
  const template = (assignedTo: { campaignId: string; queueId?: string }[] = []) =>
    makeApprovedTemplate(server, { companyId: company.id, channel, assignedTo })
  return { company, owner, channel, campaign, north, south, inNorth, inSouth, template }
}

test('AS-3 who sees it through which assignment, and what hides it from the others', async () => {
  const { owner, campaign, north, inNorth, inSouth, template } = await makeShop()
  const { id } = await template([{ campaignId: campaign.id, queueId: north.id }])
  const { items, bars, places, seeing, total } = await reachOf(owner, id)
  expect({ bars, seeing, total }).toEqual({ bars: [], seeing: 1, total: 3 })
  expect(places).toMatchObject([{ id: north.id, whole: false, bar: null, lacksChannel: false }])
  const norte = { name: 'Norte', campaignName: 'Ventas', whole: false }
  expect(items).toMatchObject([
    { name: 'Ada', sees: false, through: [norte], bars: ['only_looks'] },
    { userId: inNorth.userId, sees: true, through: [norte], bars: [] },
    { userId: inSouth.userId, sees: false, through: [], bars: ['not_in_queue'] },
  ])
  expect((await reachOf(owner, id, '&sees=true')).items.map((person) => person.name)).toEqual(['Bea'])
  expect((await reachOf(owner, id, '&search=CIRO')).items.map((person) => person.name)).toEqual(['Ciro'])
})

test('AS-1, AS-3 a campaign’s tick reaches its queues, later ones too; lacking the channel is a hint, not a bar', async () => {
  const { company, owner, campaign, north, south, template } = await makeShop()
  const { id } = await template([{ campaignId: campaign.id }])
  const later = await makeQueue(server, { companyId: company.id, campaignId: campaign.id, name: 'Última' })
  const { places, seeing } = await reachOf(owner, id)
  expect(seeing).toBe(2)
  expect(places.map((place) => [place.id, place.whole, place.lacksChannel])).toEqual([
    [north.id, true, false],
    [south.id, true, true],
    [later.id, true, true],
  ])
})

test.each([
  ['not_approved', `update template set status = 'rejected', status_word = 'REJECTED' where id = $1`],
  ['held_back', `update template set status_word = 'PAUSED' where id = $1`],
  ['off', `update template set active = false where id = $1`],
  ['made_elsewhere', `update template set unsendable = 'carousel' where id = $1`],
  ['channel', `update channel set enabled = false where id = (select channel_id from template where id = $1)`],
  ['not_assigned', `delete from template_assignment where template_id = $1`],
  [
    'queue_off',
    `update queue set active = false where id = (select queue_id from template_assignment where template_id = $1)`,
  ],
  [
    'campaign_off',
    `update campaign set active = false where id = (select campaign_id from template_assignment where template_id = $1)`,
  ],
])('AS-3 %s hides it from everybody, and both sides say so', async (bar, change) => {
  const { owner, campaign, north, inNorth, template } = await makeShop()
  const { id } = await template([{ campaignId: campaign.id, queueId: north.id }])
  await server.sql(change, [id])
  const told = await reachOf(owner, id)
  expect(told).toMatchObject({ bars: [bar], seeing: 0 })
  expect(told.items.find((person) => person.userId === inNorth.userId)).toMatchObject({ sees: false, bars: [bar] })
  expect(await mirrorOf(owner, inNorth.userId)).toMatchObject({ seeing: 0, items: [{ id, sees: false, bars: [bar] }] })
})

test('AS-3 a campaign without queues reaches nobody; who left the team sees nothing', async () => {
  const { company, owner, inNorth, template } = await makeShop()
  const empty = await makeCampaign(server, { companyId: company.id })
  const { id } = await template([{ campaignId: empty.id }])
  expect(await reachOf(owner, id)).toMatchObject({ bars: ['no_queues'], places: [], seeing: 0 })
  await server.sql('update member set active = false where user_id = $1', [inNorth.userId])
  expect(await mirrorOf(owner, inNorth.userId)).toMatchObject({ bar: 'inactive', seeing: 0 })
})

test('AS-3 pages follow each other without gap or repetition, by name, and the counts are of all', async () => {
  const { company, owner, campaign, inNorth, template } = await makeShop()
  for (const name of ['Óscar', 'Zoe', 'Ñusta', 'Nora', 'Nora'])
    await makePerson(server, { companyId: company.id, role: 'agent', name })
  const made = [
    await template([{ campaignId: campaign.id }]),
    await template(),
    await template([{ campaignId: campaign.id }]),
  ]
  const names = await walk<Seer>(owner, `/templates/${made[0]!.id}/reach?limit=3`)
  expect(names.map((person) => person.name)).toEqual(['Ada', 'Bea', 'Ciro', 'Nora', 'Nora', 'Ñusta', 'Óscar', 'Zoe'])
  const all = await walk<SeenTemplate>(owner, `/people/${inNorth.userId}/templates?limit=1`)
  expect(all.map((each) => each.id)).toEqual(made.map((each) => each.id))
  const seen = await walk<SeenTemplate>(owner, `/people/${inNorth.userId}/templates?limit=1&sees=true`)
  expect(seen.map((each) => each.id)).toEqual([made[0]!.id, made[2]!.id])
  expect((await owner.call('GET', `/people/${inNorth.userId}/templates?cursor=x`)).status).toBe(400)
})

async function walk<Item>(asker: TestPerson, path: string, cursor: string | null = ''): Promise<Item[]> {
  if (cursor === null) return []
  const { body } = await asker.call('GET', `${path}${cursor && `&cursor=${cursor}`}`)
  const { items, next } = body as { items: Item[]; next: string | null }
  return [...items, ...(await walk<Item>(asker, path, next))]
}

/** What the Workspace really lists for somebody, over all places it offers them. */
async function workspaceOf(person: TestPerson): Promise<Set<string>> {
  const places = await person.call('GET', '/workspace/places')
  const seen = new Set<string>()
  if (places.status !== 200) return seen
  for (const campaign of places.body as { id: string; queues: { id: string }[] }[]) {
    for (const queue of campaign.queues) {
      const listed = await person.call('GET', `/workspace/templates?campaignId=${campaign.id}&queueId=${queue.id}`)
      if (listed.status === 200) for (const { id } of listed.body as { id: string }[]) seen.add(id)
    }
  }
  return seen
}

test('AS-3, WS-1 over drawn worlds the explanation says exactly what the Workspace shows, from both sides', async () => {
  await fc.assert(
    fc.asyncProperty(drawnWorld, async (drawn) => {
      const company = await makeCompany(server)
      const owner = await makePerson(server, { companyId: company.id, role: 'owner' })
      const { people, templates } = await layOut(server, company.id, drawn)
      const saidOf = new Map<string, Seer[]>()
      for (const { id } of templates) saidOf.set(id, (await reachOf(owner, id)).items ?? [])
      for (const person of people) {
        const shown = await workspaceOf(person)
        const mirror = await mirrorOf(owner, person.userId)
        expect(new Set(mirror.items.filter((each) => each.sees).map((each) => each.id))).toEqual(shown)
        expect(mirror.seeing).toBe(shown.size)
        for (const each of mirror.items) expect(each.sees).toBe(each.bars.length === 0)
        for (const { id } of templates) {
          const side = saidOf.get(id)!.find((each) => each.userId === person.userId)
          expect(side?.sees ?? false).toBe(shown.has(id))
          expect(side?.bars).toEqual(mirror.items.find((each) => each.id === id)?.bars)
        }
      }
    }),
    { numRuns: 12 },
  )
})
