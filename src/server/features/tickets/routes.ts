import { os } from '../../http/os.ts'
import { closeTicket } from './close-ticket.ts'
import { getTicket } from './get-ticket.ts'
import { countTickets, listTickets } from './list-tickets.ts'
import { takeTicket } from './take-ticket.ts'

export const ticketRoutes = {
  tickets: os.workspace.tickets.handler(({ context, input }) => listTickets(context, input)),
  counts: os.workspace.counts.handler(({ context }) => countTickets(context)),
  ticket: os.workspace.ticket.handler(({ context, input }) => getTicket(context, input.id)),
  take: os.workspace.take.handler(({ context, input }) => takeTicket(context, input.id)),
  close: os.workspace.close.handler(({ context, input }) => closeTicket(context, input)),
}
