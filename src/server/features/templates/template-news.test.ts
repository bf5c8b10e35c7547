import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import type { TemplateEvent } from '../../provider/events.ts'
import { handleTemplateEvents } from './handle-template-events.ts'
import { reconcileTemplates } from './reconcile-templates.ts'
import { aForm } from './template-form.test-support.ts'

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
  await server.sql(`update template set created_at = now() - interval '1 day' where id = $1`, [template.id])
})

const detail = async () => (await admin.call('GET', `/templates/${template.id}`)).body
const place = () => ({ companyId: company.id, channelId: channel.id })
const told = (event: Omit<TemplateEvent, 'kind' | 'templateId'> & { templateId?: string }) =>
  server.system.db.asSystem('inbound', (tx) => {
    const events = [{ kind: 'template' as const, templateId: template.providerId, ...event }]
    return handleTemplateEvents(tx, server.system.jobs.enqueue, company.id, channel.id, events)
  })
const atProvider = (changes: object) => {
  const { templates } = server.simulator.books
  templates.put({ ...templates.get(template.providerId)!, ...changes })
}
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const bell = async () =>
  (await admin.call('GET', '/notifications')).body.items.filter(
    (item: { data: { templateId: string } }) => item.data.templateId === template.id,
  )

describe('whatever the order in which they arrive', () => {
  test('TP-7: the word that is newest by the provider’s clock stands, and an older one changes nothing', async () => {
    await told({ status: 'paused', at: ago(5) })
    await told({ status: 'disabled', at: ago(3) })
    const before = await detail()
    atProvider({ status: 'DISABLED' })
    await told({ status: 'approved', at: ago(4) })
    const after = await detail()
    expect(after).toMatchObject({ status: 'rejected', statusWord: 'DISABLED' })
    expect(after.history).toEqual(before.history)
    expect(after.history.map((entry: { statusWord: string }) => entry.statusWord)).toEqual(['DISABLED', 'PAUSED'])
  })

  test('TP-7: category and quality have clocks of their own', async () => {
    await told({ status: 'flagged', at: ago(1) })
    await told({ quality: 'RED', at: ago(3) })
    await told({ category: 'UTILITY', previousCategory: 'MARKETING', at: ago(2) })
    await told({ quality: 'GREEN', at: ago(4) })
    expect(await detail()).toMatchObject({ statusWord: 'FLAGGED', quality: 'RED', category: 'UTILITY' })
  })

  test('TP-7: a time that cannot be is passed over: what comes now is said now', async () => {
    await told({ status: 'paused', at: ago(1) })
    await told({ status: 'approved', at: '2021-11-15T14:27:26.609Z' })
    expect(await detail()).toMatchObject({ statusWord: 'APPROVED' })
    await told({ status: 'disabled', at: '2039-01-01T00:00:00.000Z' })
    await told({ status: 'approved' })
    expect(await detail()).toMatchObject({ statusWord: 'APPROVED' })
  })

  test('TP-7: an older word that says something else has the list asked at once', async () => {
    await told({ status: 'paused', at: ago(1) })
    await told({ status: 'approved', at: ago(2) })
    await until('the list says APPROVED', async () => (await detail()).statusWord === 'APPROVED')
    expect((await detail()).history[0]).toMatchObject({ source: 'reconciliation' })
  })

  test('TP-7: webhook and list at once end at the newest word, each change told once', async () => {
    for (let round = 0; round < 6; round++) {
      const word = round % 2 === 0 ? 'DISABLED' : 'APPROVED'
      const before = (await detail()).history.length
      atProvider({ status: word })
      await Promise.all([
        reconcileTemplates(server.system)(place()),
        told({ status: word.toLowerCase() }),
        reconcileTemplates(server.system)({ ...place(), templateId: template.id }),
        told({ status: word.toLowerCase() }),
      ])
      const after = await detail()
      expect(after.statusWord).toBe(word)
      expect(after.history).toHaveLength(before + 1)
    }
  })
})

describe('what is told beside the status', () => {
  test('TP-2: the history has the time, the source and the provider’s own word', async () => {
    const at = ago(2)
    await told({ status: 'desactivated', reason: 'ABUSIVE_CONTENT', at })
    expect((await detail()).history[0]).toMatchObject({
      source: 'webhook',
      statusWord: 'DISABLED',
      raw: 'desactivated',
      reason: 'ABUSIVE_CONTENT',
      toldAt: at,
    })
  })

  test('TP-2: an unknown word keeps the last status, shows raw, and has the list asked', async () => {
    await told({ status: 'unarchived', at: ago(1) })
    await until('the list says what it is', async () => (await detail()).statusWord === 'APPROVED')
    const { history } = await detail()
    expect(history[1]).toMatchObject({ status: 'approved', statusWord: 'unarchived', raw: 'unarchived' })
  })

  test('TP-2: a pause tells until when; the list, which does not, leaves that; its end clears it', async () => {
    atProvider({ status: 'PAUSED' })
    const at = ago(1)
    await told({ status: 'paused', reason: 'FIRST_PAUSE', at })
    const until3h = new Date(new Date(at).getTime() + 3 * 3_600_000).toISOString()
    await reconcileTemplates(server.system)(place())
    expect(await detail()).toMatchObject({ status: 'approved', statusWord: 'PAUSED', pausedUntil: until3h })
    expect(await bell()).toMatchObject([{ kind: 'template_paused' }])
    await told({ status: 'approved' })
    expect(await detail()).toMatchObject({ statusWord: 'APPROVED', pausedUntil: null, reason: null })
  })

  test('TP-2: a rejection keeps where the fault is and what is recommended', async () => {
    const beside = { detail: 'It ends with a variable', recommendation: 'Add text after it' }
    await told({ status: 'REJECTED', reason: 'INVALID_FORMAT', ...beside })
    const after = await detail()
    expect(after).toMatchObject({ reasonDetail: beside.detail, recommendation: beside.recommendation })
    expect(after.history[0]).toMatchObject(beside)
  })

  test('TP-7: an alert names the right category and its date, rings, and ends with the change, old → new', async () => {
    const categoryDueAt = new Date(Date.now() + 24 * 3_600_000).toISOString()
    await told({ category: 'MARKETING', correctCategory: 'UTILITY', categoryDueAt, at: ago(2) })
    const alerted = await detail()
    expect(alerted).toMatchObject({ category: 'MARKETING', correctCategory: 'UTILITY', categoryDueAt })
    expect(alerted.history[0]).toMatchObject({ statusWord: 'CATEGORY_ALERT', reason: 'MARKETING → UTILITY' })
    expect(await bell()).toMatchObject([{ kind: 'template_changed', data: { correctCategory: 'UTILITY' } }])

    await told({ category: 'UTILITY', previousCategory: 'MARKETING', at: ago(1) })
    const moved = await detail()
    expect(moved).toMatchObject({
      category: 'UTILITY',
      previousCategory: 'MARKETING',
      correctCategory: null,
      categoryDueAt: null,
    })
    expect(moved.recategorisedAt).not.toBeNull()
    expect(moved.history[0]).toMatchObject({ statusWord: 'CATEGORY_CHANGED', reason: 'MARKETING → UTILITY' })
  })

  test('TP-7: quality stands in the history; a low one rings', async () => {
    await told({ quality: 'green', at: ago(3) })
    await told({ quality: 'RED', at: ago(2) })
    const after = await detail()
    expect(after.quality).toBe('RED')
    expect(after.history[0]).toMatchObject({ statusWord: 'QUALITY_CHANGED', reason: 'GREEN → RED', raw: 'RED' })
    expect(await bell()).toMatchObject([{ kind: 'template_changed', data: { quality: 'RED' } }])
  })
})

describe('one that was deleted at WhatsApp', () => {
  const goneSince = async (days: number) => {
    await told({ status: 'paused', at: ago(2) })
    await told({ status: 'deleted', at: ago(1) })
    await server.sql(`update template set status_told_at = now() - $2::int * interval '1 day' where id = $1`, [
      template.id,
      days,
    ])
    server.simulator.books.templates.remove(template.providerId)
  }
  const request = () => admin.call('POST', `/channels/${channel.id}/templates`, aForm({ name: template.name }))
  const rows = async () => (await admin.call('GET', `/channels/${channel.id}/templates`)).body.items

  test('TP-2, NAME-05: its name is held back from when it was told deleted, and then is whoever asks for it', async () => {
    await goneSince(29)
    expect((await request()).body).toMatchObject({ code: 'template_refused', errors: [{ rule: 'NAME-05' }] })
    expect(await rows()).toMatchObject([{ id: template.id, statusWord: 'DELETED' }])
    await goneSince(31)
    const { status, body } = await request()
    expect(status).toBe(200)
    expect(await rows()).toMatchObject([{ id: body.id }])
    await until('WhatsApp has the new one', async () => (await rows())[0].statusWord === 'PENDING')
  })

  test('NAME-05: taken out here, its name stays reserved no longer than that', async () => {
    await goneSince(20)
    const { remove } = (await admin.call('GET', `/templates/${template.id}/life`)).body
    const days = (new Date(remove.reservedUntil).getTime() - Date.now()) / (24 * 3_600_000)
    expect(Math.round(days)).toBe(10)
    await admin.call('DELETE', `/templates/${template.id}`, { name: template.name })
    const { reservedNames } = (await admin.call('GET', `/channels/${channel.id}/template-limits`)).body
    expect(reservedNames).toEqual([{ name: template.name, language: 'es', until: remove.reservedUntil }])
  })

  test('TP-2, TP-8: made anew there it comes over in its place; what is told of it before changes nothing', async () => {
    await goneSince(1)
    await told({ templateId: '900000000000002', name: template.name, language: 'es', status: 'approved' })
    expect(await detail()).toMatchObject({ status: 'rejected', statusWord: 'DELETED' })
    server.simulator.books.seedApp({
      name: channel.appName,
      templates: [{ elementName: template.name, languageCode: 'es', body: 'Hola, hay algo nuevo para ti.' }],
    })
    await admin.call('POST', `/channels/${channel.id}/templates/adopt`)
    await until('it is here', async () => (await rows())[0].statusWord === 'APPROVED')
    expect(await rows()).toHaveLength(1)
    expect((await rows())[0].id).not.toBe(template.id)
  })
})

describe('"Actualizar"', () => {
  test('TP-7: one alone is asked for, and tells its last confirmation', async () => {
    const before = await detail()
    atProvider({ status: 'ARCHIVED' })
    expect((await admin.call('POST', `/templates/${template.id}/refresh`)).status).toBe(200)
    const after = await until('it is ARCHIVED', async () => {
      const now = await detail()
      return now.statusWord === 'ARCHIVED' && now
    })
    expect(after.status).toBe('approved')
    expect(after.confirmedAt > before.confirmedAt).toBe(true)
    const stranger = await makePerson(server, { companyId: (await makeCompany(server)).id, role: 'admin' })
    expect((await stranger.call('POST', `/templates/${template.id}/refresh`)).status).toBe(404)
  })

  test('TP-7: one channel’s fault does not stop another’s', async () => {
    const broken = await makeActiveChannel(server, { companyId: company.id })
    await server.sql(`update channel_connection set app_id = 'unknown' where channel_id = $1`, [broken.id])
    atProvider({ status: 'DISABLED' })
    await admin.call('POST', `/channels/${broken.id}/templates/refresh`)
    await admin.call('POST', `/channels/${channel.id}/templates/refresh`)
    await until('the sound one is asked', async () => (await detail()).statusWord === 'DISABLED')
  })
})
