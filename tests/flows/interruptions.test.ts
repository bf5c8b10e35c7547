import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkAllChannels, checkChannel } from '../../src/server/features/channels/check-channel.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type MailSink, startMailSink } from '../support/mail-sink.ts'
import { type Company, makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

describe('CH-5 CH-13 the state of a number follows from what happens to it', () => {
  let server: TestServer
  let sink: MailSink
  let company: Company
  let owner: TestPerson
  let operator: TestPerson
  let channel: TestChannel

  beforeAll(async () => {
    sink = await startMailSink()
    server = await startTestServer({ settings: { SMTP_URL: sink.url, MAIL_FROM: 'Faro <faro@example.com>' } })
    company = await makeCompany(server)
    owner = await makePerson(server, { companyId: company.id, role: 'owner' })
    operator = await makeOperator(server)
  })
  afterAll(async () => {
    await server.stop()
    await sink.close()
  })
  beforeEach(async () => {
    channel = await makeActiveChannel(server, { companyId: company.id, requestedBy: owner.userId, subscribed: true })
  })

  /** What a person at WhatsApp or Gupshup does. */
  const happens = async (act: string, body: object = {}) => {
    const answer = await fetch(`${server.simulator.url}/simulator/numbers/${channel.appId}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
  }
  const check = () => checkChannel(server.system)({ companyId: company.id, channelId: channel.id })
  const row = async () => (await owner.call('GET', `/channels/${channel.id}`)).body
  const causes = async () => (await row()).interruptions.map((i: { cause: string }) => i.cause)
  const becomes = (state: string) =>
    until(state, async () => {
      const now = await row()
      return now.state === state ? now : null
    })
  /** As if everything that opened had done so a while ago. */
  const settle = () =>
    server.sql(`update channel_interruption set opened_at = opened_at - interval '10 minutes' where channel_id = $1`, [
      channel.id,
    ])
  const bell = async (who: TestPerson) =>
    (await who.call('GET', '/notifications')).body.items.filter(
      (n: { data: { channelId?: string } }) => n.data.channelId === channel.id,
    )

  test('CH-13 a restriction is told, interrupts at once, and ends when WhatsApp takes it back; people hear of both', async () => {
    await happens('restrict')
    const { interruptions, timeline } = await becomes('interrupted')
    expect(interruptions).toMatchObject([{ cause: 'restricted', detail: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }])
    expect(new Date(interruptions[0].until).getTime()).toBeGreaterThan(Date.now() + 2 * 86_400_000)
    expect(timeline.at(-1)).toMatchObject({ kind: 'interrupted', actorName: 'WhatsApp' })
    await happens('reinstate')
    const { timeline: after } = await becomes('active')
    expect(after.some(({ kind }: { kind: string }) => kind === 'resumed')).toBe(true)
    const told = await until('the bell', async () => {
      const items = await bell(owner)
      return items.length === 2 && items
    })
    expect(told.map(({ kind }: { kind: string }) => kind)).toEqual(['channel_recovered', 'channel_interrupted'])
    await until('the operator hears of it too', async () => (await bell(operator)).length === 2)
    const mails = await until('the mails', () => {
      const own = sink.mails.filter((mail) => mail.includes(`To: ${owner.email}`) && mail.includes(channel.id))
      return own.length >= 2 && own
    })
    expect(mails).toHaveLength(2)
  })

  test('CH-5 several at once: each has its cause, and the number is back when the last has ended', async () => {
    await happens('restrict')
    await happens('ban')
    await operator.call('POST', `/operator/channels/${channel.id}/interruption`, { reason: 'Revisión de contenido' })
    await until('three', async () => (await causes()).length === 3)
    expect((await row()).interruptions).toContainEqual(
      expect.objectContaining({ cause: 'operator', detail: 'Revisión de contenido' }),
    )
    await happens('reinstate')
    await until('the operator’s is left', async () => (await causes()).join() === 'operator')
    expect((await row()).state).toBe('interrupted')
    // Asking does not end what an operator began.
    await settle()
    await check()
    expect(await causes()).toEqual(['operator'])
    expect((await operator.call('DELETE', `/operator/channels/${channel.id}/interruption`)).status).toBe(200)
    expect((await row()).state).toBe('active')
    const rows = await server.sql<{ opened_by: string; closed_by: string }>(
      `select opened_by, closed_by from channel_interruption where channel_id = $1 and cause = 'operator'`,
      [channel.id],
    )
    expect(rows).toEqual([{ opened_by: operator.name, closed_by: operator.name }])
  })

  test('CH-13 what no event told is found by asking, and ends by asking', async () => {
    await happens('disconnect', { tell: false })
    await check()
    expect(await causes()).toEqual(['disconnected'])
    await check()
    expect(await causes()).toEqual(['disconnected'])
    await happens('reconnect', { tell: false })
    await check()
    expect((await row()).state).toBe('active')
  })

  test('CH-13 asking at once does not undo what was told a moment ago; once settled it does', async () => {
    await server.sql(
      `insert into channel_interruption (company_id, channel_id, id, cause, opened_by) values ($1, $2, $3, 'disabled', 'event')`,
      [company.id, channel.id, randomUUID()],
    )
    await check()
    expect(await causes()).toEqual(['disabled'])
    await settle()
    await check()
    expect(await causes()).toEqual([])
  })

  test('CH-13 a restriction whose end has come ends by itself', async () => {
    await happens('restrict')
    await becomes('interrupted')
    server.simulator.books.apps.put({ ...server.simulator.books.apps.get(channel.appId)!, standing: undefined! })
    await settle()
    await check()
    expect(await causes()).toEqual(['restricted'])
    await server.sql(`update channel_interruption set expires_at = now() - interval '1 minute' where channel_id = $1`, [
      channel.id,
    ])
    await check()
    expect(await causes()).toEqual([])
  })

  test('CH-13 CH-6 quality and limit are as last told, by event, by state and by rating', async () => {
    await happens('quality', { value: 'RED' })
    await happens('tier', { value: 'TIER_10K' })
    await until('both', async () => {
      const { quality, messagingLimit } = await row()
      return quality === 'RED' && messagingLimit === 'TIER_10K'
    })
    await until('a warning', async () =>
      (await bell(owner)).some(({ kind }: { kind: string }) => kind === 'channel_warned'),
    )
    await happens('quality', { value: 'YELLOW', tell: false })
    await check()
    expect(await row()).toMatchObject({ quality: 'YELLOW', messagingLimit: 'TIER_10K', state: 'active' })
    const kinds = (await row()).timeline.map(({ kind }: { kind: string }) => kind)
    expect(kinds.filter((kind: string) => kind === 'quality' || kind === 'limit').length).toBeGreaterThanOrEqual(3)
  })

  test('CH-13 a rating is asked for once in 24 hours', async () => {
    await check()
    const asked = async () =>
      (await server.sql(`select from provider_exchange where channel_id = $1 and path like '%/ratings%'`, [channel.id]))
        .length
    await until('it was asked', async () => (await asked()) === 1)
    await check()
    const [at] = await server.sql<{ at: Date }>('select rated_at as at from channel_connection where channel_id = $1', [
      channel.id,
    ])
    await check()
    const [again] = await server.sql<{ at: Date }>(
      'select rated_at as at from channel_connection where channel_id = $1',
      [channel.id],
    )
    expect(again).toEqual(at)
  })

  test('CH-13 a refused name is told and kept until it is accepted; the number goes on sending', async () => {
    await happens('refuse-name', { value: 'NAME_NOT_CONSISTENT' })
    const health = async () => (await operator.call('GET', `/operator/channels/${channel.id}/health`)).body
    await until('it stands there', async () => (await health()).nameRefusal === 'NAME_NOT_CONSISTENT')
    expect((await row()).state).toBe('active')
    await happens('accept-name')
    await until('it is gone', async () => (await health()).nameRefusal === null)
  })

  test('CH-13 an empty wallet and an unhealthy app interrupt, and end', async () => {
    await happens('wallet', { value: -20 })
    await happens('sicken')
    await check()
    expect((await causes()).toSorted()).toEqual(['unhealthy', 'wallet_empty'])
    await happens('wallet', { value: 30 })
    await happens('heal')
    await check()
    expect((await row()).state).toBe('active')
    const { body } = await operator.call('GET', '/operator/health?limit=100')
    const shown = body.items.find((r: { channelId: string }) => r.channelId === channel.id)
    expect(shown).toMatchObject({ state: 'active', interruptions: [], wallet: { balance: 30 } })
  })

  test('CH-13 refused credentials interrupt; expired tokens do not', async () => {
    await happens('expire-tokens')
    await check()
    expect(await causes()).toEqual([])
    await happens('refuse-credentials')
    await check()
    expect(await causes()).toEqual(['credentials_refused'])
    await happens('take-credentials')
    await check()
    expect(await causes()).toEqual([])
  })

  test('CH-13 the fault of one number does not keep others from being looked after', async () => {
    const other = await makeActiveChannel(server, {
      companyId: company.id,
      requestedBy: owner.userId,
      subscribed: true,
    })
    const [begun] = await server.sql<{ at: Date }>('select now() as at')
    await server.sql(`update channel_connection set app_id = 'gone-app' where channel_id = $1`, [channel.id])
    await server.sql('update channel_connection set checked_at = now()')
    await server.sql(
      `update channel_connection set checked_at = now() - interval '1 hour' where channel_id = any($1)`,
      [[channel.id, other.id]],
    )
    await checkAllChannels(server.system)()
    // Spread over a while by lot, so that one may be at work or done already.
    const jobs = await server.sql<{ key: string }>(
      `select singleton_key as key from pgboss.job where name = 'channel.check' and created_on >= $1`,
      [begun!.at],
    )
    expect(jobs.map(({ key }) => key).toSorted()).toEqual([channel.id, other.id].toSorted())
    await check()
    await checkChannel(server.system)({ companyId: company.id, channelId: other.id })
    const rows = await server.sql<{ channel_id: string; check_error: string | null }>(
      'select channel_id, check_error from channel_connection where channel_id = any($1)',
      [[channel.id, other.id]],
    )
    expect(rows.find((r) => r.channel_id === other.id)!.check_error).toBeNull()
    expect(rows.find((r) => r.channel_id === channel.id)!.check_error).not.toBeNull()
  })

  test('CH-5 an operator cannot interrupt what has no number; a company never can; switched off it stays Inactivo', async () => {
    const path = `/operator/channels/${channel.id}/interruption`
    expect((await owner.call('POST', path, { reason: 'No' })).status).toBe(403)
    expect((await operator.call('POST', path, { reason: 'x' })).status).toBe(400)
    await server.sql('update channel set enabled = false where id = $1', [channel.id])
    expect((await operator.call('POST', path, { reason: 'Revisión' })).status).toBe(200)
    expect(await row()).toMatchObject({ state: 'inactive', interruptions: [{ cause: 'operator' }] })
    expect((await operator.call('GET', '/operator/health?state=inactive&limit=100')).body.items).toContainEqual(
      expect.objectContaining({ channelId: channel.id, state: 'inactive' }),
    )
  })

  describe('CH-13 what waits is judged again when the last interruption ends', () => {
    let agent: TestPerson
    let place: { campaignId: string; queueId: string }
    let templateId: string

    beforeEach(async () => {
      const { id: campaignId } = await makeCampaign(server, { companyId: company.id, name: `Ventas ${channel.alias}` })
      agent = await makePerson(server, { companyId: company.id, role: 'agent' })
      const queue = await makeQueue(server, {
        companyId: company.id,
        campaignId,
        channels: [channel.id],
        agents: [agent.userId],
      })
      place = { campaignId, queueId: queue.id }
      const template = await makeApprovedTemplate(server, {
        companyId: company.id,
        channel,
        assignedTo: [{ campaignId }],
      })
      templateId = template.id
    })

    const send = async (phone: string) =>
      (
        await agent.call('POST', '/workspace/sends', {
          clientKey: randomUUID(),
          ...place,
          templateId,
          to: { phone, name: 'Rosa' },
          values: {},
        })
      ).body
    const status = async (messageId: string) =>
      (
        await server.sql<{ status: number; error_code: string | null }>(
          'select status, error_code from message where id = $1',
          [messageId],
        )
      )[0]!

    test('CH-13 BU-2 a wallet that runs dry holds the messages, which leave when it is filled', async () => {
      server.simulator.script([{ on: 'send', do: 'ok' }])
      await happens('wallet', { value: -20 })
      const first = await send('+51 900 100 071')
      // The provider takes it and WhatsApp refuses it: the number stops.
      await becomes('interrupted')
      expect(await causes()).toEqual(['wallet_empty'])
      expect((await status(first.messageId)).error_code).toBe('1003')
      expect(
        (await agent.call('GET', `/workspace/templates?campaignId=${place.campaignId}&queueId=${place.queueId}`)).body,
      ).toEqual([])
      await happens('wallet', { value: 50 })
      await settle()
      await check()
      await becomes('active')
      const second = await send('+51 900 100 072')
      await until('it leaves', async () => (await status(second.messageId)).status >= 3)
    })

    test('CH-13 BU-2 credentials that are refused while sending hold the message; it leaves once when they are taken', async () => {
      await happens('refuse-credentials')
      const { messageId } = await send('+51 900 100 073')
      await becomes('interrupted')
      expect(await causes()).toEqual(['credentials_refused'])
      await until('it waits again', async () => (await status(messageId)).status === 0)
      await happens('take-credentials')
      await check()
      await until('it leaves', async () => (await status(messageId)).status >= 3, 20_000)
      expect(server.simulator.books.sends.filter(({ destination }) => destination === '51900100073')).toHaveLength(1)
    })
  })
})
