import * as z from 'zod'
import { id, listOf, route, search } from './route.ts'

export const category = z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION'])
export const templateStatus = z.enum(['pending', 'approved', 'rejected'])

/** So many templates a number has at most (LIM-01), and so many can be chosen at once. */
export const MOST_TEMPLATES = 6000

export const Assignment = z.object({ campaignId: id, queueId: id.nullable() })

export const TemplateFilter = z.object({
  channelId: id,
  search,
  category: listOf(category),
  status: listOf(templateStatus),
  active: z.stringbool().optional(),
  language: listOf(z.string().max(10)),
})

/** Templates of one number, chosen one by one or as all that fit a filter; those that are gone meanwhile are passed over. */
const Chosen = z.object({ channelId: id, ids: z.array(id).min(1).max(MOST_TEMPLATES) })

/** What a switch or an assignment of these would touch, exact at this moment. */
export const ManyFigures = z.object({
  templates: z.number(),
  gone: z.number(),
  on: z.number(),
  off: z.number(),
  approved: z.number().describe('Of those that are on: what agents can send now, where it is assigned'),
  assigned: z.number(),
  waitingMessages: z.number().describe('Wait to leave with one of these, and would not'),
  places: z.array(Assignment.extend({ templates: z.number() })).describe('Each tick, and how many of these have it'),
})

export const templateMany = {
  ids: route('templates.write', {
    method: 'GET',
    path: '/channels/{channelId}/templates/ids',
    summary: 'Seleccionar todas: which templates fit a filter',
    tag: 'templates',
  })
    .input(TemplateFilter)
    .output(z.object({ ids: z.array(id) })),
  figures: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/templates/figures',
    summary: 'What switching or assigning these templates would touch',
    tag: 'templates',
  })
    .input(Chosen)
    .output(ManyFigures),
  switchMany: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/templates/switch',
    summary: 'Switch many templates on or off',
    tag: 'templates',
  })
    .input(Chosen.extend({ active: z.boolean() }))
    .output(z.object({ changed: z.array(id), already: z.number(), gone: z.number() })),
  assignMany: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/templates/assign',
    summary: 'Asignar campañas y colas, of many templates: only what is named is added or taken away',
    tag: 'templates',
  })
    .input(Chosen.extend({ add: z.array(Assignment).max(1000), remove: z.array(Assignment).max(1000) }))
    .output(z.object({ changed: z.number(), already: z.number(), gone: z.number() })),
}
