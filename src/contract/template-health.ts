import * as z from 'zod'
import { id, route, time } from './route.ts'

const figures = { sent: z.number(), delivered: z.number(), read: z.number(), failed: z.number(), taps: z.number() }

/** How a template does: counted by the day on which its messages left, by the company's clock. */
export const TemplateHealth = z.object({
  days: z.number(),
  timeZone: z.string(),
  ...figures,
  byDay: z.array(z.object({ day: z.iso.date(), ...figures })).describe('Every day of the span, oldest first'),
  failures: z.array(z.object({ code: z.string(), count: z.number() })).describe('Why, by the code told; most first'),
  quality: z
    .array(z.object({ at: time, from: z.string().nullable(), to: z.string() }))
    .describe('Changes told, newest first'),
})

export const templateHealth = {
  health: route('templates.read', {
    method: 'GET',
    path: '/templates/{id}/health',
    summary: 'What became of what was sent with a template',
    tag: 'templates',
  })
    .input(
      z.object({
        id,
        days: z
          .enum(['7', '30', '90'])
          .default('30')
          .transform(Number)
          .describe('Today and as many days before as make this many'),
      }),
    )
    .output(TemplateHealth),
}
