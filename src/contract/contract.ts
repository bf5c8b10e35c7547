import { agents } from './agents.ts'
import { alarms } from './alarms.ts'
import { approvals } from './approvals.ts'
import { campaigns } from './campaigns.ts'
import { channelRequests } from './channel-requests.ts'
import { channels } from './channels.ts'
import { companies } from './companies.ts'
import { contacts } from './contacts.ts'
import { events } from './events.ts'
import { exchanges } from './exchanges.ts'
import { health } from './health.ts'
import { live } from './live.ts'
import { media } from './media.ts'
import { messages } from './messages.ts'
import { notifications } from './notifications.ts'
import { people } from './people.ts'
import { presence } from './presence.ts'
import { reach } from './reach.ts'
import { requests } from './requests.ts'
import { savedAnswers } from './saved-answers.ts'
import { session } from './session.ts'
import { supervision } from './supervision.ts'
import { templates } from './templates.ts'
import { tickets } from './tickets.ts'
import { lists } from './ticket-lists.ts'
import { workspace } from './workspace.ts'

/** Everything server and web promise each other, under /api. */
export const contract = {
  events,
  health,
  exchanges,
  alarms,
  agents,
  supervision,
  session,
  people,
  companies,
  channels,
  requests,
  channelRequests,
  templates,
  approvals,
  reach,
  campaigns,
  contacts,
  savedAnswers,
  workspace,
  tickets,
  lists,
  media,
  messages,
  presence,
  live,
  notifications,
}
