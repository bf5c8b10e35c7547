import * as z from 'zod'
import { id, nothing, route, time } from './route.ts'

/** Why not, just now; the screens have words for each. */
const barrier = z.enum([
  'sending',
  'in_review',
  'edit_under_way',
  'once_a_day',
  'ten_in_30_days',
  'locked',
  'archived',
  'disabled',
  'deleted',
  'made_elsewhere',
  'unknown_status',
])

/** What of a template can be changed now, and what deleting it would do. */
export const TemplateLife = z.object({
  edit: z.object({
    barrier: barrier.nullable(),
    again: z.boolean().describe('It was never at WhatsApp: it is asked for again under its name (TP-6)'),
    counts: z.boolean().describe('Counts towards the limits of approved ones (LIM-04); the category stays'),
    leftIn30Days: z.number(),
    nextAt: time.nullable(),
  }),
  /** The last edit that is not settled, or was refused and not followed by another. */
  lastEdit: z
    .object({ status: z.enum(['sending', 'refused']), reason: z.string().nullable(), at: time, content: z.unknown() })
    .nullable(),
  remove: z.object({
    barrier: barrier.nullable(),
    assignments: z.number(),
    waitingMessages: z.number(),
    otherLanguages: z.array(z.string()),
    reservedUntil: time.nullable().describe('Until when WhatsApp would hold the name back (NAME-05)'),
  }),
})

/** What the account of this number allows just now (LIM-01, LIM-02, NAME-05). */
export const TemplateLimits = z.object({
  templates: z.number(),
  limit: z.number(),
  verifiedLimit: z.number(),
  createdInLastHour: z.number(),
  hourLimit: z.number(),
  reservedNames: z.array(z.object({ name: z.string(), language: z.string(), until: time.nullable() })),
})

/** What becomes of a template after its request (TP-8). */
export const templateLife = {
  life: route('templates.read', {
    method: 'GET',
    path: '/templates/{id}/life',
    summary: 'What can be changed of a template now',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(TemplateLife),
  remove: route('templates.write', {
    method: 'DELETE',
    path: '/templates/{id}',
    summary: 'Delete one language',
    tag: 'templates',
  })
    .input(z.object({ id, name: z.string().max(600).describe('Typed, as it is confirmed') }))
    .output(nothing),
  limits: route('templates.read', {
    method: 'GET',
    path: '/channels/{channelId}/template-limits',
    summary: 'What the account allows',
    tag: 'templates',
  })
    .input(z.object({ channelId: id }))
    .output(TemplateLimits),
  adopt: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/templates/adopt',
    summary: 'Importar de Gupshup: take over what exists there',
    tag: 'templates',
  })
    .input(z.object({ channelId: id }))
    .output(nothing),
}
