import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aForm } from '../../src/server/features/templates/template-form.test-support.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type Fault, faultyLine } from '../support/faulty-line.ts'
import { listen } from '../support/listen.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { phoneOf } from '../support/phone.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

let line: Awaited<ReturnType<typeof faultyLine>>
let server: TestServer
let company: Company
let agent: TestPerson
let admin: TestPerson
let channel: TestChannel
let queueId: string
let templateId: string
let n = 0

beforeAll(async () => {
  line = await faultyLine(() => server.simulator.url)
  server = await startTestServer({ settings: { GUPSHUP_PARTNER_URL: line.url } })
})
afterAll(async () => {
  line.mend()
  line.release()
  await server.stop()
  line.close()
})
beforeEach(async () => {
  line.mend()
  company = await makeCompany(server)
  channel = await makeActiveChannel(server, { companyId: company.id, subscribed: true })
  queueId = (
    await makeQueue(server, { companyId: company.id, campaignId: company.defaultCampaignId, channels: [channel.id] })
  ).id
  agent = await makePerson(server, { companyId: company.id, role: 'agent', queues: [queueId] })
  admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  const made = await makeApprovedTemplate(server, {
    companyId: company.id,
    channel,
    assignedTo: [{ campaignId: company.defaultCampaignId }],
  })
  templateId = made.id
})

const onSends = (fault: Fault) => line.break((req) => (req.url?.endsWith('/template/msg') ? fault : null))
const accepted = () => server.simulator.books.sends.filter((s) => s.appId === channel.appId)

async function send(): Promise<string> {
  const [template] = await server.sql<{ parameters: { n: number; sample: string }[] }>(
    'select parameters from template where id = $1',
    [templateId],
  )
  const { body, status } = await agent.call('POST', '/workspace/sends', {
    clientKey: randomUUID(),
    campaignId: company.defaultCampaignId,
    queueId,
    templateId,
    to: { phone: `+5190030${String(++n).padStart(4, '0')}` },
    values: Object.fromEntries(template!.parameters.map((p) => [p.n, p.sample])),
  })
  expect(status).toBe(200)
  return body.messageId
}
const row = async (id: string) =>
  (
    await server.sql<{ status: number; attempts: number; error_code: string | null; error_text: string | null }>(
      'select status, attempts, error_code, error_text from message where id = $1',
      [id],
    )
  )[0]!
const reaches = (id: string, ...statuses: number[]) =>
  until(`status ${statuses.join(' or ')}`, async () => statuses.includes((await row(id)).status), 12_000)

describe('the outbound path', () => {
  test('uncertain: the request arrived and no answer came: it is not sent again, and stands as such', async () => {
    onSends('lost')
    const id = await send()
    await reaches(id, 2)
    line.mend()
    const next = await send()
    await reaches(next, 3, 4, 6, 7)
    expect(accepted()).toHaveLength(2)
    expect(await row(id)).toMatchObject({ status: 2, attempts: 1 })
  })

  test('busy: it goes back with a backoff and leaves later, once', async () => {
    onSends({ status: 400, body: { status: 'error', code: 4001, message: 'API rate limited' } })
    const id = await send()
    await until('a first try', async () => (await row(id)).attempts === 1 && (await row(id)).status === 0)
    line.mend()
    await reaches(id, 3, 4, 6, 7)
    expect(accepted()).toHaveLength(1)
    expect((await row(id)).error_code).toBeNull()
  })

  test('refused: final, with the reason in plain words', async () => {
    onSends({ status: 400, body: { status: 'error', code: 132000, message: 'Number of parameters does not match' } })
    const id = await send()
    await reaches(id, 5)
    const [interaction] = await server.sql<{ interaction_id: string }>(
      'select interaction_id from message where id = $1',
      [id],
    )
    const { body } = await agent.call('GET', `/interactions/${interaction!.interaction_id}/messages`)
    expect(body.items[0]).toMatchObject({
      status: 'failed',
      failure: 'La plantilla espera otra cantidad de datos. Completa todas las variables.',
    })
    expect(accepted()).toHaveLength(0)
  })

  test('WS-2 the lists mark a ticket whose last words did not get there, live, until more is said or they are sent again', async () => {
    const customer = phoneOf(server, `5190031${String(++n).padStart(4, '0')}`)
    await customer.write('Hola', channel.identifier)
    const ticket = await until(
      'the ticket',
      async () => (await agent.call('GET', '/tickets?view=waiting')).body.items[0],
    )
    expect((await agent.call('POST', `/tickets/${ticket.id}/take`, {})).status).toBe(200)
    const listed = async () => (await agent.call('GET', '/tickets?view=mine')).body.items[0].trouble
    const write = async () => {
      const wish = { clientKey: randomUUID(), text: 'Ya salió tu pedido' }
      const { status, body } = await agent.call('POST', `/tickets/${ticket.id}/messages`, wish)
      expect(status).toBe(200)
      return body.messageId as string
    }
    const live = await listen(server, agent)
    const heard = () => live.heard.filter((c) => c.topic === 'tickets' && c.id === ticket.id).length
    expect(await listed()).toBeNull()
    line.break((req) =>
      req.url?.endsWith('/v3/message') ? { status: 400, body: { status: 'error', code: 131047, message: 'no' } } : null,
    )
    const failed = await write()
    await reaches(failed, 5)
    expect(await listed()).toBe('failed')
    // When it was written, and when it failed.
    await until('the lists hear of it', () => heard() >= 2)
    line.mend()
    expect((await agent.call('POST', `/messages/${failed}/retry`, { clientKey: randomUUID() })).status).toBe(200)
    await until('sent again', async () => (await listed()) === null)

    line.break((req) => (req.url?.endsWith('/v3/message') ? 'lost' : null))
    const lost = await write()
    await reaches(lost, 2)
    expect(await listed()).toBe('uncertain')
    line.mend()
    await customer.write('¿Y mi pedido?', channel.identifier)
    await until('the contact has said more', async () => (await listed()) === null)
    await live.close()
  })

  test('TP-3 what no longer holds when it is about to leave is not sent', async () => {
    line.break((req) =>
      req.url?.includes('/msg') ? { status: 400, body: { status: 'error', code: 4001, message: 'busy' } } : null,
    )
    const id = await send()
    await until('put back', async () => (await row(id)).attempts === 1 && (await row(id)).status === 0)
    await admin.call('PATCH', `/templates/${templateId}`, { active: false })
    line.mend()
    await reaches(id, 5)
    expect((await row(id)).error_code).toBe('template_not_sendable')
    expect(accepted()).toHaveLength(0)
  })

  test('WS-1, TP-8 what waits with the words and values of a template that was edited meanwhile does not leave', async () => {
    const isSend = (url: string | undefined) => url?.endsWith('/template/msg') ?? false
    line.break(({ url }) =>
      isSend(url) ? { status: 400, body: { status: 'error', code: 4001, message: 'busy' } } : null,
    )
    const old = await send()
    await until('put back', async () => (await row(old)).attempts > 0 && (await row(old)).status === 0)
    const [{ name } = { name: '' }] = await server.sql<{ name: string }>('select name from template where id = $1', [
      templateId,
    ])
    const body = 'Hola, {{1}}. Tenemos novedades para ti en la tienda.'
    const edit = await admin.call('PUT', `/templates/${templateId}`, aForm({ name, category: 'MARKETING', body }))
    expect(edit.body).toEqual({ sent: true })
    await until('edited, and approved again', async () => {
      const { body: now } = await admin.call('GET', `/templates/${templateId}`)
      return now.body === body && now.statusWord === 'APPROVED'
    })
    line.mend()
    await reaches(old, 5)
    expect((await row(old)).error_code).toBe('template_edited')
    expect(accepted()).toHaveLength(0)
    await reaches(await send(), 3, 4, 6, 7)
    expect(accepted()).toHaveLength(1)
  })

  test('CH-8 what waits to leave when the number is switched off is cancelled, and does not leave later', async () => {
    onSends({ status: 400, body: { status: 'error', code: 4001, message: 'busy' } })
    const id = await send()
    // Between two tries.
    const shown = await until('it waits again', async () => {
      const { body } = await admin.call('GET', `/channels/${channel.id}/switch-off`)
      return (await row(id)).attempts > 0 && body.waitingMessages === 1 && body
    })
    expect(shown).toMatchObject({ sendsWithoutAnswer: 1, waitingMessages: 1 })
    await until(
      'switched off',
      async () => (await admin.call('POST', `/channels/${channel.id}/switch-off`, { shown })).status === 200,
    )
    await reaches(id, -1)
    line.mend()
    await admin.call('POST', `/channels/${channel.id}/switch-on`, {})
    const other = await send()
    await reaches(other, 3, 4, 6, 7)
    expect(accepted()).toHaveLength(1)
    expect((await row(id)).status).toBe(-1)
  })

  test('ST-4 a stop awaits the answers in flight: nothing is left uncertain', async () => {
    onSends('hang')
    const ids = [await send(), await send(), await send()]
    await until('three on the wire', () => line.held() === 3)
    const restarted = server.restart()
    await until('no more are claimed', async () => (await Promise.all(ids.map(row))).every((r) => r.status === 1))
    line.mend()
    line.release()
    await restarted
    const after = await Promise.all(ids.map(row))
    for (const { status } of after) expect(status).toBeGreaterThanOrEqual(3)
    expect(accepted()).toHaveLength(3)
  })

  test('a new holder marks what the dead one had on the wire uncertain, and sends the rest', async () => {
    const id = await send()
    await reaches(id, 3, 4, 6, 7)
    const [m] = await server.sql<{ contact_id: string; interaction_id: string }>(
      'select contact_id, interaction_id from message where id = $1',
      [id],
    )
    const onTheWire = randomUUID()
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, at, status, template_id, params)
       values ($1, $2, $3, $4, $5, 'out', 'template', now(), 1, $6, '[]')`,
      [company.id, onTheWire, channel.id, m!.contact_id, m!.interaction_id, templateId],
    )
    // At once, as this server buries the dead, too.
    await server.sql(
      `with dead as (insert into process (id) values (gen_random_uuid()) returning id)
       update channel_lease set process_id = dead.id from dead where channel_id = $1`,
      [channel.id],
    )
    await server.restart()
    await reaches(onTheWire, 2)
    await reaches(await send(), 3, 4, 6, 7)
    expect(accepted()).toHaveLength(2)
  })
})

test('a number that was taken over by a transaction whose answer was lost is sent for all the same', async () => {
  await server.sql(
    'insert into channel_lease (company_id, channel_id, process_id) select $1, $2, id from process where worker',
    [company.id, channel.id],
  )
  await reaches(await send(), 3, 4, 6, 7)
})

describe('CH-13 what an interruption held is judged again when it ends', () => {
  const interrupt = () =>
    server.sql(
      `insert into channel_interruption (company_id, id, channel_id, cause, opened_at) values ($1, gen_random_uuid(), $2, 'operator', now() - interval '2 days')`,
      [company.id, channel.id],
    )
  const resume = () =>
    server.sql('update channel_interruption set closed_at = now() where channel_id = $1', [channel.id])
  const bell = async () =>
    (await agent.call('GET', '/notifications')).body.items.filter(
      (told: { kind: string }) => told.kind === 'messages_cancelled',
    )

  /** As if it had been sent while the channel was active, and the interruption had come before it left. */
  async function held(madeAgo: string): Promise<string> {
    onSends({ status: 400, body: { status: 'error', code: 4001, message: 'busy' } })
    const id = await send()
    await until('put back', async () => (await row(id)).attempts > 0 && (await row(id)).status === 0)
    await interrupt()
    await server.sql(
      `update message set created_at = now() - $2::interval, at = now() - $2::interval, not_before = null where id = $1`,
      [id, madeAgo],
    )
    line.mend()
    return id
  }

  test('what is too old is cancelled and its sender told; what still holds leaves', async () => {
    const old = await held('25 hours')
    await resume()
    await reaches(old, -1)
    expect((await row(old)).error_code).toBe('held_too_long')
    await until('told', async () => (await bell()).length === 1)
    const fresh = await held('1 hour')
    await resume()
    await reaches(fresh, 3, 4, 6, 7)
    expect(accepted()).toHaveLength(1)
  })

  test('TK-11 what was held stands in its conversation where it left, beneath what was said meanwhile', async () => {
    const id = await held('1 hour')
    const [place] = await server.sql<{ interaction_id: string; contact_id: string }>(
      `select interaction_id, contact_id from message where id = $1`,
      [id],
    )
    const { interaction_id: interactionId, contact_id: contactId } = place!
    await server.sql(
      `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, sender_id)
       values ($1, gen_random_uuid(), $2, $3, $4, 'note', 'text', 'Llamó', now() - interval '30 minutes', $5)`,
      [company.id, channel.id, contactId, interactionId, agent.userId],
    )
    const thread = `/interactions/${interactionId}/messages`
    const look = async () => (await agent.call('GET', thread)).body
    const kinds = ({ items }: { items: { direction: string }[] }) => items.map((m) => m.direction).toReversed()
    const before = await look()
    expect(kinds(before)).toEqual(['out', 'note'])
    await resume()
    await reaches(id, 3, 4, 6, 7)
    expect(kinds(await look())).toEqual(['note', 'out'])
    // Who knew a part that began with it cannot be told what changed of that part: its beginning is elsewhere now.
    const changes = (from: string) =>
      agent.call('GET', `${thread}/changes?version=${before.version}&from=${from}`).then(({ body }) => body)
    expect(await changes(id)).toMatchObject({ reset: true, items: [] })
    expect(await changes(before.items[0].id)).toMatchObject({
      reset: false,
      items: expect.arrayContaining([expect.objectContaining({ id })]) as unknown,
    })
  })

  test('TK-11 one that left late and stands where it stands moves no more: changes beside it are told as ever', async () => {
    const id = await held('1 hour')
    await resume()
    await reaches(id, 3, 4, 6, 7)
    const [place] = await server.sql<{ interaction_id: string }>(`select interaction_id from message where id = $1`, [
      id,
    ])
    const thread = `/interactions/${place!.interaction_id}/messages`
    // Its own statuses may still come.
    await until('told, and not to be read anew', async () => {
      const { version } = (await agent.call('GET', thread)).body
      const { body } = await agent.call('GET', `${thread}/changes?version=${version}&from=${id}`)
      return !body.reset
    })
  })

  test('a template that was switched off meanwhile: cancelled, its sender told', async () => {
    const id = await held('1 hour')
    await admin.call('PATCH', `/templates/${templateId}`, { active: false })
    await resume()
    await reaches(id, -1)
    expect((await row(id)).error_code).toBe('template_not_sendable')
    await until('told', async () => (await bell()).length === 1)
  })
})
