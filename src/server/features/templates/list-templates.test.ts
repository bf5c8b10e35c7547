import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId: company.id })
  const other = await makeActiveChannel(server, { companyId: company.id })
  const made = { companyId: company.id, channel }
  await makeApprovedTemplate(server, { ...made, name: 'navidad', body: 'Felices fiestas de la librería.' })
  await makeApprovedTemplate(server, { ...made, name: 'christmas', language: 'en', body: 'Happy holidays to you.' })
  await makeApprovedTemplate(server, { ...made, name: 'cobro_1', category: 'UTILITY', body: 'Tu cuota 50%_off vence.' })
  await makeApprovedTemplate(server, {
    ...made,
    name: 'cobro_2',
    category: 'UTILITY',
    body: 'Tu recibo está por vencer.',
  })
  await makeApprovedTemplate(server, { companyId: company.id, channel: other, name: 'ajena' })
  await server.sql(`update template set status = 'rejected', status_word = 'REJECTED' where name = 'cobro_2'`)
  await server.sql(`update template set active = false where name in ('christmas', 'cobro_2')`)
})
afterAll(() => server.stop())

const list = async (query = '') => (await admin.call('GET', `/channels/${channel.id}/templates${query}`)).body
const names = async (query = '') => (await list(query)).items.map((row: { name: string }) => row.name).toSorted()

describe('listTemplates', () => {
  test('TP-1: the templates of that identifier only, with its languages', async () => {
    expect(await list()).toMatchObject({ total: 4, languages: ['en', 'es'], next: null })
    expect(await names()).toEqual(['christmas', 'cobro_1', 'cobro_2', 'navidad'])
  })

  test.each([
    ['?category=UTILITY', ['cobro_1', 'cobro_2']],
    ['?category[]=UTILITY&category[]=MARKETING', ['christmas', 'cobro_1', 'cobro_2', 'navidad']],
    ['?status=rejected', ['cobro_2']],
    ['?active=false', ['christmas', 'cobro_2']],
    ['?active=true&category=UTILITY', ['cobro_1']],
    ['?language=en', ['christmas']],
    ['?category=UTILITY&status=approved&active=true&language=es&search=CUOTA', ['cobro_1']],
    ['?search=LIBRERIA', ['navidad']],
    ['?search=aviso%20cobro', ['cobro_1', 'cobro_2']],
    ['?search=50%25_', ['cobro_1']],
    ['?search=0%25o', []],
  ])('TP-1: filters combine, and search folds case and accents: %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected)
    expect((await list(query)).total).toBe(expected.length)
  })

  test('TP-1: pages leave nothing out and show nothing twice, also where many changed in one moment', async () => {
    const [row] = await server.sql('select now() as at')
    await server.sql('update template set updated_at = $2 where channel_id = $1', [channel.id, row?.['at']])
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await list(`?limit=1${cursor && `&cursor=${cursor}`}`)
      expect(page.total).toBe(4)
      seen.push(...page.items.map((each: { name: string }) => each.name))
      cursor = page.next ?? ''
    } while (cursor)
    expect(seen.toSorted()).toEqual(await names())
    expect((await admin.call('GET', `/channels/${channel.id}/templates?cursor=x`)).body).toMatchObject({
      code: 'invalid',
    })
  })

  test('TP-1, AS-2: a row names its campaigns and queues; one assigned to nothing names none', async () => {
    const campaign = await makeCampaign(server, { companyId: company.id, name: 'Ventas' })
    const queue = await makeQueue(server, {
      companyId: company.id,
      campaignId: company.defaultCampaignId,
      name: 'Cola A',
    })
    const [row] = (await list('?search=navidad')).items
    expect(row).toMatchObject({ campaigns: [], queues: [] })
    const assignments = [
      { campaignId: campaign.id, queueId: null },
      { campaignId: company.defaultCampaignId, queueId: queue.id },
    ]
    expect((await admin.call('PUT', `/templates/${row.id}/assignments`, { assignments })).status).toBe(200)
    expect((await list('?search=navidad')).items).toMatchObject([{ campaigns: ['Ventas'], queues: ['Cola A'] }])
  })
})

describe('setActive', () => {
  test('TP-3: any template can be switched at any time, whatever its status', async () => {
    for (const row of (await list()).items) {
      const path = `/templates/${row.id}`
      expect((await admin.call('PATCH', path, { active: !row.active })).status).toBe(200)
      expect((await admin.call('GET', path)).body.active).toBe(!row.active)
      const entries = await server.sql(
        'select action, before, after from audit where subject_id = $1 and action = $2',
        [row.id, 'template.switch'],
      )
      expect(entries).toMatchObject([{ before: { active: row.active }, after: { active: !row.active } }])
    }
  })

  test('a stranger’s company gets 404, an agent 403', async () => {
    const [row] = (await list()).items
    const other = await makeCompany(server)
    const stranger = await makePerson(server, { companyId: other.id, role: 'owner' })
    const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
    expect((await stranger.call('PATCH', `/templates/${row.id}`, { active: true })).status).toBe(404)
    expect((await stranger.call('GET', `/channels/${channel.id}/templates`)).status).toBe(404)
    expect((await agent.call('PATCH', `/templates/${row.id}`, { active: true })).status).toBe(403)
  })
})
