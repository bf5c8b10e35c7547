import * as z from 'zod'
import { QueueForm } from '../../../contract/campaigns.ts'
import { id } from '../../../contract/route.ts'
import type { Outputs } from '../../api.ts'
import type { AppForm } from '../../ui/form.tsx'
import type { Campaign } from './campaign.ts'

export const QueueSchema = QueueForm.extend({ campaignId: id })
export type QueueValues = z.infer<typeof QueueSchema>
export type QueueDetail = Outputs['campaigns']['queue']

/** What each section of the form is given. */
export interface SectionProps {
  form: AppForm<QueueValues>
  queue: QueueDetail | null
  campaigns: Campaign[]
}

/** What the form of a queue holds at first: what is known of it, or what a new one begins with. */
export function valuesOf(queue: QueueDetail | null, campaignId: string): QueueValues {
  return {
    campaignId,
    name: queue?.name ?? '',
    serviceLevelSeconds: queue?.serviceLevelSeconds ?? 60,
    queueOrder: queue?.queueOrder ?? 'oldest',
    distribution: queue?.distribution ?? 'manual',
    ticketLimit: queue?.ticketLimit ?? null,
    channelIds: queue?.channels.map((channel) => channel.id) ?? [],
    entryChannelIds: [],
    agentIds: queue?.agents.map((agent) => agent.id) ?? [],
    hours: queue?.hours ?? null,
    holidays: queue?.holidays ?? [],
    welcomeText: queue?.welcomeText ?? null,
    awayText: queue?.awayText ?? null,
  }
}
