import type { LiveTopic } from '../contract/live.ts'
import { orpc } from './api.ts'

type Keys = readonly (readonly unknown[])[]

/** With a channel or a campaign what was open in it may have ended, what waited been cancelled, and nothing can be written
 *  now, or again. */
const conversations = (): Keys => [
  orpc.workspace.ticket.key(),
  orpc.workspace.ticketMessages.key(),
  orpc.workspace.send.key(),
  orpc.workspace.sentMessages.key(),
]

/** What each announcement makes stale; the screens that show it refetch, the others when they are next opened. */
export const stale: Record<LiveTopic, (id: string) => Keys> = {
  channels: () => [
    orpc.channels.key(),
    orpc.channelRequests.key(),
    orpc.health.key(),
    orpc.exchanges.key(),
    orpc.reach.key(),
    orpc.workspace.templates.key(),
    ...conversations(),
  ],
  traffic: () => [],
  requests: () => [orpc.requests.key()],
  templates: () => [orpc.templates.key(), orpc.approvals.key(), orpc.reach.key(), orpc.workspace.templates.key()],
  campaigns: () => [
    orpc.campaigns.key(),
    orpc.channels.key(),
    orpc.reach.key(),
    orpc.savedAnswers.key(),
    orpc.workspace.places.key(),
    orpc.workspace.templates.key(),
    // Other queues, other tickets.
    orpc.workspace.tickets.key(),
    orpc.workspace.counts.key(),
    orpc.lists.key(),
    ...conversations(),
  ],
  people: () => [orpc.people.key(), orpc.session.key(), orpc.campaigns.key(), orpc.reach.key()],
  contacts: () => [orpc.contacts.key()],
  tickets: (id) => [orpc.workspace.ticket.key({ input: { id } }), orpc.tickets.timeline.key({ input: { id } })],
  messages: (id) => [
    orpc.workspace.ticketMessages.key({ input: { id } }),
    orpc.workspace.sentMessages.key({ input: { id } }),
  ],
  presence: (id) => [orpc.presence.list.key({ input: { id } })],
  sends: (id) => [orpc.workspace.sent.key(), orpc.workspace.send.key({ input: { id } })],
  alarms: () => [orpc.alarms.key(), orpc.health.list.key()],
  notifications: () => [orpc.notifications.key()],
  agents: () => [orpc.agents.day.key()],
  state: () => [orpc.agents.mine.key()],
  given: () => [],
}

/** Lists that ask for what has changed while they are shown: stale only for who comes back to them. */
export const staleWhenBack: Partial<Record<LiveTopic, Keys>> = { tickets: [orpc.workspace.tickets.key()] }

const searches: Keys = [orpc.lists.search.key(), orpc.lists.searchMessages.key()]

/** What it makes stale beside that, and nobody needs to see change more than every other second. */
export const slow: Partial<Record<LiveTopic, Keys>> = {
  traffic: [orpc.channels.key(), orpc.health.key(), orpc.exchanges.key(), orpc.contacts.looseMessages.key()],
  agents: [orpc.supervision.key()],
  tickets: [
    orpc.workspace.counts.key(),
    ...searches,
    orpc.supervision.board.key(),
    orpc.channels.switchOffFigures.key(),
  ],
  sends: [orpc.workspace.counts.key(), ...searches, orpc.channels.switchOffFigures.key()],
}
