import * as fc from 'fast-check'
import { makeCampaign, makeQueue } from '../../../../tests/support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import type { TestServer } from '../../../../tests/support/test-server.ts'
import { newId } from '../../database/id.ts'

/** A world of two campaigns with three queues, two channels and four people; what is drawn is how they stand. */
export const drawnWorld = fc.record({
  campaigns: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
  queues: fc.array(fc.record({ campaign: fc.nat(1), active: often(), deleted: seldom() }), {
    minLength: 3,
    maxLength: 3,
  }),
  channels: fc.array(fc.constantFrom('active', 'active', 'off', 'interrupted', 'deleted'), {
    minLength: 2,
    maxLength: 2,
  }),
  people: fc.array(
    fc.record({
      role: fc.constantFrom('agent' as const, 'agent' as const, 'admin' as const),
      agentMode: fc.boolean(),
      active: often(),
      queues: fc.subarray([0, 1, 2]),
    }),
    { minLength: 4, maxLength: 4 },
  ),
  templates: fc.array(
    fc.record({
      channel: fc.nat(1),
      word: fc.constantFrom('APPROVED', 'APPROVED', 'FLAGGED', 'PAUSED', 'ARCHIVED', 'REJECTED', 'PENDING', 'NEW_WORD'),
      active: often(),
      known: often(),
      foreign: seldom(),
      deleted: seldom(),
      whole: fc.subarray([0, 1], { maxLength: 1 }),
      queues: fc.subarray([0, 1, 2]),
    }),
    { minLength: 4, maxLength: 6 },
  ),
})

function often() {
  return fc.nat(5).map((n) => n > 0)
}
function seldom() {
  return fc.nat(7).map((n) => n === 0)
}

type World = typeof drawnWorld extends fc.Arbitrary<infer W> ? W : never

export async function layOut(server: TestServer, companyId: string, drawn: World) {
  const channels: TestChannel[] = []
  for (const state of drawn.channels) {
    const channel = await makeActiveChannel(server, { companyId, enabled: state !== 'off' })
    if (state === 'deleted') await server.sql('update channel set deleted_at = now() where id = $1', [channel.id])
    if (state === 'interrupted')
      await server.sql(
        `insert into channel_interruption (company_id, channel_id, id, cause) values ($1, $2, $3, 'restricted')`,
        [companyId, channel.id, newId()],
      )
    channels.push(channel)
  }
  const campaigns: { id: string }[] = []
  for (const active of drawn.campaigns) {
    const campaign = await makeCampaign(server, { companyId })
    await server.sql('update campaign set active = $2 where id = $1', [campaign.id, active])
    campaigns.push(campaign)
  }
  const queues: { id: string; campaignId: string }[] = []
  for (const { campaign, active, deleted } of drawn.queues) {
    const campaignId = campaigns[campaign]!.id
    const queue = await makeQueue(server, { companyId, campaignId, active })
    if (deleted) await server.sql('update queue set deleted_at = now() where id = $1', [queue.id])
    queues.push({ ...queue, campaignId })
  }
  const people: TestPerson[] = []
  for (const { role, queues: own, ...standing } of drawn.people)
    people.push(
      await makePerson(server, {
        companyId,
        role,
        ...standing,
        queues: own.map((n) => queues[n]!.id),
      }),
    )
  const templates: { id: string }[] = []
  for (const { channel, word, known, foreign, deleted, whole, queues: own, active } of drawn.templates) {
    const assignedTo = [
      ...whole.map((n) => ({ campaignId: campaigns[n]!.id })),
      ...own.map((n) => ({ campaignId: queues[n]!.campaignId, queueId: queues[n]!.id })),
    ]
    const made = await makeApprovedTemplate(server, { companyId, channel: channels[channel]!, active, assignedTo })
    const status = word === 'REJECTED' ? 'rejected' : word === 'PENDING' ? 'pending' : 'approved'
    await server.sql(
      `update template set status = $2, status_word = $3, provider_id = case when $4 then provider_id end,
         unsendable = case when $5 then 'carousel' end, deleted_at = case when $6 then now() end where id = $1`,
      [made.id, status, word, known, foreign, deleted],
    )
    templates.push(made)
  }
  return { people, templates }
}
