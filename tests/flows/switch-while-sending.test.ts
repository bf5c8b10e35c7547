import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

/** Slow enough that there is always something that waits. */
const A_SECOND = '6'
const AGENTS = 4

let server: TestServer
let company: Company
let admin: TestPerson
let agents: TestPerson[]
let channel: TestChannel
let queueId: string
let template: { id: string }
let other: { id: string }
let n = 0

beforeAll(async () => {
  server = await startTestServer({ settings: { SENDS_PER_SECOND: A_SECOND } })
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  const companyId = company.id
  channel = await makeActiveChannel(server, { companyId, subscribed: true })
  const queue = { companyId, campaignId: company.defaultCampaignId, channels: [channel.id] }
  queueId = (await makeQueue(server, queue)).id
  admin = await makePerson(server, { companyId, role: 'admin' })
  agents = await Promise.all(
    Array.from({ length: AGENTS }, () => makePerson(server, { companyId, role: 'agent', queues: [queueId] })),
  )
  const made = { companyId, channel, assignedTo: [{ campaignId: company.defaultCampaignId }] }
  template = await makeApprovedTemplate(server, made)
  other = await makeApprovedTemplate(server, made)
})

interface Answer {
  status: number
  code: string | undefined
  messageId: string | undefined
  clientKey: string
}

async function send(agent: TestPerson, templateId: string): Promise<Answer> {
  const clientKey = randomUUID()
  const { status, body } = await agent.call('POST', '/workspace/sends', {
    clientKey,
    campaignId: company.defaultCampaignId,
    queueId,
    templateId,
    to: { phone: `+519006${String(++n).padStart(5, '0')}` },
    values: {},
  })
  return { status, code: body.code, messageId: body.messageId, clientKey }
}

/** Every agent sends, one message after the other, until the answer is no. */
async function sendUntilRefused(templateId: string): Promise<Answer[]> {
  const all = await Promise.all(
    agents.map(async (agent) => {
      const answers: Answer[] = []
      for (;;) {
        const answer = await send(agent, templateId)
        answers.push(answer)
        if (answer.status !== 200) return answers
      }
    }),
  )
  return all.flat()
}

interface Row {
  id: string
  status: number
  error_code: string | null
  external_id: string | null
  left_at: Date | null
  attempts: number
}
const rowsOf = (templateId: string) =>
  server.sql<Row>(
    'select id, status, error_code, external_id, left_at, attempts from message where channel_id = $1 and template_id = $2',
    [channel.id, templateId],
  )
const taken = () => server.simulator.books.sends.filter((sent) => sent.appId === channel.appId)
const someLeft = () =>
  until('some have left, and some wait', async () => {
    const waiting = (await rowsOf(template.id)).filter(({ status }) => status === 0).length
    return taken().length >= 3 && waiting >= 3
  })
const isSettled = (templateId: string) =>
  until(
    'nothing waits or is on its way',
    async () => (await rowsOf(templateId)).every(({ status }) => ![0, 1].includes(status)),
    20_000,
  )
/** By the database's clock, as `left_at` is. */
const clock = async () => (await server.sql<{ at: Date }>('select clock_timestamp() as at'))[0]!.at

/** What was answered with yes is there, what with no is not; each has one end, and Gupshup had exactly those that left. */
function isConsistent(
  rows: Row[],
  answers: Answer[],
  heldBack: { status: number; code: string },
  switchedAt: Date,
): void {
  expect(rows.map(({ id }) => id).toSorted()).toEqual(answers.flatMap(({ messageId }) => messageId ?? []).toSorted())
  const left = rows.filter(({ external_id: externalId }) => externalId !== null)
  const held = rows.filter(({ external_id: externalId }) => externalId === null)
  for (const row of left) {
    expect([3, 4, 6, 7]).toContain(row.status)
    expect(row.attempts).toBe(1)
    // Asked again as it left: not one was marked to leave once the switch stood.
    expect(row.left_at!.getTime()).toBeLessThanOrEqual(switchedAt.getTime())
  }
  for (const row of held) expect(row).toMatchObject({ status: heldBack.status, error_code: heldBack.code })
  expect(held.length).toBeGreaterThan(0)
  const externalIds = left.map(({ external_id: externalId }) => externalId!).toSorted()
  expect(
    taken()
      .map(({ messageId }) => messageId)
      .toSorted(),
  ).toEqual(externalIds)
}

describe('a switch in the midst of sending', () => {
  test.each([
    ['by itself', () => admin.call('PATCH', `/templates/${template.id}`, { active: false })],
    [
      'with many',
      () =>
        admin.call('POST', `/channels/${channel.id}/templates/switch`, { ids: [other.id, template.id], active: false }),
    ],
  ])(
    'TP-3 a template that is switched off, %s: what waits does not leave, nothing is lost or uncertain',
    async (_, off) => {
      const sending = sendUntilRefused(template.id)
      await someLeft()
      expect((await off()).status).toBe(200)
      const switchedAt = await clock()
      const answers = await sending
      expect(answers.filter(({ status }) => status !== 200).map(({ code }) => code)).toEqual(
        Array.from({ length: AGENTS }, () => 'template_not_sendable'),
      )
      await isSettled(template.id)
      isConsistent(await rowsOf(template.id), answers, { status: 5, code: 'template_not_sendable' }, switchedAt)

      // On again: what was held back stays so, and the next one leaves.
      const before = taken().length
      expect((await admin.call('PATCH', `/templates/${template.id}`, { active: true })).status).toBe(200)
      expect((await send(agents[0]!, template.id)).status).toBe(200)
      await until('it has left', () => taken().length === before + 1)
    },
  )

  test('CH-8 a number that is switched off: what waits is cancelled, what was leaving is settled, all of it has ended', async () => {
    const sending = sendUntilRefused(template.id)
    await someLeft()
    let off = { status: 409, body: {} as Record<string, unknown> }
    let shown = (await admin.call('GET', `/channels/${channel.id}/switch-off`)).body
    // It asks again while the figures grow, as the dialog does.
    while (off.status === 409) {
      off = await admin.call('POST', `/channels/${channel.id}/switch-off`, { shown })
      if (off.status === 409) shown = off.body['data'] as object
    }
    expect(off.status).toBe(200)
    const switchedAt = await clock()
    const answers = await sending
    await isSettled(template.id)
    const rows = await rowsOf(template.id)
    isConsistent(rows, answers, { status: -1, code: 'channel_off' }, switchedAt)
    // Exactly what was reported, and nothing is open.
    expect(rows.filter(({ status }) => status === -1)).toHaveLength(off.body['waitingMessages'] as number)
    expect(
      await server.sql('select from interaction where channel_id = $1 and ended_at is null', [channel.id]),
    ).toEqual([])

    const before = taken().length
    expect((await admin.call('POST', `/channels/${channel.id}/switch-on`, {})).status).toBe(200)
    expect((await send(agents[0]!, template.id)).status).toBe(200)
    await until('it has left', () => taken().length === before + 1)
    expect((await rowsOf(template.id)).filter(({ status }) => status === -1)).toHaveLength(
      off.body['waitingMessages'] as number,
    )
  })
})
