import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { phoneOf } from '../../../../tests/support/phone.ts'
import { transactionsOf } from '../../../../tests/support/statements.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact, makeTicket, type TestContact } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'
import { allHandled, type Webhooks, webhooksOf } from '../../../../tests/support/webhooks.ts'
import { newId } from '../../database/id.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel
let queueId: string
let hooks: Webhooks
let older: TestContact
let newer: TestContact

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', agentMode: true, name: 'Ana Torres' })
  channel = await makeActiveChannel(server, { companyId: company.id })
  const place = { companyId: company.id, campaignId: company.defaultCampaignId }
  queueId = (await makeQueue(server, { ...place, channels: [channel.id], agents: [admin.userId] })).id
  hooks = webhooksOf(server, channel)
  older = await makeContact(server, { companyId: company.id, name: 'Rosa Prado' })
  newer = await makeContact(server, { companyId: company.id, name: 'Rosita' })
})

const place = () => ({ companyId: company.id, campaignId: company.defaultCampaignId, queueId, channelId: channel.id })
const merge = (choices = {}) => admin.call('POST', `/contacts/${newer.id}/merge/${older.id}`, { choices })
const rows = (text: string) => server.sql(text, [company.id])

describe('TK-2 merging', () => {
  test('keeps the older contact; where both have an open ticket the newer’s interactions move and it closes as joined', async () => {
    const a = await makeTicket(server, { ...place(), contactId: older.id, minutesAgo: 30, text: 'desde el primero' })
    const b = await makeTicket(server, {
      ...place(),
      contactId: newer.id,
      agentId: admin.userId,
      text: 'desde el otro',
    })
    const other = await makeCompanyCampaign()
    const c = await makeTicket(server, { ...place(), ...other, contactId: newer.id })
    const preview = await admin.call('GET', `/contacts/${older.id}/merge/${newer.id}`)
    expect(preview.body).toMatchObject({
      kept: { id: older.id, name: 'Rosa Prado' },
      gone: { id: newer.id },
      conflicts: [{ key: 'name', kept: 'Rosa Prado', gone: 'Rosita' }],
      closing: [{ kept: a.number, closed: b.number }],
      figures: { tickets: 2, interactions: 2, waiting: 0 },
    })
    expect((await merge({ name: 'gone' })).body).toEqual({ id: older.id })
    const tickets = await rows(
      `select number::int, contact_id, close_reason, merged_into, unread, agent_id, last_text from ticket where company_id = $1 order by number`,
    )
    expect(tickets).toMatchObject([
      {
        number: a.number,
        contact_id: older.id,
        close_reason: null,
        unread: 2,
        agent_id: admin.userId,
        last_text: 'desde el otro',
      },
      { number: b.number, contact_id: older.id, close_reason: 'merged', merged_into: a.id },
      { number: c.number, contact_id: older.id, close_reason: null },
    ])
    // One open interaction per channel and campaign; what was said in the other stands in the same ticket.
    const { body } = await admin.call('GET', `/tickets/${a.id}/messages`)
    expect(body.items.map((m: { text: string }) => m.text)).toEqual(['desde el otro', 'desde el primero'])
    const open = await rows(`select ticket_id from interaction where company_id = $1 and ended_at is null order by 1`)
    expect(new Set(open.map((i) => i['ticket_id']))).toEqual(new Set([a.id, c.id]))
    const card = (await admin.call('GET', `/contacts/${newer.id}`)).body
    expect(card).toMatchObject({ id: older.id, name: 'Rosita' })
    expect(card.addresses.map((x: { shown: string }) => x.shown).toSorted()).toEqual(
      [older.phone, newer.phone].toSorted(),
    )
    const timeline = (await admin.call('GET', `/tickets/${a.id}/timeline`)).body.items
    expect(timeline).toContainEqual(
      expect.objectContaining({ kind: 'merged', data: { ticket: { id: b.id, number: b.number } } }),
    )
    const shown = (await admin.call('GET', `/contacts/${older.id}/tickets`)).body.items
    expect(shown.find((t: { number: number }) => t.number === b.number)).toMatchObject({
      mergedInto: { number: a.number },
    })
  })

  test('section 2: everything that is known of one has the changes of both, and what was sent as a file', async () => {
    const rename = (id: string, name: string) =>
      admin.call('PUT', `/contacts/${id}`, { version: 1, name, attributes: {} })
    expect((await rename(older.id, 'Rosa P.')).status).toBe(200)
    expect((await rename(newer.id, 'Rosi')).status).toBe(200)
    const { interactionId } = await makeTicket(server, { ...place(), contactId: older.id })
    const fileId = newId()
    await server.sql(
      `insert into file (company_id, id, sha256, kind, mime, bytes, file_name, storage_key, created_by)
       values ($1, $2, repeat('a', 64), 'document', 'application/pdf', 9, 'recibo.pdf', 'x', $3)`,
      [company.id, fileId, admin.userId],
    )
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, file_id)
       values ($1, $2, $3, $4, $5, 'out', 'document', '', now(), 7, $6)`,
      [company.id, newId(), channel.id, older.id, interactionId, fileId],
    )
    expect((await merge()).status).toBe(200)
    const known = (await admin.call('GET', `/contacts/${older.id}/export`)).body
    const names = known.changes.map((c: { after: { name?: string } | null }) => c.after?.name)
    expect(names).toEqual(expect.arrayContaining(['Rosa P.', 'Rosi']))
    expect(known.files).toMatchObject([{ url: `/api/files/${fileId}`, fileName: 'recibo.pdf' }])
  })

  test('HR-3 a ticket without queue gets that of the other; who had one first had both', async () => {
    const a = await makeTicket(server, { ...place(), queueId: null, contactId: older.id, minutesAgo: 10 })
    const b = await makeTicket(server, { ...place(), contactId: newer.id, minutesAgo: 30 })
    await server.sql(`update ticket set first_taken_at = opened_at + interval '20 seconds' where id = any($1)`, [
      [a.id, b.id],
    ])
    expect((await merge()).status).toBe(200)
    const [joined] = await server.sql(
      `select queue_id, extract(epoch from first_taken_at - opened_at)::int as waited from ticket where id = $1`,
      [a.id],
    )
    expect(joined).toEqual({ queue_id: queueId, waited: 20 })
  })

  test('attributes are chosen where they differ; who opted out as either has opted out, with both records', async () => {
    const items = ['ciudad', 'nivel', 'zona'].map((key) => ({ key, label: key, type: 'text', options: [] }))
    await admin.call('PUT', '/contact-attributes', { items })
    const put = (id: string, name: string, attributes: object) =>
      admin.call('PUT', `/contacts/${id}`, { version: 1, name, attributes })
    await put(older.id, 'Rosa Prado', { ciudad: 'Lima', nivel: 'oro' })
    await put(newer.id, 'Rosita', { ciudad: 'Cusco', zona: 'sur' })
    await admin.call('POST', `/contacts/${older.id}/consent`, { given: false })
    await admin.call('POST', `/contacts/${older.id}/consent`, { given: true, reason: 'volvió' })
    await admin.call('POST', `/contacts/${newer.id}/consent`, { given: false })
    await merge({ ciudad: 'gone' })
    const card = (await admin.call('GET', `/contacts/${older.id}`)).body
    expect(card.attributes).toEqual({ ciudad: 'Cusco', nivel: 'oro', zona: 'sur' })
    expect(card.optedOutAt).not.toBeNull()
    expect(card.consent.map((c: { given: boolean }) => c.given)).toEqual([false, true, false])
    const audit = await rows(`select after from audit where company_id = $1 and action = 'contact.merge'`)
    expect(audit).toHaveLength(1)
    expect((await admin.call('GET', `/contacts/${older.id}/changes`)).body.items[0]).toMatchObject({
      action: 'contact.merge',
      before: { kept: { name: 'Rosa Prado' }, gone: { name: 'Rosita' } },
    })
  })

  test('the pair is settled, pairs with others go on; dismissing says that they are two', async () => {
    const third = await makeContact(server, { companyId: company.id })
    for (const [a, b] of [
      [older, newer],
      [newer, third],
    ] as const)
      await server.sql(
        `insert into possible_duplicate (company_id, id, contact_id, other_id, cause, first_seen_at, last_seen_at)
         values ($1, $2, $3, $4, 'phone', now(), now())`,
        [company.id, newId(), a.id, b.id],
      )
    await merge()
    const [pair, ...more] = (await admin.call('GET', '/contacts/duplicates')).body.items
    expect(more).toEqual([])
    expect(new Set([pair.contact.id, pair.other.id])).toEqual(new Set([older.id, third.id]))
    await admin.call('POST', `/contacts/duplicates/${pair.id}/dismissal`, {})
    expect((await admin.call('GET', '/contacts/duplicates')).body.items).toEqual([])
  })

  test('a reply that waits still leaves, to the number it was written to; the window is the later one', async () => {
    channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
    await makeQueue(server, { ...place(), channels: [channel.id], agents: [admin.userId] })
    await phoneOf(server, newer.phone.slice(1)).write('hola', channel.identifier)
    await until('it has come', async () => (await rows('select from ticket where company_id = $1')).length > 0)
    const [ticket] = (await admin.call('GET', '/tickets?view=waiting')).body.items
    await admin.call('POST', `/tickets/${ticket.id}/take`, {})
    // Held back for the moment of the merge.
    await server.sql(`update channel set enabled = false where id = $1`, [channel.id])
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status)
       select company_id, gen_random_uuid(), channel_id, contact_id, id, 'out', 'text', 'ya te respondo', now(), 0
       from interaction where company_id = $1`,
      [company.id],
    )
    expect((await merge()).status).toBe(200)
    await server.sql(`update channel set enabled = true where id = $1`, [channel.id])
    const sent = () =>
      admin.call('POST', `/tickets/${ticket.id}/messages`, { clientKey: newId(), text: 'y esto también' })
    expect((await sent()).status).toBe(200)
    const to = () => server.simulator.books.messages.all().filter((m) => m.customer === newer.phone.slice(1))
    await until('both have left to the newer number', () =>
      ['ya te respondo', 'y esto también'].every((text) => to().some((m) => m.content?.text === text)),
    )
  })

  test('race: the customer writes over both numbers while they are joined; nothing is lost, and all is one contact’s', async () => {
    const author = [older, newer].map((c) => c.phone.slice(1))
    const texts = Array.from({ length: 30 }, (_, n) => `mensaje ${n}`)
    const writing = texts.map((text, n) => hooks.text(author[n % 2]!, text))
    await Promise.all(writing.slice(0, 6))
    const [merged, ...taken] = await Promise.all([merge(), ...writing.slice(6)])
    expect([merged.status, ...taken]).toEqual([200, ...texts.slice(6).map(() => 200)])
    await allHandled(server, company.id)
    const kept =
      await rows(`select m.text from message m join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
      join ticket t on t.company_id = i.company_id and t.id = i.ticket_id where m.company_id = $1 and m.direction = 'in'
      and t.contact_id = '${older.id}' and i.contact_id = '${older.id}' order by 1`)
    expect(kept.map((m) => m['text'])).toEqual(texts.toSorted())
    expect(await rows(`select from ticket where company_id = $1 and closed_at is null`)).toHaveLength(1)
    expect(await rows(`select from contact_channel where company_id = $1`)).toHaveLength(1)
  })

  test('race: two admins join at once; it is done once, and the second hears that they are one', async () => {
    const answers = await Promise.all([
      merge(),
      merge(),
      admin.call('POST', `/contacts/${older.id}/merge/${newer.id}`, {}),
    ])
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect(answers.find((a) => a.status === 409)!.body.code).toBe('contacts_same')
    expect(await rows(`select from audit where company_id = $1 and action = 'contact.merge'`)).toHaveLength(1)
  })

  test('a contact with 20,000 messages is joined by a handful of statements', async () => {
    const b = await makeTicket(server, { ...place(), contactId: newer.id })
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at)
       select $1, gen_random_uuid(), $2, $3, $4, 'in', 'text', 'x', now() from generate_series(1, 20000)`,
      [company.id, channel.id, newer.id, b.interactionId],
    )
    const done = await transactionsOf(async () => expect((await merge()).status).toBe(200))
    const statements = done.find((transaction) => transaction.some(({ text }) => text.includes('merged_into')))
    expect(statements?.length).toBeLessThan(60)
    expect((await admin.call('GET', `/tickets/${b.id}/messages?limit=100`)).body.items).toHaveLength(100)
    await until(
      'all follow',
      async () =>
        (await rows(`select from message where company_id = $1 and contact_id <> '${older.id}'`)).length === 0,
    )
  })
})

async function makeCompanyCampaign() {
  const { makeCampaign } = await import('../../../../tests/support/campaigns.ts')
  const { id: campaignId } = await makeCampaign(server, { companyId: company.id })
  return {
    campaignId,
    queueId: (await makeQueue(server, { companyId: company.id, campaignId, channels: [channel.id] })).id,
  }
}
