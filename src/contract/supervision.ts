import * as z from 'zod'
import { AgentNow } from './agents.ts'
import { QueueForm } from './campaigns.ts'
import { roleName } from './people.ts'
import { id, pageOf, paging, route, time } from './route.ts'

const Named = z.object({ id, name: z.string() })
/** 1,000 at most are counted. */
const count = z.number().int()

const BoardQueue = z.object({
  id,
  name: z.string(),
  campaign: Named,
  distribution: QueueForm.shape.distribution.unwrap(),
  ticketLimit: z.number().nullable(),
  serviceLevelSeconds: z.number(),
  /** By its business hours, now; `opensAt` is null while it is open, and where it never opens. */
  open: z.boolean(),
  opensAt: time.nullable(),
  waiting: count,
  /** Of the ticket that waits longest: since when, and for how much open time (HR-3). */
  oldest: z.object({ openedAt: time, openSeconds: z.number() }).nullable(),
  /** Open tickets that somebody holds. */
  held: count,
  /** Who attends it, and how many of them are there and disponible. */
  agents: count,
  available: count,
})

const BoardAgent = AgentNow.extend({
  userId: id,
  name: z.string(),
  role: roleName,
  /** Works with tickets; else an owner or admin without "modo agente", who holds some all the same. */
  works: z.boolean(),
  /** Open tickets of all queues. */
  open: count,
  queues: z.array(Named.extend({ held: count })),
})

export const Board = z.object({
  at: time,
  queues: z.array(BoardQueue),
  agents: z.array(BoardAgent),
  /** Open tickets "Sin cola". */
  noQueue: count,
})

/** HR-3: of the tickets opened today, those that an agent had within the service level, in open hours, and those that not;
 *  who still waits within it is in neither. */
export const ServiceLevel = z.object({ queueId: id, met: count, missed: count })

const BoardTicket = z.object({
  id,
  number: z.number(),
  contact: Named,
  queue: Named.nullable(),
  agent: Named.nullable(),
  openedAt: time,
  lastText: z.string(),
})

export const supervision = {
  board: route('workspace.supervise', {
    method: 'GET',
    path: '/supervision',
    summary: 'Queues and agents as they are now',
    tag: 'supervision',
  }).output(Board),
  tickets: route('workspace.supervise', {
    method: 'GET',
    path: '/supervision/tickets',
    summary: 'Open tickets of an agent, or those of a queue that wait or are held, oldest first',
    tag: 'supervision',
  })
    .input(
      z.object({
        ...paging,
        agentId: id.optional(),
        queueId: id.optional(),
        view: z.enum(['waiting', 'held']).default('held'),
      }),
    )
    .output(pageOf(BoardTicket)),
  serviceLevels: route('workspace.supervise', {
    method: 'GET',
    path: '/supervision/service-levels',
    summary: "Today's service level of each queue",
    tag: 'supervision',
  }).output(z.array(ServiceLevel)),
}
