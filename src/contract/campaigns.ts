import * as z from 'zod'
import { id, nothing, route } from './route.ts'

const name = z.string().trim().min(1).max(80)

export const QueueForm = z.object({
  name,
  active: z.boolean().default(true),
  serviceLevelSeconds: z.number().int().min(1).max(86_400).default(60),
  queueOrder: z.enum(['oldest', 'newest', 'service_level']).default('oldest'),
  distribution: z.enum(['manual', 'round_robin', 'least_busy']).default('manual'),
  channelIds: z.array(id).max(100),
  agentIds: z.array(id).max(1000),
})

const Queue = z.object({
  id,
  name: z.string(),
  active: z.boolean(),
  serviceLevelSeconds: z.number(),
  queueOrder: QueueForm.shape.queueOrder.unwrap(),
  distribution: QueueForm.shape.distribution.unwrap(),
  channels: z.array(z.object({ id, alias: z.string(), isEntry: z.boolean(), switchedOff: z.boolean() })),
  agents: z.array(z.object({ id, name: z.string() })),
})

export const Campaign = z.object({
  id,
  name: z.string(),
  active: z.boolean(),
  isDefault: z.boolean(),
  dispositionRequired: z.boolean(),
  queues: z.array(Queue),
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
    summary: 'Rename, or require dispositions',
    tag: 'campaigns',
  })
    .input(z.object({ id, name: name.optional(), dispositionRequired: z.boolean().optional() }))
    .output(nothing),
  createQueue: route('campaigns.write', {
    method: 'POST',
    path: '/campaigns/{campaignId}/queues',
    summary: 'Create a queue',
    tag: 'campaigns',
  })
    .input(QueueForm.extend({ campaignId: id }))
    .output(z.object({ id })),
  updateQueue: route('campaigns.write', {
    method: 'PUT',
    path: '/queues/{id}',
    summary: 'Change a queue, its channels and agents',
    tag: 'campaigns',
  })
    .input(QueueForm.extend({ id }))
    .output(nothing),
}
