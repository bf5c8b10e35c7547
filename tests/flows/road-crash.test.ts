import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallStep } from '../../simulator/script.ts'
import { connectChannel } from '../../src/server/features/channels/connect-channel.ts'
import type { Provider } from '../../src/server/provider/port.ts'
import { makePendingChannel } from '../support/channels.ts'
import { type Company, makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

/** Every call that the road makes, in its order. */
const CALLS = ['createApp', 'subscribe', 'setContact', 'embedLink', 'findApp', 'wabaInfo'] as const
type RoadCall = (typeof CALLS)[number]
type When = 'before' | 'after'

class Crash extends Error {}

describe('CH-11 the road survives a crash at every step', () => {
  let server: TestServer
  let company: Company
  let operator: TestPerson
  let owner: TestPerson
  let numbers = 600

  beforeAll(async () => {
    // No worker: the test is the process that dies.
    server = await startTestServer({ settings: { RUN: 'web' } })
    company = await makeCompany(server)
    operator = await makeOperator(server)
    owner = await makePerson(server, { companyId: company.id, role: 'owner' })
  })
  afterAll(() => server.stop())

  async function approved() {
    const { id } = await makePendingChannel(server, { companyId: company.id, requestedBy: owner.userId })
    expect((await operator.call('POST', `/operator/requests/${id}/approve`, {})).status).toBe(200)
    return id
  }

  const run = (channelId: string, provider: Provider = server.system.provider) =>
    connectChannel({ ...server.system, provider })({ companyId: company.id, channelId })

  /** A process that dies once, just before or just after the provider has acted. */
  function dying(name: RoadCall, when: When): Provider {
    const { provider } = server.system
    let alive = true
    const fatal = async (...args: unknown[]) => {
      if (!alive) throw new Error('a dead process calls nobody')
      alive = false
      if (when === 'after') await (provider[name] as (...given: unknown[]) => Promise<unknown>)(...args)
      throw new Crash()
    }
    return { ...provider, [name]: fatal }
  }

  const steps = async (channelId: string) => (await operator.call('GET', `/operator/requests/${channelId}`)).body.steps

  async function signUp(channelId: string): Promise<string> {
    const phone = `51900000${++numbers}`
    const { signUpLink } = await steps(channelId)
    await fetch(signUpLink, { method: 'POST', body: new URLSearchParams({ phone }), redirect: 'manual' })
    return `+${phone}`
  }

  async function expectFinished(channelId: string, identifier: string) {
    const [request] = await server.sql('select state from channel_request where channel_id = $1', [channelId])
    expect(request).toEqual({ state: 'done' })
    expect(await steps(channelId)).toMatchObject({ identifier, subscribed: true, contactSet: true, error: null })
    const apps = server.simulator.books.apps.where((app) => app.name === `score${channelId.replaceAll('-', '')}`)
    expect(apps).toHaveLength(1)
    // One in each version, however often they were asked for.
    expect(
      server.simulator.books
        .subscriptionsOf(apps[0]!.id)
        .map(({ tag }) => tag)
        .toSorted(),
    ).toEqual(['score', 'scorev3'])
    const live = await server.sql(`select from channel_event where channel_id = $1 and kind = 'live'`, [channelId])
    expect(live).toHaveLength(1)
  }

  test.each(CALLS.flatMap((name) => (['before', 'after'] as const).map((when) => [when, name] as const)))(
    'CH-11 the process dies %s %s has acted: one app, and a finished road',
    async (when, name) => {
      const channelId = await approved()
      const atTheEnd = name === 'findApp' || name === 'wabaInfo'
      if (!atTheEnd) await expect(run(channelId, dying(name, when))).rejects.toThrow(Crash)
      await run(channelId)
      const identifier = await signUp(channelId)
      if (atTheEnd) await expect(run(channelId, dying(name, when))).rejects.toThrow(Crash)
      await run(channelId)
      await expectFinished(channelId, identifier)
      // A further run finds nothing to do.
      await run(channelId)
      await expectFinished(channelId, identifier)
    },
  )

  const LOST: [string, Omit<CallStep, 'do'>][] = [
    ['of the app', { on: 'other', path: '/partner/app' }],
    ['of the subscription', { on: 'subscription' }],
    ['of the contact', { on: 'other', path: 'onboarding/contact' }],
    ['of the link', { on: 'other', path: 'embed/link' }],
  ]
  test.each(LOST)('CH-11 the answer %s is lost: it is found again', async (_, step) => {
    const channelId = await approved()
    server.simulator.script([{ ...step, do: 'answerLost' }])
    for (let tries = 0; (await steps(channelId)).signUpLink === null && tries < 5; tries += 1) {
      await run(channelId).catch(() => undefined)
    }
    const identifier = await signUp(channelId)
    await run(channelId)
    await expectFinished(channelId, identifier)
  })

  test('CH-11 a renewed link whose answer is lost is not made twice', async () => {
    const channelId = await approved()
    await run(channelId)
    const first = (await steps(channelId)).signUpLink
    expect((await operator.call('POST', `/operator/requests/${channelId}/resume`, { newLink: true })).status).toBe(200)
    await expect(run(channelId, dying('embedLink', 'before'))).rejects.toThrow(Crash)
    const made = server.simulator.books.links.all().length
    server.simulator.script([
      { on: 'other', path: 'embed/link', do: 'ok' },
      { on: 'other', path: 'embed/link', do: 'answerLost' },
    ])
    await run(channelId).catch(() => undefined)
    await run(channelId)
    const { signUpLink, linksLeft } = await steps(channelId)
    expect(signUpLink).not.toBe(first)
    expect(linksLeft).toBe(39)
    expect(server.simulator.books.links.all()).toHaveLength(made + 1)
  })

  test('CH-11 what the provider refuses stops the road, is shown once, and goes on when it is tried again', async () => {
    const channelId = await approved()
    await server.sql(`update channel_request set person_phone = '+123' where channel_id = $1`, [channelId])
    await run(channelId)
    await run(channelId)
    const stuck = await steps(channelId)
    expect(stuck).toMatchObject({ subscribed: true, contactSet: false, signUpLink: null })
    expect(stuck.error).toContain('Please provide valid details')
    const { body } = await operator.call('GET', '/operator/requests?state=open')
    expect(body.items.find((r: { channelId: string }) => r.channelId === channelId)).toMatchObject({ stuck: true })
    const errors = await server.sql(`select from channel_event where channel_id = $1 and kind = 'error'`, [channelId])
    expect(errors).toHaveLength(1)
    const bell = (await operator.call('GET', '/notifications')).body.items
    expect(bell.filter((n: { kind: string }) => n.kind === 'channel_stuck')).toHaveLength(1)
    await server.sql(`update channel_request set person_phone = '+51900000777' where channel_id = $1`, [channelId])
    expect((await operator.call('POST', `/operator/requests/${channelId}/resume`, {})).status).toBe(200)
    await run(channelId)
    const identifier = await signUp(channelId)
    await run(channelId)
    await expectFinished(channelId, identifier)
  })

  test('CH-9 CH-11 a number that another channel has is not taken from it', async () => {
    const [one, two] = [await approved(), await approved()]
    await run(one)
    const identifier = await signUp(one)
    await run(one)
    await run(two)
    await signUp(two)
    const app = server.simulator.books.apps.find((each) => each.name === `score${two.replaceAll('-', '')}`)!
    server.simulator.books.apps.put({ ...app, phone: identifier.slice(1) })
    await run(two)
    expect(await steps(two)).toMatchObject({ identifier: null })
    expect((await steps(two)).error).toContain(identifier)
  })

  test('CH-11 a declined road ends where it stands, whatever comes of its link', async () => {
    const channelId = await approved()
    await run(channelId)
    await operator.call('POST', `/operator/requests/${channelId}/decline`, { reason: 'No terminó el registro' })
    await signUp(channelId)
    await run(channelId)
    expect(await steps(channelId)).toMatchObject({ identifier: null, liveAt: null })
  })
})
