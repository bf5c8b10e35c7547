import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { listen } from '../../../../tests/support/listen.ts'
import { transactionsOf } from '../../../../tests/support/statements.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact, makeTicket } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { allHandled, webhooksOf } from '../../../../tests/support/webhooks.ts'
import { newId } from '../../database/id.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let agent: TestPerson
let channel: TestChannel
let queueId: string

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Ana Torres' })
  channel = await makeActiveChannel(server, { companyId: company.id })
  agent = await makePerson(server, { companyId: company.id, role: 'agent', name: 'Iris Vega' })
  const place = { companyId: company.id, campaignId: company.defaultCampaignId }
  queueId = (await makeQueue(server, { ...place, channels: [channel.id], agents: [agent.userId] })).id
  const items = [
    { key: 'ciudad', label: 'Ciudad', type: 'text', options: [] },
    { key: 'vence', label: 'Vencimiento', type: 'date', options: [] },
    { key: 'nivel', label: 'Nivel', type: 'list', options: ['Oro', 'Plata'] },
  ]
  expect((await admin.call('PUT', '/contact-attributes', { items })).status).toBe(200)
})
afterAll(() => server.stop())

type Attribute = { key: string; label: string; type: string; options: string[] }
const inCompany = () => ({ companyId: company.id })
const place = () => ({ ...inCompany(), campaignId: company.defaultCampaignId, queueId, channelId: channel.id })
const card = async (id: string, who = admin) => (await who.call('GET', `/contacts/${id}`)).body
const found = async (query: string) =>
  (await admin.call('GET', `/contacts?${query}`)).body.items.map((c: { name: string }) => c.name)

describe('the list of contacts', () => {
  test('finds by name without accents, by attribute, by part of a number in any form; pages by keyset', async () => {
    const phone = '+5491122334455'
    const made = await admin.call('POST', '/contacts', {
      name: 'Íngrid Suárez',
      phone,
      attributes: { ciudad: 'Ayacucho' },
    })
    expect(made.status).toBe(200)
    expect(await found('search=ingrid suar')).toEqual(['Íngrid Suárez'])
    expect(await found('search=ayacu')).toEqual(['Íngrid Suárez'])
    expect(await found(`search=${encodeURIComponent('11 2233')}`)).toEqual(['Íngrid Suárez'])
    expect(await found('search=100%25')).toEqual([])
    for (let n = 0; n < 4; n++) await makeContact(server, { ...inCompany(), name: `Paginado ${n}` })
    const one = (await admin.call('GET', '/contacts?search=paginado&limit=3')).body
    const two = (await admin.call('GET', `/contacts?search=paginado&limit=3&cursor=${one.next}`)).body
    expect([...one.items, ...two.items].map((c) => c.name)).toEqual([3, 2, 1, 0].map((n) => `Paginado ${n}`))
    expect(two.next).toBeNull()
  })

  test('filters by opt-out, open ticket, possible duplicate and activity', async () => {
    const [out, open, quiet] = [
      await makeContact(server, { ...inCompany(), name: 'Filtro baja', optedOut: true }),
      await makeContact(server, { ...inCompany(), name: 'Filtro abierto' }),
      await makeContact(server, { ...inCompany(), name: 'Filtro callado' }),
    ]
    await makeTicket(server, { ...place(), contactId: open.id })
    await server.sql(`update contact set active_on = current_date - 100 where id = $1`, [quiet.id])
    await server.sql(`update contact set active_on = current_date where id = $1`, [open.id])
    await server.sql(
      `insert into possible_duplicate (company_id, id, contact_id, other_id, cause, first_seen_at, last_seen_at)
       values ($1, $2, $3, $4, 'phone', now(), now())`,
      [company.id, newId(), out.id, quiet.id],
    )
    expect(await found('search=filtro&optOut=yes')).toEqual(['Filtro baja'])
    expect(await found('search=filtro&ticket=open')).toEqual(['Filtro abierto'])
    expect(await found('search=filtro&duplicate=yes')).toEqual(['Filtro callado', 'Filtro baja'])
    expect(await found('search=filtro&active=7')).toEqual(['Filtro abierto'])
    expect(await found('search=filtro&active=none90')).toEqual(['Filtro callado'])
    expect(await found('search=filtro&created=1')).toHaveLength(3)
    const { body } = await admin.call('GET', '/contacts/count?search=filtro')
    expect(body).toEqual({ count: 3, more: false })
  })
})

describe('a contact', () => {
  test('is edited with a version: the second of two who save at once is told', async () => {
    const { id } = await makeContact(server, inCompany())
    const put = (name: string, attributes: Record<string, string>) =>
      admin.call('PUT', `/contacts/${id}`, { version: 1, name, attributes })
    const wrong = await put('Rosa', { vence: '31/02/2026', nivel: 'Bronce' })
    expect(wrong.body.errors.map((e: { field: string }) => e.field)).toEqual(['attributes.vence', 'attributes.nivel'])
    const answers = await Promise.all([
      put('Rosa', { vence: '28/07/2026', nivel: 'oro' }),
      put('Rosita', { ciudad: 'Lima' }),
    ])
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find((a) => a.status === 409)!.body.code).toBe('contact_changed')
    const again = await card(id)
    expect(again.version).toBe(2)
    if (answers[0].status === 200) expect(again.attributes).toEqual({ vence: '2026-07-28', nivel: 'Oro' })
    const changes = (await admin.call('GET', `/contacts/${id}/changes`)).body.items
    expect(changes).toMatchObject([{ action: 'contact.update', by: 'Ana Torres' }])
  })

  test('RE-2 WS-7 a new name is recorded beside an attribute of that very key, and its conversations hear of it', async () => {
    const { body: kept } = await admin.call('GET', '/contact-attributes')
    const items = kept.map(({ key, label, type, options }: Attribute) => ({ key, label, type, options }))
    items.push({ key: 'name', label: 'Apodo', type: 'text', options: [] })
    expect((await admin.call('PUT', '/contact-attributes', { items })).status).toBe(200)
    const { id } = await makeContact(server, { ...inCompany(), name: 'Rosa' })
    const ticket = await makeTicket(server, { ...place(), contactId: id })
    const live = await listen(server, agent)
    const put = (version: number, name: string) =>
      admin.call('PUT', `/contacts/${id}`, { version, name, attributes: { name: 'Rosita' } })
    expect((await put(1, 'Rosa')).body).toEqual({ version: 2 })
    expect((await put(2, 'Rosa Vidal')).body).toEqual({ version: 3 })
    expect((await put(3, 'Rosa Vidal')).body).toEqual({ version: 3 })
    await until('told', () => live.heard.some((c) => c.topic === 'tickets' && c.id === ticket.id))
    await live.close()
    expect(await card(id)).toMatchObject({ name: 'Rosa Vidal', attributes: { name: 'Rosita' } })
    const changes = (await admin.call('GET', `/contacts/${id}/changes`)).body.items
    expect(changes).toMatchObject([
      { before: { name: 'Rosa' }, after: { name: 'Rosa Vidal' } },
      { before: { 'attributes.name': '' }, after: { 'attributes.name': 'Rosita' } },
    ])
  })

  test('TK-1 a form of a line that is known is not added twice; that of another contact names whose it is', async () => {
    const known = await makeContact(server, { ...inCompany(), name: 'Sol', phone: '+541199887766' })
    const other = await makeContact(server, inCompany())
    const add = (id: string, phone: string) => admin.call('POST', `/contacts/${id}/addresses`, { phone })
    expect((await add(known.id, '+54 9 11 9988 7766')).status).toBe(200)
    expect((await card(known.id)).addresses).toHaveLength(1)
    const taken = await add(other.id, '+54 9 11 9988 7766')
    expect(taken.body).toMatchObject({ code: 'address_taken', data: { by: 'Sol', contactId: known.id } })
    expect((await add(other.id, '99999')).body.errors).toMatchObject([{ field: 'phone', rule: 'SEND-10' }])
    expect((await add(other.id, '+51900777001')).status).toBe(200)
    const primary = await admin.call('PUT', `/contacts/${other.id}/primary`, { value: '51900777001' })
    expect(primary.status).toBe(200)
    expect((await card(other.id)).addresses.find((a: { primary: boolean }) => a.primary)?.shown).toBe('+51900777001')
    const remove = (value: string) =>
      admin.call('POST', `/contacts/${other.id}/addresses/removal`, { kind: 'phone', value })
    expect((await remove('51900777001')).status).toBe(200)
    expect((await remove(other.phone.slice(1))).body.code).toBe('last_address')
  })

  test('section 2: an agent sees contacts of the tickets of own queues, and others by their exact number', async () => {
    const [own, foreign] = [await makeContact(server, inCompany()), await makeContact(server, inCompany())]
    await makeTicket(server, { ...place(), contactId: own.id })
    expect((await agent.call('GET', `/contacts/${own.id}`)).status).toBe(200)
    expect((await agent.call('GET', `/contacts/${foreign.id}`)).status).toBe(404)
    const edit = { version: 1, name: 'Otra', attributes: {} }
    expect((await agent.call('PUT', `/contacts/${foreign.id}`, edit)).status).toBe(404)
    const number = encodeURIComponent(foreign.phone)
    expect((await agent.call('GET', `/contacts/by-number?phone=${number}`)).body).toMatchObject({ id: foreign.id })
    expect((await agent.call('GET', `/contacts/${foreign.id}?number=${number}`)).status).toBe(200)
    const byNumber = { ...edit, number: foreign.phone }
    expect((await agent.call('PUT', `/contacts/${foreign.id}`, byNumber)).status).toBe(200)
    for (const [method, path] of [
      ['GET', '/contacts'],
      ['GET', `/contacts/${own.id}/changes`],
      ['GET', `/contacts/${own.id}/export`],
    ] as const)
      expect((await agent.call(method, path)).status, path).toBe(403)
  })
})

describe('WS-9 the record of consent', () => {
  test('tells tap, word, preference and person, is never altered, and undoing asks for a reason', async () => {
    const hooks = webhooksOf(server, channel)
    await hooks.text('51900778001', 'Baja')
    await hooks.preference({ wa_id: '51900778002' }, 'stop')
    await makeContact(server, { ...inCompany(), phone: '+51900778002' })
    await hooks.preference({ wa_id: '51900778002' }, 'stop')
    await allHandled(server, company.id)
    const idOf = async (phone: string) => (await admin.call('GET', `/contacts/by-number?phone=%2B${phone}`)).body.id
    const id = await idOf('51900778001')
    const before = await card(id)
    expect(before.consent).toMatchObject([{ given: false, how: 'word', source: 'Baja', by: null }])
    expect(before.optedOutAt).not.toBeNull()
    const undo = (reason: string) => admin.call('POST', `/contacts/${id}/consent`, { given: true, reason })
    expect((await undo(' ')).body.errors).toMatchObject([{ field: 'reason', rule: 'WS-9' }])
    expect((await undo('Lo pidió por teléfono')).status).toBe(200)
    const after = await card(id)
    expect(after.optedOutAt).toBeNull()
    expect(after.consent[0]).toMatchObject({
      given: true,
      how: 'person',
      by: 'Ana Torres',
      reason: 'Lo pidió por teléfono',
    })
    expect(after.consent).toHaveLength(2)
    const { db } = server.system
    const alter = db.inTenant(company.id, (tx) => tx.updateTable('contact_consent').set({ given: false }).execute())
    await expect(alter).rejects.toMatchObject({ code: '42501' })
  })

  test('WS-9 marketing to who opted out is refused with the reason, and goes again after the undoing', async () => {
    const contact = await makeContact(server, { ...inCompany(), optedOut: true })
    const { id: templateId } = await makeApprovedTemplate(server, {
      ...inCompany(),
      channel,
      assignedTo: [{ campaignId: company.defaultCampaignId }],
    })
    const send = () =>
      agent.call('POST', '/workspace/sends', {
        clientKey: newId(),
        campaignId: company.defaultCampaignId,
        queueId,
        templateId,
        to: { phone: contact.phone },
        values: {},
      })
    expect((await send()).body.code).toBe('opted_out')
    await admin.call('POST', `/contacts/${contact.id}/consent`, { given: true, reason: 'Firmó en la tienda' })
    expect((await send()).status).toBe(200)
  })
})

test('a list of many contacts is read by index, whatever is asked; behind it nothing is counted or sorted whole', async () => {
  const big = await makeCompany(server)
  const who = await makePerson(server, { companyId: big.id, role: 'owner' })
  await server.sql(
    `insert into contact (company_id, id, name, attributes, created_at, active_on, marketing_opt_out_at)
     select $1, gen_random_uuid(), 'Persona ' || md5(n::text), jsonb_build_object('ciudad', md5(n::text)), now() - n * interval '1 minute',
       current_date - n / 100, case when n % 50 = 0 then now() end
     from generate_series(1, 30000) n`,
    [big.id],
  )
  await server.sql('analyze contact')
  const asked: Record<string, [query: string, index: string]> = {
    all: ['', 'contact_newest'],
    word: ['search=persona 98f13708', 'contact_words'],
    optOut: ['optOut=yes', 'contact_opted_out'],
    active: ['active=30', 'contact_active'],
    created: ['created=7', 'contact_newest'],
    number: ['search=900111222', 'contact_address'],
  }
  for (const [name, [query, index]] of Object.entries(asked)) {
    const done = await transactionsOf(() => who.call('GET', `/contacts?${query}`))
    const statement = done.flat().find(({ text }) => text.includes('with page'))!
    const plan = await server.system.db.asSystem('contact-search', async (tx) => {
      const literal = (value: unknown) => (typeof value === 'number' ? String(value) : `'${String(value)}'`)
      const text = statement.values.reduceRight<string>(
        (filled, value, at) => filled.replaceAll(`$${at + 1}`, literal(value)),
        statement.text,
      )
      const { rows } = await sql.raw<{ 'QUERY PLAN': string }>(`explain ${text}`).execute(tx)
      return rows.map((r) => r['QUERY PLAN']).join('\n')
    })
    expect(plan, name).not.toMatch(/Seq Scan on contact c/)
    expect(plan, name).toContain(index)
  }
})
