import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type MailSink, startMailSink } from '../../../../tests/support/mail-sink.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import { aForm } from './template-form.test-support.ts'

let sink: MailSink
let server: TestServer
let company: Company
let owner: TestPerson
let rocio: TestPerson
let bruno: TestPerson
let agent: TestPerson
let channel: TestChannel

beforeAll(async () => {
  sink = await startMailSink()
  const settings = { SMTP_URL: sink.url, MAIL_FROM: 'Faro <faro@example.com>' }
  server = await startTestServer({ settings, simulator: { reviewDelayMs: 60_000 } })
})
afterAll(async () => {
  await server.stop()
  await sink.close()
})
beforeEach(async () => {
  company = await makeCompany(server)
  const at = { companyId: company.id }
  owner = await makePerson(server, { ...at, role: 'owner', name: 'Olga Ruiz' })
  rocio = await makePerson(server, { ...at, role: 'admin', name: 'Rocío Vela' })
  bruno = await makePerson(server, { ...at, role: 'admin', name: 'Bruno Salas' })
  agent = await makePerson(server, { ...at, role: 'agent', name: 'Ana Luz' })
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  await setApproval(true)
})

const setApproval = async (on: boolean, who = owner) =>
  (await who.call('PUT', '/company/template-approval', { on })).body
const draftPath = () => `/channels/${channel.id}/template-drafts`
const create = async (who: TestPerson, content: object = aForm(), templateId?: string) =>
  (await who.call('POST', draftPath(), { content: { ...content, step: 5 }, templateId })).body as {
    id: string
    version: number
  }
const save = (who: TestPerson, draft: { id: string; version: number }, content: object) =>
  who.call('PUT', `/template-drafts/${draft.id}`, { version: draft.version, content: { step: 5, ...content } })
const ask = (who: TestPerson, { id, version }: { id: string; version: number }, more: object = {}) =>
  who.call('POST', `/template-drafts/${id}/approval`, { version, ...more })
const decide = (who: TestPerson, editionId: string, decision: 'approve' | 'want_changes', more: object = {}) =>
  who.call('POST', `/template-editions/${editionId}/decision`, { decision, ...more })
const submit = (who: TestPerson, id: string) => who.call('POST', `/template-drafts/${id}/submission`, {})
const look = async (who: TestPerson, id: string) => (await who.call('GET', `/template-drafts/${id}`)).body
const asked = async (who: TestPerson, content: object = aForm()) => {
  const draft = await create(who, content)
  const { body } = await ask(who, draft)
  return { ...draft, editionId: body.editionId as string }
}
const templates = async () => (await rocio.call('GET', `/channels/${channel.id}/templates`)).body
const atProvider = () => server.simulator.books.templatesOf(channel.appId)
const bellOf = async (who: TestPerson, kind: string) =>
  (await who.call('GET', '/notifications')).body.items.filter((item: { kind: string }) => item.kind === kind)

describe('internal approval', () => {
  test('TP-10: off unless the owner or an admin wants it; agents may not even look', async () => {
    const fresh = await makeCompany(server)
    const admin = await makePerson(server, { companyId: fresh.id, role: 'admin' })
    expect((await admin.call('GET', '/company/template-approval')).body).toEqual({ on: false, waiting: 0 })
    expect((await agent.call('PUT', '/company/template-approval', { on: false })).status).toBe(403)
    expect((await agent.call('GET', '/company/template-approval')).status).toBe(403)
    const audit = await server.sql(
      `select before, after from audit where action = 'company.template_approval'
      and company_id = $1`,
      [company.id],
    )
    expect(audit).toEqual([{ before: { on: false }, after: { on: true, freed: 0 } }])
  })

  test('TP-10: a draft is asked for, another admin says yes, the author submits; all of it is kept and told', async () => {
    const form = aForm()
    const draft = await create(rocio, form)
    expect(await look(rocio, draft.id)).toMatchObject({ state: 'draft', may: { decide: false, submit: false } })
    const { body, status } = await ask(rocio, draft, { comment: '¿Te parece bien?' })
    expect(status).toBe(200)
    expect((await ask(rocio, draft)).body, 'asked twice is asked once').toEqual(body)
    expect((await submit(rocio, draft.id)).body.code).toBe('not_approved')

    expect(await look(rocio, draft.id)).toMatchObject({ state: 'asked', may: { decide: false } })
    expect(await look(bruno, draft.id)).toMatchObject({
      state: 'asked',
      may: { decide: true, submit: false },
      editions: [{ number: 1, state: 'asked', author: { name: 'Rocío Vela' }, content: form, decidedBy: null }],
      comments: [{ text: '¿Te parece bien?', author: { name: 'Rocío Vela' }, edition: 1 }],
    })
    for (const person of [owner, bruno]) {
      const [news] = await until('they are told', async () => {
        const bell = await bellOf(person, 'approval_asked')
        return bell.length > 0 && bell
      })
      expect(news.data).toMatchObject({ by: 'Rocío Vela', name: 'Pedido listo', draftId: draft.id })
      const mail = await until('by mail too', () => sink.mails.find((each) => each.includes(`To: ${person.email}`)))
      expect(mail).toContain(`/plantillas/borradores/${draft.id}`)
    }
    expect(await bellOf(rocio, 'approval_asked')).toEqual([])

    expect((await decide(rocio, body.editionId, 'approve')).body.code).toBe('approval_own')
    expect((await decide(agent, body.editionId, 'approve')).status).toBe(403)
    expect((await decide(bruno, body.editionId, 'approve')).body).toEqual({ templateId: null })
    expect((await decide(bruno, body.editionId, 'approve')).status, 'a lost answer').toBe(200)
    expect((await decide(owner, body.editionId, 'want_changes', { comment: 'No' })).body).toMatchObject({
      code: 'edition_decided',
      title: expect.stringContaining('Bruno Salas'),
    })
    await until('the author is told', async () => (await bellOf(rocio, 'approval_decided')).length === 1)
    expect((await templates()).total).toBe(0)

    const { templateId } = (await submit(rocio, draft.id)).body
    expect((await submit(rocio, draft.id)).status).toBe(404)
    expect((await templates()).items).toMatchObject([{ id: templateId, name: form.name, status: 'pending' }])
    await until('it is submitted', () => atProvider().length === 1)
    expect((await rocio.call('GET', `/templates/${templateId}/editions`)).body).toMatchObject({
      editions: [{ number: 1, state: 'sent', decidedBy: { name: 'Bruno Salas' }, content: form }],
      comments: [{ text: '¿Te parece bien?', edition: 1 }],
    })
    const actions = await server.sql<{ action: string }>(
      `select action from audit where company_id = $1 and subject_id in ($2, $3) and actor_id is not null order by id`,
      [company.id, draft.id, templateId],
    )
    expect(actions.map(({ action }) => action)).toEqual([
      'template_draft.create',
      'template_draft.ask',
      'template_draft.approve',
      'template.request',
      'template_draft.delete',
    ])
  })

  test('TP-10: who approves submits in the same step; the owner may say yes to their own', async () => {
    const { editionId } = await asked(owner)
    const { templateId } = (await decide(owner, editionId, 'approve', { submit: true })).body
    expect((await templates()).items).toMatchObject([{ id: templateId }])
    const second = await asked(rocio)
    expect((await decide(bruno, second.editionId, 'approve', { submit: true })).body.templateId).toBeTruthy()
    expect((await templates()).total).toBe(2)
  })

  test('TP-10: wanted changes need words, and come back as the next text beside the last', async () => {
    const first = await asked(rocio)
    expect((await decide(bruno, first.editionId, 'want_changes')).body).toMatchObject({
      code: 'approval_comment',
      errors: [{ field: 'comment', rule: 'TP-10' }],
    })
    expect((await decide(bruno, first.editionId, 'want_changes', { comment: 'Falta la fecha' })).status).toBe(200)
    expect(await look(rocio, first.id)).toMatchObject({ state: 'changes_wanted' })
    expect((await submit(rocio, first.id)).body.code).toBe('not_approved')
    const mended = aForm({ body: 'Hola, {{1}}. Tu pedido está listo hasta el viernes.' })
    const { version } = (await save(rocio, first, mended)).body
    expect(await look(rocio, first.id)).toMatchObject({ state: 'changes_wanted' })
    expect((await ask(rocio, { id: first.id, version })).status).toBe(200)
    const { editions, comments } = await look(bruno, first.id)
    expect(editions).toMatchObject([
      { number: 2, state: 'asked', content: { body: mended.body } },
      { number: 1, state: 'changes_wanted', decidedBy: { name: 'Bruno Salas' } },
    ])
    expect(comments).toMatchObject([{ text: 'Falta la fecha', edition: 1, author: { name: 'Bruno Salas' } }])
  })

  test('TP-10: a yes is for one exact text: any change takes it back, leafing through does not', async () => {
    const form = aForm()
    const { id, version, editionId } = await asked(rocio, form)
    await decide(bruno, editionId, 'approve')
    const leafed = (await save(rocio, { id, version }, { ...form, step: 2 })).body
    expect(await look(rocio, id)).toMatchObject({ state: 'approved' })
    const changed = (await save(bruno, { id, ...leafed }, { ...form, footer: 'Librería Ejemplo' })).body
    expect(await look(rocio, id)).toMatchObject({ state: 'draft', editions: [{ state: 'superseded' }] })
    expect((await submit(rocio, id)).body.code).toBe('not_approved')
    expect((await decide(owner, editionId, 'approve')).body.code).toBe('edition_moved')

    const again = (await ask(rocio, { id, ...changed })).body.editionId
    expect((await decide(bruno, again, 'approve')).body.code, 'he wrote the last change').toBe('approval_own')
    expect((await decide(rocio, again, 'approve')).status, 'she did not').toBe(200)
  })

  test('TP-10: of an edit and a yes at the same moment, no yes stands for a text that nobody saw', async () => {
    for (let round = 0; round < 6; round++) {
      const form = aForm()
      const { id, version, editionId } = await asked(rocio, form)
      const [saved, decided] = await Promise.all([
        save(rocio, { id, version }, { ...form, body: `${form.body} Ven pronto.` }),
        decide(bruno, editionId, 'approve', { submit: true }),
      ])
      const { items } = await templates()
      if (decided.status === 200) {
        expect(saved.status).toBe(404)
        const { body } = (await rocio.call('GET', `/templates/${decided.body.templateId}`)).body
        expect(body).toBe(form.body)
      } else {
        expect([saved.status, decided.body.code]).toEqual([200, 'edition_moved'])
        expect(items.some(({ name }: { name: string }) => name === form.name)).toBe(false)
      }
    }
  })

  test('TP-10: of two who decide at once one decides, the other is told who', async () => {
    const { editionId } = await asked(rocio)
    const answers = await Promise.all([
      decide(bruno, editionId, 'approve'),
      decide(owner, editionId, 'want_changes', { comment: 'No' }),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('edition_decided')
  })
})

describe('no road leads past it', () => {
  const code = async (answer: Promise<{ body: { code?: string } }>) => (await answer).body.code

  test('TP-10: a request, with or without a draft, even an approved one, is refused', async () => {
    const form = aForm()
    const path = `/channels/${channel.id}/templates`
    expect(await code(owner.call('POST', path, form))).toBe('approval_needed')
    const { id, editionId } = await asked(rocio, form)
    await decide(bruno, editionId, 'approve')
    expect(await code(rocio.call('POST', path, { ...form, body: 'Otro texto distinto.', draftId: id }))).toBe(
      'approval_needed',
    )
    expect((await templates()).total).toBe(0)
  })

  test('TP-10: an edit of an approved or rejected template is refused; names for agents need no yes', async () => {
    const { id, name } = await makeApprovedTemplate(server, {
      companyId: company.id,
      channel,
      category: 'UTILITY',
      body: 'Tu pedido está listo para recoger.',
    })
    const form = aForm({ name, body: 'Tu pedido está listo hasta el viernes.', parameters: [] })
    expect(await code(rocio.call('PUT', `/templates/${id}`, form))).toBe('approval_needed')
    const unseen = { ...form, body: 'Tu pedido está listo para recoger.', displayName: 'Recojo' }
    expect((await rocio.call('PUT', `/templates/${id}`, unseen)).body).toEqual({ sent: false })
    await server.sql(`update template set status = 'rejected', status_word = 'REJECTED' where id = $1`, [id])
    expect(await code(rocio.call('PUT', `/templates/${id}`, form))).toBe('approval_needed')
    expect(await server.sql('select from template_edit where template_id = $1', [id])).toEqual([])
  })

  test('TP-10: what Gupshup did not take is asked for anew with a yes of its own', async () => {
    await setApproval(false)
    const form = aForm()
    const { id } = (await rocio.call('POST', `/channels/${channel.id}/templates`, form)).body
    await until('it is submitted', () => atProvider().length === 1)
    await server.sql(
      `update template set status = 'rejected', status_word = 'NOT_ACCEPTED', provider_id = null
      where id = $1`,
      [id],
    )
    await setApproval(true)
    const mended = { ...form, body: 'Hola, {{1}}. Ya puedes pasar por tu pedido.' }
    expect(await code(rocio.call('POST', `/channels/${channel.id}/templates`, mended))).toBe('approval_needed')
    const { editionId } = await asked(rocio, mended)
    expect((await decide(bruno, editionId, 'approve', { submit: true })).body).toEqual({ templateId: id })
    const { editions } = (await rocio.call('GET', `/templates/${id}/editions`)).body
    expect(editions).toMatchObject([
      { number: 2, decidedBy: { name: 'Bruno Salas' } },
      { number: 1, state: 'sent', decidedBy: null, content: { body: form.body } },
    ])
  })

  test('TP-10: lines of a CSV file become drafts that wait; the same file again changes nothing', async () => {
    const head = 'name,display_name,language,category,body\n'
    const lines = [
      'uno,Uno,es,Utility,Tu pedido ya salió de la tienda.',
      'dos,Dos,es,Utility,Tu pago fue recibido hoy.',
    ]
    const file = Buffer.from(head + lines.join('\n')).toString('base64')
    const send = async () =>
      (await rocio.call('POST', `/channels/${channel.id}/templates/import`, { file, mode: 'requests' })).body.lines.map(
        ({ outcome }: { outcome: string }) => outcome,
      )
    expect(await send()).toEqual(['asked', 'asked'])
    expect(await send()).toEqual(['exists', 'exists'])
    expect((await templates()).total).toBe(0)
    const drafts = (await bruno.call('GET', draftPath())).body
    expect(drafts.map(({ state }: { state: string }) => state)).toEqual(['asked', 'asked'])
    const [news, ...more] = await until('told once', async () => {
      const bell = await bellOf(bruno, 'approval_asked')
      return bell.length > 0 && bell
    })
    expect([news.data.count, more]).toEqual([2, []])
    const { editions } = await look(bruno, drafts[0].id)
    expect((await decide(bruno, editions[0].id, 'approve', { submit: true })).status).toBe(200)
  })

  test('TP-10: the database itself takes no request, edit or yes of one’s own past it', async () => {
    const { id } = await makeApprovedTemplate(server, { companyId: company.id, channel })
    const insert = server.sql(
      `insert into template (company_id, id, channel_id, name, language, category, type, display_name, body, status, status_word, created_by)
       select company_id, gen_random_uuid(), channel_id, 'otra', language, category, type, display_name, body, 'pending', 'SENDING', created_by
       from template where id = $1`,
      [id],
    )
    await expect(insert).rejects.toThrow('template_approved')
    await expect(server.sql(`update template set status_word = 'SENDING' where id = $1`, [id])).rejects.toThrow(
      'template_approved',
    )
    const edit = `insert into template_edit (company_id, id, template_id, content, before, created_by)
      values ($1, gen_random_uuid(), $2, '{}', '{}', $3)`
    await expect(server.sql(edit, [company.id, id, rocio.userId])).rejects.toThrow('template_approved')
    const { editionId } = await asked(rocio)
    const own = `update template_edition set state = 'approved', decided_by = author_id, decided_as = 'admin', decided_at = now()
      where id = $1`
    await expect(server.sql(own, [editionId])).rejects.toThrow('four_eyes')
  })
})

test('TP-10: a template is edited by a draft of its own, one at a time, compared with how it stands', async () => {
  const body = 'Tu pedido está listo para recoger.'
  const { id, name, providerId } = await makeApprovedTemplate(server, {
    companyId: company.id,
    channel,
    category: 'UTILITY',
    body,
  })
  const form = aForm({ name, body: 'Tu pedido te espera hasta el viernes.', parameters: [] })
  const draft = await create(rocio, form, id)
  expect((await bruno.call('POST', draftPath(), { content: { ...form, step: 5 }, templateId: id })).body.code).toBe(
    'edit_drafted',
  )
  expect((await bruno.call('GET', `/templates/${id}/draft`)).body.draft).toMatchObject({ id: draft.id, state: 'draft' })
  const { editionId } = (await ask(rocio, draft)).body
  expect(await look(bruno, draft.id)).toMatchObject({ templateId: id, standing: { body }, editions: [{ number: 1 }] })
  expect((await decide(bruno, editionId, 'approve', { submit: true })).body).toEqual({ templateId: id })
  await until('it has arrived', () => server.simulator.books.templates.get(providerId)?.body === form.body)
  expect((await bruno.call('GET', `/templates/${id}/draft`)).body.draft).toBeNull()
})

test('TP-10: what cannot be requested cannot be asked for, and says where', async () => {
  const { category: _category, ...without } = aForm()
  const lacking = await create(rocio, without)
  expect((await ask(rocio, lacking)).body).toMatchObject({
    code: 'template_refused',
    errors: [{ field: 'category', rule: 'TP-4' }],
  })
  const unsound = await create(rocio, aForm({ body: '{{1}}' }))
  expect((await ask(rocio, unsound)).body).toMatchObject({ code: 'template_refused' })
  const stale = await create(rocio)
  await save(bruno, stale, aForm())
  expect((await ask(rocio, stale)).body).toMatchObject({ code: 'draft_changed' })
})

test('TP-10: switched off, what waited is a draft again and its author is told; a yes stays; comments reach who spoke', async () => {
  const waiting = await asked(rocio)
  const approved = await asked(rocio)
  await decide(bruno, approved.editionId, 'approve')
  expect((await bruno.call('POST', `/template-drafts/${waiting.id}/comments`, { text: 'Lo veo mañana' })).status).toBe(
    200,
  )
  await until('she hears of it', async () => (await bellOf(rocio, 'approval_commented')).length === 1)
  expect((await rocio.call('POST', `/template-drafts/${waiting.id}/comments`, { text: 'Gracias' })).status).toBe(200)
  await until('so does he', async () => (await bellOf(bruno, 'approval_commented')).length === 1)
  expect(await bellOf(owner, 'approval_commented')).toEqual([])

  expect((await rocio.call('GET', '/company/template-approval')).body).toEqual({ on: true, waiting: 1 })
  expect(await setApproval(false)).toEqual({ on: false, freed: 1 })
  expect(await look(rocio, waiting.id)).toMatchObject({ state: 'draft', editions: [{ state: 'lapsed' }] })
  expect(await look(rocio, approved.id)).toMatchObject({ state: 'approved' })
  expect((await decide(bruno, waiting.editionId, 'approve')).body.code).toBe('approval_not_needed')
  expect((await ask(rocio, waiting)).body.code).toBe('approval_not_needed')
  await until('she is told', async () =>
    (await bellOf(rocio, 'approval_decided')).some(
      ({ data }: { data: { decision: string } }) => data.decision === 'lapsed',
    ),
  )
  const request = { ...aForm(), draftId: waiting.id }
  expect((await rocio.call('POST', `/channels/${channel.id}/templates`, request)).status).toBe(200)
})
