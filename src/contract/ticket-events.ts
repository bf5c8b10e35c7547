import * as z from 'zod'
import { id, time } from './route.ts'

const Named = z.object({ id, name: z.string() })

/** What can happen to a ticket, as its timeline tells it. */
export const ticketEventKind = z.enum([
  'opened',
  /** An agent took it out of the queue. */
  'taken',
  /** Somebody, or the distribution, gave it to `agent`; before it was with `fromAgent` or nobody. */
  'assigned',
  /** The actor took it from `fromAgent`. */
  'taken_over',
  /** Back to the queue from `fromAgent`, with the `reason`. */
  'given_back',
  /** Inside its campaign: from queue to queue, perhaps to an `agent`; by the system with a `reason`. */
  'moved',
  /** To another campaign, where it goes on in `ticket`: this one is closed. */
  'transferred_out',
  'transferred_in',
  /** What the actor did last was taken back; it is again as it was. */
  'undone',
  /** `ticket` of the same contact was joined to this one (TK-2). */
  'merged',
  'template_sent',
  /** The contact tapped a button (WS-3). */
  'tapped',
  'channel_joined',
  'channel_ended',
  'closed',
])
export type TicketEventKind = z.infer<typeof ticketEventKind>

/** Why by the system, or why given back. */
export const ticketEventReason = z.enum([
  // given_back
  'by_hand',
  'left_queue',
  'deactivated',
  'away',
  'unanswered',
  // assigned
  'distribution',
  // moved
  'queue_off',
  'queue_deleted',
])

/** Names as they were then; null for "Sin cola". */
export const TicketEventData = z.object({
  agent: Named.optional(),
  fromAgent: Named.optional(),
  queue: Named.nullable().optional(),
  fromQueue: Named.nullable().optional(),
  campaign: Named.optional(),
  fromCampaign: Named.optional(),
  ticket: z.object({ id, number: z.number() }).optional(),
  reason: ticketEventReason.optional(),
  note: z.string().optional(),
  template: z.string().optional(),
  button: z.string().optional(),
  channel: z.string().optional(),
  disposition: z.string().optional(),
  /** Of `opened`: which road of TK-5; of `closed` and `channel_ended`: TK-10. */
  because: z.string().optional(),
})
export type TicketEventData = z.infer<typeof TicketEventData>

export const TicketEvent = z.object({
  id,
  at: time,
  kind: ticketEventKind,
  /** Null: the system, or the contact. */
  actor: z.object({ id: id.nullable(), name: z.string() }).nullable(),
  data: TicketEventData,
})
