import * as z from 'zod'
import { roleName } from './people.ts'
import { id, pageOf, paging, route, search } from './route.ts'
import { category, templateStatus } from './templates.ts'

/** AS-3: what hides a template, worst first; `src/rules/template-reach.ts` says when. */
const Bar = z.enum([
  'made_elsewhere',
  'not_approved',
  'held_back',
  'off',
  'channel',
  'not_assigned',
  'no_queues',
  'campaign_off',
  'queue_off',
  'inactive',
  'only_looks',
  'not_in_queue',
])

const Channel = z.object({ id, alias: z.string(), state: z.enum(['pending', 'inactive', 'interrupted', 'active']) })
const Queue = z.object({ id, name: z.string(), campaignName: z.string() })

/** Whether it is seen, through which queues (at most the first few), and why not. */
const Sight = z.object({
  sees: z.boolean(),
  through: z.array(Queue.extend({ whole: z.boolean().describe('By the tick of its campaign, not its own') })),
  throughTotal: z.number(),
  bars: z.array(Bar).describe('What hides it; empty when it is seen'),
})

const sought = { ...paging, search, sees: z.stringbool().optional().describe('Only those that do, or that do not') }
const counts = { seeing: z.number(), total: z.number() }

export const reach = {
  ofTemplate: route('templates.read', {
    method: 'GET',
    path: '/templates/{id}/reach',
    summary: '¿Quién la ve?',
    tag: 'templates',
  })
    .input(z.object({ ...sought, id }))
    .output(
      pageOf(
        Sight.extend({
          userId: id,
          name: z.string(),
          role: roleName,
          supervises: z.boolean().describe('Every queue is theirs'),
        }),
      ).extend({
        ...counts,
        status: templateStatus,
        statusWord: z.string(),
        channel: Channel,
        bars: z.array(Bar).describe('What hides it from everybody'),
        places: z
          .array(
            Queue.extend({
              campaignId: id,
              whole: z.boolean(),
              bar: z.enum(['campaign_off', 'queue_off']).nullable(),
              lacksChannel: z.boolean().describe('A hint: it is seen all the same, but answers come elsewhere'),
            }),
          )
          .describe('The queues it is assigned to, of campaigns too; with the first page only'),
      }),
    ),
  ofPerson: route('people.read', {
    method: 'GET',
    path: '/people/{userId}/templates',
    summary: '¿Qué ve esta persona?',
    tag: 'people',
  })
    .input(z.object({ ...sought, userId: id }))
    .output(
      pageOf(
        Sight.extend({
          id,
          name: z.string(),
          displayName: z.string(),
          language: z.string(),
          category,
          status: templateStatus,
          statusWord: z.string(),
          channel: Channel,
        }),
      ).extend({
        ...counts,
        bar: z.enum(['inactive', 'only_looks']).nullable(),
        supervises: z.boolean(),
        queues: z.number(),
      }),
    ),
}
