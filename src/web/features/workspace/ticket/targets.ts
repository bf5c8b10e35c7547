import { plain } from '../../../../rules/characters.ts'
import type { Outputs } from '../../../api.ts'

type Campaign = Outputs['tickets']['targets']['campaigns'][number]
export type Queue = Campaign['queues'][number]

/** What one can choose: a queue, or an agent of it. */
export interface Target {
  /** Of the form's field. */
  key: string
  campaign: Campaign
  queue: Queue
  agent: Queue['agents'][number] | null
  /** Where the ticket is now. */
  here: boolean
}

interface Now {
  queue: { id: string } | null
  agent: { id: string } | null
}

/** Every queue with its agents, as one list to be read from top to bottom. */
export const targetsOf = (campaigns: readonly Campaign[], now: Now): Target[] =>
  campaigns.flatMap((campaign) =>
    campaign.queues.flatMap((queue) => {
      const isHere = (agentId: string | null) => now.queue?.id === queue.id && (now.agent?.id ?? null) === agentId
      return [
        { key: queue.id, campaign, queue, agent: null, here: isHere(null) },
        ...queue.agents.map((agent) => ({
          key: `${queue.id} ${agent.id}`,
          campaign,
          queue,
          agent,
          here: isHere(agent.id),
        })),
      ]
    }),
  )

/** Those that fit by their own name or that of what they stand in; with an agent the queue stands there too. */
export function fitting(targets: readonly Target[], text: string): Target[] {
  const looked = plain(text.trim())
  const fits = (name: string) => plain(name).includes(looked)
  return targets.filter(({ campaign, queue, agent }) =>
    agent === null
      ? fits(campaign.name) || fits(queue.name) || queue.agents.some(({ name }) => fits(name))
      : fits(campaign.name) || fits(queue.name) || fits(agent.name),
  )
}
