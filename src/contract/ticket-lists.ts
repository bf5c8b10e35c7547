import * as z from 'zod'
import { campaigns } from './campaigns.ts'
import { id, route, time } from './route.ts'
import { SentRow, TicketRow } from './workspace.ts'

const Named = z.object({ id, name: z.string() })
const sought = z.object({ search: z.string().trim().min(2).max(100) })
const { hours, holidays } = campaigns.queue['~orpc'].outputSchema!.shape

/** Finding one's way in the tickets: what a list can be narrowed to, and searches over all that one may see. */
export const lists = {
  filters: route('workspace.read', {
    method: 'GET',
    path: '/tickets/filters',
    summary: 'What ticket lists can be narrowed to, and what each queue promises',
    tag: 'workspace',
  }).output(
    z.object({
      campaigns: z.array(Named),
      queues: z.array(
        Named.extend({
          campaignId: id,
          /** Within so many seconds of open time somebody answers (HR-3). */
          serviceLevelSeconds: z.number(),
          hours,
          holidays,
        }),
      ),
      channels: z.array(z.object({ id, alias: z.string(), identifier: z.string().nullable() })),
      agents: z.array(Named),
    }),
  ),
  search: route('workspace.read', {
    method: 'GET',
    path: '/tickets/search',
    summary:
      'Tickets by name, number of the ticket, or phone, open ones first, then the newest; and sends without answer',
    tag: 'workspace',
  })
    .input(sought)
    .output(
      z.object({
        items: z.array(TicketRow),
        sends: z.array(SentRow),
        /** There are others: a longer word or the number finds them. */
        more: z.boolean(),
      }),
    ),
  searchMessages: route('workspace.read', {
    method: 'GET',
    path: '/tickets/search/messages',
    summary: 'Tickets in whose messages all of these words stand, each with the newest such message',
    tag: 'workspace',
  })
    .input(sought)
    .output(
      z.object({
        items: z.array(z.object({ ticket: TicketRow, message: z.object({ id, text: z.string(), at: time }) })),
        /** There are others, or time was up before all had been looked through, newest first. */
        more: z.boolean(),
      }),
    ),
}
