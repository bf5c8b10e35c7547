import { may } from '../../../contract/permissions.ts'
import type { PersonFacts, Sight, TemplateFacts } from '../../../rules/template-reach.ts'
import type { MemberRow, ReachQueue, TemplateRow } from './store.ts'

const MOST_THROUGH = 5

export const templateFacts = (row: TemplateRow): TemplateFacts => ({
  status: row.status,
  statusWord: row.status_word,
  active: row.active,
  isKnown: row.is_known,
  isForeign: row.is_foreign,
  channelState: row.channel_state,
  assignments: row.ticks,
})

/** Asks the table that the Workspace's routes ask. */
export function personFacts({ role, agent_mode, active, queue_ids }: MemberRow): PersonFacts {
  const standing = { role, agentMode: agent_mode, isOperator: false }
  return {
    active,
    sends: may(standing, 'workspace.use'),
    supervises: may(standing, 'workspace.supervise'),
    queueIds: new Set(queue_ids),
  }
}

export const presentSight = ({ sees, through, bars }: Sight<ReachQueue>) => ({
  sees,
  through: through.slice(0, MOST_THROUGH).map(({ queue, whole }) => ({
    id: queue.id,
    name: queue.name,
    campaignName: queue.campaignName,
    whole,
  })),
  throughTotal: through.length,
  bars,
})

export const presentChannel = ({ channel_id, alias, channel_state }: TemplateRow) => ({
  id: channel_id,
  alias,
  state: channel_state,
})
