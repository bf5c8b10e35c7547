import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { type Planned, readsOf } from '../../../../tests/support/plans.ts'
import { makeTemplates } from '../../../../tests/support/templates.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let ids: string[]

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId: company.id })
  // As many as a number can have (LIM-01), beside another number's and another company's.
  ids = await makeTemplates(server, { companyId: company.id, channelId: channel.id, count: 6000 })
  const other = await makeActiveChannel(server, { companyId: company.id })
  await makeTemplates(server, { companyId: company.id, channelId: other.id, count: 1500 })
  const stranger = await makeCompany(server)
  const strange = await makeActiveChannel(server, { companyId: stranger.id })
  await makeTemplates(server, { companyId: stranger.id, channelId: strange.id, count: 500 })
  await server.sql(
    `insert into template_assignment (company_id, template_id, campaign_id)
     select company_id, id, $2 from template where channel_id = $1`,
    [channel.id, company.defaultCampaignId],
  )
  await server.sql('analyze template')
  await server.sql('analyze template_assignment')
})
afterAll(() => server.stop())

const asked = (query = '') =>
  readsOf(server, { companyId: company.id, about: 'template' }, () =>
    admin.call('GET', `/channels/${channel.id}/templates${query}`),
  )
const rowsOf = (planned: Planned[], table: string) =>
  planned.flatMap(({ reads }) => reads.filter((read) => read.table === table))
const isPage = ({ text }: Planned) => /\blimit\b/.test(text)

test('TP-1 a page of 6,000 reads a page, first or last, filtered or not; the count walks this number’s alone', async () => {
  const { next } = (await admin.call('GET', `/channels/${channel.id}/templates?limit=100`)).body
  for (const query of ['', `?cursor=${next}`, '?status=approved&active=true&category=UTILITY&language=en']) {
    const planned = await asked(query)
    const [page] = rowsOf(planned.filter(isPage), 'template')
    expect(page, query).toMatchObject({ index: 'template_list' })
    // One of thirty fits the narrowest of these filters.
    expect(page!.rows, query).toBeLessThanOrEqual(51 * 31)
    for (const read of rowsOf(planned, 'template')) {
      expect(read.index, query).not.toBeNull()
      expect(read.rows, query).toBeLessThanOrEqual(6000)
    }
    // Of the assignments those of the page, however many there are.
    for (const read of rowsOf(planned, 'template_assignment')) expect(read.rows).toBeLessThanOrEqual(51)
  }
})

test('TP-1 a search folds what is typed, not what is stored, and reads each of the number’s once for each statement', async () => {
  for (const search of ['NÚMERO 4321', 'gracias', 'nada de esto']) {
    const planned = await asked(`?search=${encodeURIComponent(search)}`)
    const reads = planned.filter(({ reads }) => reads.some(({ table }) => table === 'template'))
    expect(reads).toHaveLength(2)
    for (const { text, reads: own } of reads) {
      expect(text).toMatch(/search_text like plain\(\$\d+\)/)
      expect(own).toMatchObject([{ table: 'template' }])
      expect(own[0]!.index).not.toBeNull()
      expect(own[0]!.rows).toBeLessThanOrEqual(6000)
    }
  }
  const { body } = await admin.call('GET', `/channels/${channel.id}/templates?search=numero%204321`)
  expect(body).toMatchObject({ total: 1, items: [{ name: 'aviso_4321' }], languages: ['en', 'es'] })
})

test('TP-1, TP-3 all 6,000 at once: chosen, counted, switched and assigned', async () => {
  const path = `/channels/${channel.id}/templates`
  const { body: all } = await admin.call('GET', `${path}/ids`)
  expect(all.ids.toSorted()).toEqual(ids.toSorted())
  const { body: figures } = await admin.call('POST', `${path}/figures`, { ids })
  expect(figures).toMatchObject({ templates: 6000, on: 4800, off: 1200, assigned: 6000 })
  const { body: done } = await admin.call('POST', `${path}/switch`, { ids, active: false })
  expect(done.changed).toHaveLength(4800)
  const remove = [{ campaignId: company.defaultCampaignId, queueId: null }]
  const { body: assigned } = await admin.call('POST', `${path}/assign`, { ids, add: [], remove })
  expect(assigned).toEqual({ changed: 6000, already: 0, gone: 0 })
})
