import * as z from 'zod'
import { agentStates } from '../rules/agent-state.ts'
import { id, nothing, pageOf, paging, route } from './route.ts'
import { TicketEvent } from './ticket-events.ts'

const Named = z.object({ id, name: z.string() })
const note = z.string().trim().max(1000).nullable().default(null)

const TargetAgent = Named.extend({
  /** How many open tickets they hold. */
  open: z.number(),
  state: z.enum(agentStates),
  /** There, by a live stream or a heartbeat; else "sin conexión". */
  present: z.boolean(),
})

/** Where a ticket can go (TK-9). */
export const TicketTargets = z.object({
  campaigns: z.array(
    Named.extend({
      /** The contact's open ticket there, which the transferred one would join. */
      openTicket: z.object({ id, number: z.number(), queue: Named.nullable(), agent: Named.nullable() }).nullable(),
      queues: z.array(
        Named.extend({
          /** Whether it has the number that the contact last wrote over. */
          hasChannel: z.boolean(),
          /** Tickets that wait there, 1,000 at most. */
          waiting: z.number(),
          agents: z.array(TargetAgent),
        }),
      ),
    }),
  ),
})

const Moved = z.object({
  /** Where it goes on: the ticket itself, or the one in the other campaign. */
  ticketId: id,
  number: z.number(),
  /** What can be undone as long as nobody has done anything since; null for what cannot. */
  eventId: id.nullable(),
})

export const tickets = {
  timeline: route('workspace.read', {
    method: 'GET',
    path: '/tickets/{id}/timeline',
    summary: 'What happened to a ticket, newest first',
    tag: 'workspace',
  })
    .input(z.object({ id, ...paging }))
    .output(pageOf(TicketEvent)),
  targets: route('workspace.handle', {
    method: 'GET',
    path: '/tickets/{id}/targets',
    summary: 'Where a ticket can be transferred to',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(TicketTargets),
  transfer: route('workspace.handle', {
    method: 'POST',
    path: '/tickets/{id}/transfer',
    summary: 'Transfer to a queue or one of its agents; in another campaign it goes on in a ticket of that one',
    tag: 'workspace',
  })
    .input(z.object({ id, queueId: id, agentId: id.nullable().default(null), note }))
    .output(Moved),
  takeOver: route('workspace.supervise', {
    method: 'POST',
    path: '/tickets/{id}/take-over',
    summary: 'Take a ticket from whoever holds it',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(Moved),
  giveBack: route('workspace.handle', {
    method: 'POST',
    path: '/tickets/{id}/give-back',
    summary: 'Give a ticket back to its queue',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(Moved),
  undo: route('workspace.handle', {
    method: 'POST',
    path: '/tickets/{id}/undo',
    summary: 'Take back what I did last, if nothing has happened since',
    tag: 'workspace',
  })
    .input(z.object({ id, eventId: id }))
    .output(nothing),
}
