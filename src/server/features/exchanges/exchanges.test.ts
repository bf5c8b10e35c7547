import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { makeCompany, makeOperator, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import type { Exchange } from '../../provider/exchange.ts'
import { type ExchangeRecorder, openExchangeRecorder } from './recorder.ts'

let server: TestServer
let recorder: ExchangeRecorder
let admin: TestPerson
let operator: TestPerson
let companyId: string
let campaignId: string
let channel: TestChannel

beforeAll(async () => {
  server = await startTestServer()
  recorder = openExchangeRecorder(server.system.db, () => undefined)
  operator = await makeOperator(server)
})
afterAll(async () => {
  await recorder.close()
  await server.stop()
})
beforeEach(async () => {
  ;({ id: companyId, defaultCampaignId: campaignId } = await makeCompany(server))
  admin = await makePerson(server, { companyId, role: 'admin' })
  channel = await makeActiveChannel(server, { companyId })
})

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  at: new Date(),
  method: 'POST',
  path: `/partner/app/${channel.appId}/template/msg`,
  appId: channel.appId,
  status: 200,
  response: '{"status":"submitted"}',
  durationMs: 12.4,
  ...more,
})
const makeSubjects = async () => {
  const place = { companyId, campaignId, queueId: null, channelId: channel.id }
  const template = await makeApprovedTemplate(server, { companyId, channel })
  return { messageId: (await makeTicket(server, place)).messageId, templateId: template.id }
}
const paths = async (who: TestPerson, at: string): Promise<string[]> =>
  ((await who.call('GET', at)).body.items as { path: string }[]).map((item) => item.path)

describe('RE-3 exchanges with the provider', () => {
  test('are found by their message, their template and their channel, and by nobody else’s people', async () => {
    const { messageId, templateId } = await makeSubjects()
    const place = { companyId, channelId: channel.id }
    recorder.record(exchange({ about: { ...place, messageId }, request: { destination: '51900000001' } }))
    recorder.record(exchange({ about: { ...place, templateId }, path: '/partner/app/x/templates' }))
    await pause(2)
    recorder.record(exchange({ path: '/partner/app/x/wallet/balance' }))
    await pause(2)
    recorder.record(
      exchange({ about: { ...place, messageId }, path: '/failed', fault: { verdict: 'busy', message: 'slow down' } }),
    )
    const ofMessage = await until('they are kept', async () => {
      const { items } = (await admin.call('GET', `/messages/${messageId}/exchanges`)).body
      return items.length === 2 && items
    })
    expect(ofMessage[0]).toMatchObject({ path: '/failed', verdict: 'busy', error: 'slow down', durationMs: 12 })
    expect(JSON.parse(ofMessage[1].request)).toEqual({ destination: '51900000001' })
    expect(await paths(admin, `/templates/${templateId}/exchanges`)).toEqual(['/partner/app/x/templates'])
    // Of sends only what went wrong; what named no subject is found by its app.
    const expected = ['/failed', '/partner/app/x/wallet/balance', '/partner/app/x/templates']
    expect(await paths(admin, `/channels/${channel.id}/exchanges`)).toEqual(expected)
    // Never what people wrote.
    expect(await paths(operator, `/operator/channels/${channel.id}/exchanges`)).toEqual([
      '/partner/app/x/wallet/balance',
    ])
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'owner' })
    expect((await stranger.call('GET', `/messages/${messageId}/exchanges`)).status).toBe(404)
    const agent = await makePerson(server, { companyId, role: 'agent' })
    expect((await agent.call('GET', `/messages/${messageId}/exchanges`)).status).toBe(403)
  })

  test('of the partner account belong to no company and are the operators’', async () => {
    recorder.record({ at: new Date(), method: 'POST', path: '/partner/account/login', status: 200, durationMs: 3 })
    await until('it is kept', async () =>
      (await paths(operator, '/operator/exchanges')).includes('/partner/account/login'),
    )
    expect((await admin.call('GET', '/operator/exchanges')).status).toBe(403)
  })

  test('go page by page, newest first', async () => {
    const { templateId } = await makeSubjects()
    for (let i = 0; i < 5; i++)
      recorder.record(exchange({ about: { companyId, channelId: channel.id, templateId }, path: `/${i}` }))
    await until('they are kept', async () => (await paths(admin, `/templates/${templateId}/exchanges`)).length === 5)
    const first = (await admin.call('GET', `/templates/${templateId}/exchanges?limit=3`)).body
    const rest = await paths(admin, `/templates/${templateId}/exchanges?limit=3&cursor=${first.next}`)
    const all: string[] = [...first.items.map((i: { path: string }): string => i.path), ...rest]
    expect(all.toSorted()).toEqual(['/0', '/1', '/2', '/3', '/4'])
  })

  test('TP-6 a template’s submission is kept with the template, without secrets', async () => {
    const template = await makeApprovedTemplate(server, { companyId, channel, name: 'aviso_pedido' })
    await server.sql(`update template set provider_id = null, submitted_at = null, status = 'pending' where id = $1`, [
      template.id,
    ])
    await server.system.db.asSystem('upkeep', (tx) =>
      server.system.jobs.enqueue(tx, 'template.submit', { companyId, templateId: template.id }, { key: template.id }),
    )
    const items = await until('it is kept', async () => {
      const seen = (await admin.call('GET', `/templates/${template.id}/exchanges`)).body.items
      return seen.length > 0 && seen
    })
    expect(items[0]).toMatchObject({ method: 'POST', path: `/partner/app/${channel.appId}/templates` })
    const app = server.simulator.books.apps.get(channel.appId)!
    const kept = await server.sql<{ all: string }>(`select string_agg(e::text, '') as all from provider_exchange e`)
    for (const secret of [app.token, app.apiKey, 'simulator-secret']) expect(kept[0]!.all).not.toContain(secret)
  })

  test('long bodies are cut, and what does not fit in memory is dropped and counted, without a throw', async () => {
    const full = openExchangeRecorder(server.system.db, () => undefined)
    for (let i = 0; i < 6000; i++) full.record(exchange({ response: 'x'.repeat(20_000), path: '/full' }))
    expect(full.dropped()).toBeGreaterThan(1000)
    expect(full.lastDropAt()).toBeGreaterThan(0)
    await full.close()
    const [row] = await server.sql<{ n: number; longest: number }>(
      `select count(*)::int n, max(length(response)) longest from provider_exchange where path = '/full'`,
    )
    expect(row!.n + full.dropped()).toBe(6000)
    expect(row!.longest).toBeLessThan(8_200)
  })
})
