import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import type { TemplateEvent } from '../../provider/events.ts'
import { handleTemplateEvents } from './handle-template-events.ts'
import { applyProviderWord } from './judge-template.ts'
import { reconcileTemplates } from './reconcile-templates.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let template: { id: string; name: string; providerId: string }

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
})
afterAll(() => server.stop())
beforeEach(async () => {
  channel = await makeActiveChannel(server, { companyId: company.id })
  template = await makeApprovedTemplate(server, { companyId: company.id, channel, createdBy: admin.userId })
})

const detail = async () => (await admin.call('GET', `/templates/${template.id}`)).body
const place = () => ({ companyId: company.id, channelId: channel.id })
const told = (event: Omit<TemplateEvent, 'kind' | 'templateId'> & { templateId?: string }, at?: Date) =>
  server.system.db.asSystem('inbound', (tx) => {
    const events = [{ kind: 'template' as const, templateId: template.providerId, ...event }]
    return handleTemplateEvents(tx, server.system.jobs.enqueue, company.id, channel.id, events, at)
  })
const atProvider = (changes: object) => {
  const { templates } = server.simulator.books
  templates.put({ ...templates.get(template.providerId)!, ...changes })
}
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const bell = async () =>
  (await admin.call('GET', '/notifications')).body.items.filter(
    (item: { data: { templateId: string } }) => item.data.templateId === template.id,
  )

describe('one judge for webhook, list and submission (TP-7)', () => {
  test('TP-2: a webhook changes the status, keeps the reason, writes history once and rings the requester', async () => {
    await told({ status: 'rejected', reason: 'INVALID_FORMAT' })
    await told({ status: 'rejected', reason: 'INVALID_FORMAT' })
    const seen = await detail()
    expect(seen).toMatchObject({ status: 'rejected', statusWord: 'REJECTED', reason: 'INVALID_FORMAT' })
    expect(seen.history).toMatchObject([{ source: 'webhook', status: 'rejected', reason: 'INVALID_FORMAT' }])
    expect(await bell()).toMatchObject([
      { kind: 'template_decided', data: { name: template.name, status: 'rejected' } },
    ])
  })

  test('TP-2: an unknown word shows raw and keeps the last status', async () => {
    // An unknown word has the list asked at once, which may answer before the page is read.
    atProvider({ status: 'quarantined' })
    await told({ status: 'quarantined' })
    expect(await detail()).toMatchObject({ status: 'approved', statusWord: 'quarantined' })
  })

  test('TP-7: Meta’s own number finds the template by name and language, and never replaces the provider’s id', async () => {
    await told({ templateId: '900000000000001', name: template.name, language: 'es', status: 'PAUSED' })
    expect(await detail()).toMatchObject({ status: 'approved', statusWord: 'PAUSED' })
    const [row] = await server.sql('select provider_id from template where id = $1', [template.id])
    expect(row).toEqual({ provider_id: template.providerId })
  })

  test('TP-7: a category that Meta changed is shown and stands in the history', async () => {
    await told({ category: 'UTILITY', previousCategory: 'MARKETING' })
    const seen = await detail()
    expect(seen).toMatchObject({ category: 'UTILITY', statusWord: 'APPROVED' })
    expect(seen.history).toMatchObject([{ statusWord: 'CATEGORY_CHANGED', reason: 'MARKETING → UTILITY' }])
    expect(await bell()).toMatchObject([
      { kind: 'template_recategorised', data: { category: 'UTILITY', previousCategory: 'MARKETING' } },
    ])
  })

  test('TP-7: a list that was asked before a newer word came does not undo it', async () => {
    await told({ status: 'disabled' }, inMinutes(1))
    await server.system.db.asSystem('template-jobs', (tx) =>
      applyProviderWord(
        tx,
        server.system.jobs.enqueue,
        place(),
        { providerId: template.providerId, status: 'APPROVED', at: new Date() },
        'reconciliation',
      ),
    )
    expect(await detail()).toMatchObject({ statusWord: 'DISABLED' })
  })

  test('TP-7: an approval that overtakes the answer to the submission stays, and the answer brings the id', async () => {
    await server.sql(
      `update template set status = 'pending', status_word = 'SENDING', provider_id = null, confirmed_at = null where id = $1`,
      [template.id],
    )
    await told({ name: template.name, language: 'es', status: 'approved' }, inMinutes(1))
    await server.system.db.asSystem('template-jobs', (tx) => {
      const word = {
        providerId: template.providerId,
        name: template.name,
        language: 'es',
        status: 'PENDING',
        at: new Date(),
      }
      return applyProviderWord(tx, server.system.jobs.enqueue, place(), word, 'submission')
    })
    expect(await detail()).toMatchObject({ status: 'approved', statusWord: 'APPROVED' })
    const [row] = await server.sql('select provider_id from template where id = $1', [template.id])
    expect(row).toEqual({ provider_id: template.providerId })
  })

  test('another company’s or an unknown template is passed over', async () => {
    const other = await makeCompany(server)
    const known = await server.system.db.asSystem('inbound', (tx) => {
      const word = { providerId: template.providerId, status: 'REJECTED', at: new Date() }
      return applyProviderWord(
        tx,
        server.system.jobs.enqueue,
        { companyId: other.id, channelId: channel.id },
        word,
        'webhook',
      )
    })
    expect(known).toBe(false)
    expect(await detail()).toMatchObject({ status: 'approved' })
  })
})

describe('reconciliation', () => {
  test('TP-7: "Actualizar" brings what no webhook told', async () => {
    atProvider({ status: 'PAUSED', quality: 'RED', category: 'UTILITY' })
    const { status } = await admin.call('POST', `/channels/${channel.id}/templates/refresh`)
    expect(status).toBe(200)
    const seen = await until('it is PAUSED', async () => {
      const now = await detail()
      return now.statusWord === 'PAUSED' && now
    })
    expect(seen).toMatchObject({ quality: 'RED', category: 'UTILITY' })
    expect(seen.history[0]).toMatchObject({ source: 'reconciliation' })
  })

  test('TP-2: nothing new moves the time of confirmation and nothing else', async () => {
    const before = await detail()
    await reconcileTemplates(server.system)(place())
    const after = await detail()
    expect(after.confirmedAt > before.confirmedAt).toBe(true)
    expect({ ...after, confirmedAt: before.confirmedAt, quality: before.quality }).toEqual({
      ...before,
      updatedAt: after.updatedAt,
    })
    expect(after.history).toEqual([])
  })

  test('TP-2: deleted elsewhere is Rechazado, once it has been there long enough', async () => {
    server.simulator.books.templates.remove(template.providerId)
    await reconcileTemplates(server.system)(place())
    expect(await detail()).toMatchObject({ status: 'approved' })
    await server.sql(`update template set submitted_at = now() - interval '10 minutes' where id = $1`, [template.id])
    await reconcileTemplates(server.system)(place())
    expect(await detail()).toMatchObject({ status: 'rejected', statusWord: 'DELETED' })
  })

  test('TP-7: a fault of one channel is thrown, for its own job to try again, and changes nothing', async () => {
    await server.sql(`update channel_connection set app_id = 'unknown' where channel_id = $1`, [channel.id])
    await expect(reconcileTemplates(server.system)(place())).rejects.toThrow('Gupshup')
    expect(await detail()).toMatchObject({ status: 'approved' })
  })
})
