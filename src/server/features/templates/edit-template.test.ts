import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { faultyLine } from '../../../../tests/support/faulty-line.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import { resumeLives } from './resume-lives.ts'
import { aForm } from './template-form.test-support.ts'

let line: Awaited<ReturnType<typeof faultyLine>>
let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let edits = 0

beforeAll(async () => {
  line = await faultyLine(() => server.simulator.url)
  server = await startTestServer({ settings: { GUPSHUP_PARTNER_URL: line.url }, simulator: { reviewDelayMs: 50 } })
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Rocío Vela' })
})
afterAll(async () => {
  await server.stop()
  line.close()
})
beforeEach(async () => {
  edits = 0
  line.break(({ method }) => {
    if (method === 'PUT') edits++
    return null
  })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
})

const NEW_BODY = 'Hola, {{1}}. Tu pedido te espera en la tienda hasta el viernes.'
const approved = async () => {
  const template = await makeApprovedTemplate(server, { companyId: company.id, channel, category: 'UTILITY' })
  return { ...template, form: aForm({ name: template.name, body: NEW_BODY }) }
}
const edit = (id: string, form: object) => admin.call('PUT', `/templates/${id}`, form)
const detail = async (id: string) => (await admin.call('GET', `/templates/${id}`)).body
const life = async (id: string) => (await admin.call('GET', `/templates/${id}/life`)).body
const words = async (id: string) =>
  ((await detail(id)).history as { statusWord: string }[]).map((entry) => entry.statusWord).toReversed()
const bodyIs = (id: string, body: string) =>
  until('the edit has arrived', async () => (await detail(id)).body === body, 15_000)
const wordIs = (id: string, word: string) =>
  until(`it is ${word}`, async () => (await detail(id)).statusWord === word, 15_000)
const held = (providerId: string) => server.simulator.books.templates.get(providerId)
const onPut = (fault: 'lost' | 'cut' | 'hang') =>
  line.break(({ method }) => {
    if (method !== 'PUT') return null
    edits++
    return edits === 1 ? fault : null
  })

describe('editTemplate', () => {
  test('TP-8, LIM-04: an approved one is edited once, stays as it was until then, and is counted before one tries again', async () => {
    const { id, providerId, form } = await approved()
    expect((await life(id)).edit).toMatchObject({ barrier: null, counts: true, leftIn30Days: 10 })
    onPut('hang')
    expect((await edit(id, form)).body).toEqual({ sent: true })
    await until('it is on its way', () => line.held() === 1)
    expect(await detail(id)).toMatchObject({ body: 'Hola, tenemos novedades para ti.', statusWord: 'APPROVED' })
    expect(await life(id)).toMatchObject({ edit: { barrier: 'edit_under_way' }, lastEdit: { status: 'sending' } })
    const onlyNamed = { ...form, body: 'Hola, tenemos novedades para ti.', parameters: [], displayName: 'Otro nombre' }
    expect((await edit(id, onlyNamed)).body).toMatchObject({ data: { barrier: 'edit_under_way' } })
    line.release()
    await bodyIs(id, NEW_BODY)
    await until('it was seen', () => held(providerId)?.status === 'APPROVED')
    await wordIs(id, 'APPROVED')
    expect(edits).toBe(1)

    // That it is under review may be told only now, and at once after it that it is not any more.
    await until('its review is over', async () => (await life(id)).edit.barrier === 'once_a_day')
    const { edit: next } = await life(id)
    expect(next).toMatchObject({ barrier: 'once_a_day', leftIn30Days: 9, nextAt: expect.any(String) })
    expect((await edit(id, { ...form, body: NEW_BODY.replace('viernes', 'lunes') })).body).toMatchObject({
      code: 'template_not_editable',
      data: { barrier: 'once_a_day' },
    })
    const named = { ...form, displayName: 'Nombre corregido' }
    expect((await edit(id, named)).body).toEqual({ sent: false })
    expect(await detail(id)).toMatchObject({ displayName: 'Nombre corregido', body: NEW_BODY })
    expect((await life(id)).edit).toMatchObject({ barrier: 'once_a_day', leftIn30Days: 9 })
    expect(await words(id)).toEqual(expect.arrayContaining(['EDITING', 'EDITED']))
    const [entry] = await server.sql(
      `select before, after from audit where action = 'template.edit' and subject_id = $1`,
      [id],
    )
    expect(entry).toMatchObject({ before: { body: 'Hola, tenemos novedades para ti.' }, after: { body: NEW_BODY } })
  })

  test('LIM-04: two who edit at once make one edit, also by the table itself', async () => {
    const { id, form } = await approved()
    const answers = await Promise.all([edit(id, form), edit(id, { ...form, footer: 'Librería de ejemplo' })])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    await until('it is settled', async () => (await life(id)).lastEdit === null)
    const again = server.sql(
      `insert into template_edit (company_id, id, template_id, content, before, status, counts_from, counts_until, created_by)
       select company_id, gen_random_uuid(), template_id, content, before, 'done', now(), now() + interval '24 hours', created_by
       from template_edit where template_id = $1`,
      [id],
    )
    await expect(again).rejects.toThrow('template_edit_once_a_day')
  })

  test('LIM-03: name, language and category of an approved one stay, whatever is asked', async () => {
    const { id, name, form } = await approved()
    await edit(id, { ...form, name: 'otro_nombre', language: 'en', category: 'MARKETING' })
    await bodyIs(id, NEW_BODY)
    expect(await detail(id)).toMatchObject({ name, language: 'es', category: 'UTILITY' })
  })

  test('TP-8: what only agents see stands at once and does not count', async () => {
    const { id, form } = await approved()
    const same = { ...form, body: 'Hola, tenemos novedades para ti.', parameters: [], displayName: 'Otro nombre' }
    expect((await edit(id, same)).body).toEqual({ sent: false })
    expect(await detail(id)).toMatchObject({ displayName: 'Otro nombre', statusWord: 'APPROVED' })
    expect((await life(id)).edit).toMatchObject({ barrier: null, leftIn30Days: 10 })
    expect(edits).toBe(0)
  })

  test('TP-8: what only agents see is changed whatever WhatsApp allows, and not held to rules that came later; content is', async () => {
    const { id, providerId, form } = await approved()
    server.simulator.books.templates.put({ ...held(providerId)!, status: 'ARCHIVED' })
    await admin.call('POST', `/channels/${channel.id}/templates/refresh`)
    await wordIs(id, 'ARCHIVED')
    const buttons = ['Uno', 'Dos', 'Tres', 'Cuatro'].map((text) => ({ type: 'QUICK_REPLY', text, optOut: false }))
    await server.sql('update template set buttons = $2 where id = $1', [id, JSON.stringify(buttons)])
    const same = {
      ...form,
      body: 'Hola, tenemos novedades para ti.',
      parameters: [],
      buttons,
      displayName: 'Archivada',
    }
    expect((await edit(id, same)).body).toEqual({ sent: false })
    expect(await detail(id)).toMatchObject({ displayName: 'Archivada', statusWord: 'ARCHIVED' })
    expect((await edit(id, { ...same, footer: 'Otro pie' })).body).toMatchObject({ data: { barrier: 'archived' } })

    server.simulator.books.templates.remove(providerId)
    await server.sql(`update template set status = 'rejected', status_word = 'DELETED' where id = $1`, [id])
    expect((await edit(id, { ...same, displayName: 'Otra' })).body).toMatchObject({ data: { barrier: 'deleted' } })
  })

  test('TP-6, TP-8: a rejected one is mended and reviewed again, as often as it takes', async () => {
    const form = aForm({ body: 'Hola, {{1}}. Haz tu pago en http://example.com para recibir tu pedido en la tienda.' })
    const { id, providerId } = await makeApprovedTemplate(server, {
      companyId: company.id,
      channel,
      category: 'UTILITY',
    })
    server.simulator.books.templates.put({ ...held(providerId)!, status: 'REJECTED', reason: 'INVALID_FORMAT' })
    await admin.call('POST', `/channels/${channel.id}/templates/refresh`)
    await wordIs(id, 'REJECTED')
    expect((await life(id)).edit).toMatchObject({ barrier: null, counts: false })
    expect((await edit(id, { ...form, category: 'MARKETING', body: NEW_BODY })).body).toEqual({ sent: true })
    await bodyIs(id, NEW_BODY)
    await wordIs(id, 'APPROVED')
    expect(await detail(id)).toMatchObject({ category: 'MARKETING', reason: null })
  })

  test('TP-6: after a lost answer the list is looked at, and no edit is made twice', async () => {
    const { id, form } = await approved()
    onPut('lost')
    await edit(id, form)
    await bodyIs(id, NEW_BODY)
    expect(edits).toBe(1)
    expect((await life(id)).lastEdit).toBeNull()
  })

  test('TP-6: one that never arrived is made once the list must know, taken up by the clock', async () => {
    const { id, form } = await approved()
    onPut('cut')
    await edit(id, form)
    await until('it was tried', () => edits === 1)
    await until('the try is noted', async () => {
      const [row] = await server.sql('select submitted_at from template_edit where template_id = $1', [id])
      return row?.['submitted_at']
    })
    await server.sql(`delete from pgboss.job where name = 'template.edit'`)
    await server.sql(
      `update template_edit set submitted_at = now() - interval '6 minutes', created_at = now() - interval '6 minutes'
       where template_id = $1`,
      [id],
    )
    await resumeLives(server.system)()
    await bodyIs(id, NEW_BODY)
    expect(edits).toBe(2)
  })

  test('TP-8: an edit that is refused says why, counts for nothing and leaves the template as it was', async () => {
    const { id, form } = await approved()
    line.break(({ method }) =>
      method === 'PUT' ? { status: 400, body: { status: 'error', message: 'Edited elsewhere too often' } } : null,
    )
    await edit(id, form)
    await until('it was refused', async () => (await life(id)).lastEdit?.status === 'refused')
    expect(await life(id)).toMatchObject({
      edit: { barrier: null, leftIn30Days: 10 },
      lastEdit: { reason: expect.stringContaining('too often'), content: { body: NEW_BODY } },
    })
    expect(await detail(id)).toMatchObject({ body: 'Hola, tenemos novedades para ti.', statusWord: 'APPROVED' })
    expect(await words(id)).toContain('EDIT_REFUSED')
    const { items } = (await admin.call('GET', '/notifications')).body
    expect(items[0]).toMatchObject({
      kind: 'template_decided',
      data: { templateId: id, status: 'rejected', statusWord: 'EDIT_REFUSED' },
    })
  })

  test('TP-7: the word of a review that is faster than the answer to the edit is not undone by it', async () => {
    const { id, providerId, form } = await approved()
    server.simulator.books.templates.put({ ...held(providerId)!, status: 'REJECTED', reason: 'INVALID_FORMAT' })
    await admin.call('POST', `/channels/${channel.id}/templates/refresh`)
    await wordIs(id, 'REJECTED')
    onPut('hang')
    await edit(id, form)
    await until('it is on its way', () => line.held() === 1)
    await wordIs(id, 'APPROVED')
    line.release()
    await bodyIs(id, NEW_BODY)
    expect(await detail(id)).toMatchObject({ status: 'approved', statusWord: 'APPROVED' })
  })
})
