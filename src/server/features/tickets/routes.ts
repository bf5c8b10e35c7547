import { os } from '../../http/os.ts'
import { closeTicket } from './close-ticket.ts'
import { getTicket } from './get-ticket.ts'
import { getTimeline } from './get-timeline.ts'
import { giveTicketBack } from './give-back.ts'
import { countTickets, listTickets } from './list-tickets.ts'
import { takeTicketOver } from './take-over.ts'
import { listFilters } from './list-filters.ts'
import { searchMessages } from './search-messages.ts'
import { searchTickets } from './search-tickets.ts'
import { takeTicket } from './take-ticket.ts'
import { listTargets } from './targets.ts'
import { transferTicket } from './transfer-ticket.ts'
import { undoMove } from './undo-move.ts'

export const ticketRoutes = {
  tickets: os.workspace.tickets.handler(({ context, input }) => listTickets(context, input)),
  counts: os.workspace.counts.handler(({ context }) => countTickets(context)),
  ticket: os.workspace.ticket.handler(({ context, input }) => getTicket(context, input.id)),
  take: os.workspace.take.handler(({ context, input }) => takeTicket(context, input.id)),
  close: os.workspace.close.handler(({ context, input }) => closeTicket(context, input)),
}

export const ticketActionRoutes = {
  timeline: os.tickets.timeline.handler(({ context, input }) => getTimeline(context, input)),
  targets: os.tickets.targets.handler(({ context, input }) => listTargets(context, input.id)),
  transfer: os.tickets.transfer.handler(({ context, input }) => transferTicket(context, input)),
  takeOver: os.tickets.takeOver.handler(({ context, input }) => takeTicketOver(context, input.id)),
  giveBack: os.tickets.giveBack.handler(({ context, input }) => giveTicketBack(context, input.id)),
  undo: os.tickets.undo.handler(({ context, input }) => undoMove(context, input)),
}

export const listRoutes = {
  filters: os.lists.filters.handler(({ context }) => listFilters(context)),
  search: os.lists.search.handler(({ context, input }) => searchTickets(context, input.search)),
  searchMessages: os.lists.searchMessages.handler(({ context, input }) => searchMessages(context, input.search)),
}
