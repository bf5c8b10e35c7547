import { agentRoutes } from '../features/agents/routes.ts'
import { campaignsRoutes } from '../features/campaigns/routes.ts'
import { healthRoutes } from '../features/channels/health-routes.ts'
import { channelRequestRoutes } from '../features/channels/request-routes.ts'
import { requestsRoutes } from '../features/channels/requests-routes.ts'
import { channelRoutes } from '../features/channels/routes.ts'
import { companiesRoutes } from '../features/companies/routes.ts'
import { contactRoutes } from '../features/contacts/routes.ts'
import { messageRoutes } from '../features/conversations/message-routes.ts'
import { conversationRoutes } from '../features/conversations/routes.ts'
import { eventRoutes } from '../features/events/routes.ts'
import { exchangesRoutes } from '../features/exchanges/routes.ts'
import { mediaRoutes } from '../features/media/routes.ts'
import { notificationsRoutes } from '../features/notifications/routes.ts'
import { peopleRoutes } from '../features/people/routes.ts'
import { presenceRoutes } from '../features/presence/routes.ts'
import { reachRoutes } from '../features/reach/routes.ts'
import { savedAnswerRoutes } from '../features/saved-answers/routes.ts'
import { sessionRoutes } from '../features/session/routes.ts'
import { approvalRoutes } from '../features/templates/approval-routes.ts'
import { supervisionRoutes } from '../features/supervision/routes.ts'
import { templateRoutes } from '../features/templates/routes.ts'
import { listRoutes, ticketActionRoutes, ticketRoutes } from '../features/tickets/routes.ts'
import { alarmsRoutes } from '../features/upkeep/routes.ts'
import { liveRoutes } from '../live/routes.ts'

/** Every route of the contract with its handler; a missing one does not type-check. */
export const router = {
  session: sessionRoutes,
  people: peopleRoutes,
  companies: companiesRoutes,
  channels: channelRoutes,
  channelRequests: channelRequestRoutes,
  requests: requestsRoutes,
  templates: templateRoutes,
  approvals: approvalRoutes,
  reach: reachRoutes,
  campaigns: campaignsRoutes,
  contacts: contactRoutes,
  savedAnswers: savedAnswerRoutes,
  lists: listRoutes,
  workspace: { ...ticketRoutes, ...conversationRoutes },
  tickets: ticketActionRoutes,
  media: mediaRoutes,
  messages: messageRoutes,
  presence: presenceRoutes,
  live: liveRoutes,
  notifications: notificationsRoutes,
  health: healthRoutes,
  events: eventRoutes,
  exchanges: exchangesRoutes,
  alarms: alarmsRoutes,
  agents: agentRoutes,
  supervision: supervisionRoutes,
}
