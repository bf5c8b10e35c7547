import * as z from 'zod'
import { misplacedSpan } from '../rules/business-hours.ts'
import { dispositionRoutes } from './dispositions.ts'
import { id, nothing, route, time } from './route.ts'

const name = z.string().trim().min(1).max(80)
const count = z.number().int().min(0)
const Named = z.object({ id, name: z.string() })

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const Day = z
  .array(z.object({ from: clock, to: clock }))
  .max(6)
  .superRefine((spans, context) => {
    const at = misplacedSpan(spans)
    if (at !== null) context.addIssue({ code: 'custom', path: [at], message: 'ends before it begins, or overlaps' })
  })

export const QueueForm = z.object({
  name,
  serviceLevelSeconds: z.number().int().min(1).max(86_400).default(60),
  queueOrder: z.enum(['oldest', 'newest', 'service_level']).default('oldest'),
  distribution: z.enum(['manual', 'round_robin', 'least_busy']).default('manual'),
  /** How many open tickets an agent is given at most; null is as many as come. */
  ticketLimit: z.number().int().min(1).max(500).nullable().default(null),
  channelIds: z.array(id).max(100),
  /** Of these channels it becomes the entry queue; which of the others it is stays as it is. */
  entryChannelIds: z.array(id).max(100).default([]),
  agentIds: z.array(id).max(1000),
  /** Seven days from Monday, by the company's clock; null is always open (HR-2). */
  hours: z.array(Day).length(7).nullable().default(null),
  holidays: z
    .array(z.object({ date: z.iso.date(), name }))
    .max(100)
    .default([]),
  /** Said to who opens a ticket, while the queue is open and while it is closed (HR-3). */
  welcomeText: z.string().trim().min(1).max(1024).nullable().default(null),
  awayText: z.string().trim().min(1).max(1024).nullable().default(null),
})

const queueFacts = {
  id,
  name: z.string(),
  active: z.boolean(),
  serviceLevelSeconds: z.number(),
  queueOrder: QueueForm.shape.queueOrder.unwrap(),
  distribution: QueueForm.shape.distribution.unwrap(),
  ticketLimit: z.number().nullable(),
  channels: z.array(z.object({ id, alias: z.string(), isEntry: z.boolean(), switchedOff: z.boolean() })),
  agents: z.array(Named),
}

const QueueRow = z.object({
  ...queueFacts,
  /** Open tickets that nobody has taken, and that somebody holds. */
  waiting: z.number(),
  held: z.number(),
  /** By its business hours, now; `opensAt` is null while it is open, and where it never opens. */
  open: z.boolean(),
  opensAt: time.nullable(),
})

const QueueDetail = z.object({
  ...queueFacts,
  campaign: Named,
  hours: QueueForm.shape.hours.unwrap(),
  holidays: QueueForm.shape.holidays.unwrap(),
  welcomeText: z.string().nullable(),
  awayText: z.string().nullable(),
})

export const Campaign = z.object({
  id,
  name: z.string(),
  active: z.boolean(),
  isDefault: z.boolean(),
  dispositionRequired: z.boolean(),
  /** How many outcomes can be chosen when a ticket is closed. */
  dispositions: z.number(),
  queues: z.array(QueueRow),
})

/** A channel that loses queues; `entry`: one of them is its entry queue, `next` the one that is so afterwards, if any. */
const LostChannel = z.object({ id, alias: z.string(), entry: z.boolean(), next: z.string().nullable() })

/** What switching a campaign off, or deleting it, does now (AS-4). */
export const CampaignEnd = z.object({
  queues: z.array(Named).max(10_000),
  channels: z.array(LostChannel).max(10_000),
  tickets: count,
  sendsWithoutAnswer: count,
  waitingMessages: count,
  /** Templates that can be sent from it. */
  templates: count,
  /** The campaign that is the default one afterwards, if this one is. */
  nextDefault: Named.nullable(),
})

/** What switching a queue off, or deleting it, does now (AS-4, TK-5). */
export const QueueEnd = z.object({
  waiting: count,
  held: count,
  /** Where its open tickets go; without queue they stand under "Sin cola". */
  moves: z.array(z.object({ queueId: id.nullable(), name: z.string().nullable(), tickets: count })).max(10_000),
  sendsWithoutAnswer: count,
  channels: z.array(LostChannel).max(10_000),
  /** Templates that are assigned to this very queue. */
  templates: count,
})

export const campaigns = {
  list: route('campaigns.read', {
    method: 'GET',
    path: '/campaigns',
    summary: 'Campaigns with their queues',
    tag: 'campaigns',
  }).output(z.array(Campaign)),
  create: route('campaigns.write', {
    method: 'POST',
    path: '/campaigns',
    summary: 'Create a campaign',
    tag: 'campaigns',
  })
    .input(z.object({ name, dispositionRequired: z.boolean().default(false) }))
    .output(z.object({ id })),
  update: route('campaigns.write', {
    method: 'PATCH',
    path: '/campaigns/{id}',
    summary: 'Rename, require dispositions, or make it the default campaign',
    tag: 'campaigns',
  })
    .input(
      z.object({
        id,
        name: name.optional(),
        dispositionRequired: z.boolean().optional(),
        isDefault: z.literal(true).optional(),
      }),
    )
    .output(nothing),
  endFigures: route('campaigns.write', {
    method: 'GET',
    path: '/campaigns/{id}/switch-off',
    summary: 'What switching a campaign off, or deleting it, will do',
    tag: 'campaigns',
  })
    .input(z.object({ id }))
    .output(CampaignEnd),
  switchOff: route('campaigns.write', {
    method: 'POST',
    path: '/campaigns/{id}/switch-off',
    summary: 'Switch a campaign off',
    tag: 'campaigns',
  })
    .input(z.object({ id, shown: CampaignEnd }))
    .output(CampaignEnd),
  switchOn: route('campaigns.write', {
    method: 'POST',
    path: '/campaigns/{id}/switch-on',
    summary: 'Switch a campaign on',
    tag: 'campaigns',
  })
    .input(z.object({ id }))
    .output(nothing),
  remove: route('campaigns.write', {
    method: 'POST',
    path: '/campaigns/{id}/deletion',
    summary: 'Delete a campaign, with its name typed and what was shown',
    tag: 'campaigns',
  })
    .input(z.object({ id, name: z.string().max(80), shown: CampaignEnd }))
    .output(CampaignEnd),
  ...dispositionRoutes,
  createQueue: route('campaigns.write', {
    method: 'POST',
    path: '/campaigns/{campaignId}/queues',
    summary: 'Create a queue',
    tag: 'campaigns',
  })
    .input(QueueForm.extend({ campaignId: id }))
    .output(z.object({ id })),
  queue: route('campaigns.read', {
    method: 'GET',
    path: '/queues/{id}',
    summary: 'One queue with its hours and messages',
    tag: 'campaigns',
  })
    .input(z.object({ id }))
    .output(QueueDetail),
  updateQueue: route('campaigns.write', {
    method: 'PUT',
    path: '/queues/{id}',
    summary: 'Change a queue, its channels and agents',
    tag: 'campaigns',
  })
    .input(QueueForm.extend({ id }))
    .output(nothing),
  queueEndFigures: route('campaigns.write', {
    method: 'GET',
    path: '/queues/{id}/switch-off',
    summary: 'What switching a queue off, or deleting it, will do',
    tag: 'campaigns',
  })
    .input(z.object({ id }))
    .output(QueueEnd),
  switchQueueOff: route('campaigns.write', {
    method: 'POST',
    path: '/queues/{id}/switch-off',
    summary: 'Switch a queue off',
    tag: 'campaigns',
  })
    .input(z.object({ id, shown: QueueEnd }))
    .output(QueueEnd),
  switchQueueOn: route('campaigns.write', {
    method: 'POST',
    path: '/queues/{id}/switch-on',
    summary: 'Switch a queue on',
    tag: 'campaigns',
  })
    .input(z.object({ id }))
    .output(nothing),
  removeQueue: route('campaigns.write', {
    method: 'POST',
    path: '/queues/{id}/deletion',
    summary: 'Delete a queue, with its name typed and what was shown',
    tag: 'campaigns',
  })
    .input(z.object({ id, name: z.string().max(80), shown: QueueEnd }))
    .output(QueueEnd),
}
