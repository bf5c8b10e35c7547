import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { templateCategory } from './events-v2.ts'
import { param } from './http.ts'
import { Refusal } from './refusal.ts'
import { settle } from './review.ts'
import type { Template } from './rows.ts'
import type { Sim } from './sim.ts'

const REASONS = ['INVALID_FORMAT', 'TAG_CONTENT_MISMATCH', 'ABUSIVE_CONTENT', 'PROMOTIONAL', 'SCAM']
const CATEGORIES = ['MARKETING', 'UTILITY']
const HOURS = ['3', '6']

type Act = (sim: Sim, template: Template, value: string) => void

/** What a reviewer at WhatsApp may do to a template. */
const acts: Record<string, { act: Act; values?: readonly string[] }> = {
  approve: {
    act: (sim, { reason: _reason, ...clean }) => void settle(sim, { ...clean, status: 'APPROVED' }),
  },
  reject: {
    values: REASONS,
    act: (sim, template, reason) => void settle(sim, { ...template, status: 'REJECTED', reason }),
  },
  pause: {
    values: HOURS,
    act(sim, template, hours) {
      const until = new Date(sim.now() + Number(hours) * 3_600_000).toUTCString()
      const why = `Paused for ${hours} hours until ${until} because of low quality.`
      settle(sim, { ...template, status: 'PAUSED' }, why)
    },
  },
  resume: { act: (sim, template) => void settle(sim, { ...template, status: 'APPROVED' }) },
  recategorise: {
    values: CATEGORIES,
    act(sim, template, category) {
      const changed = { ...template, category, oldCategory: template.category, modifiedOn: sim.now() }
      sim.books.templates.put(changed)
      const app = sim.books.apps.get(template.appId)
      const facts = { kind: 'template', id: template.id, status: 'recategorised' } as const
      if (app) sim.delivery.emit(app, 'TEMPLATE', { v2: (now) => templateCategory(now, app, changed) }, facts)
    },
  },
}

const given = z.object({ value: z.string().optional() })

/** The calls by which somebody plays WhatsApp's reviewer; the page is `control-numbers`'. */
export function controlTemplates(server: FastifyInstance, sim: Sim): void {
  server.get('/simulator/templates', () => ({
    templates: sim.books.templates.all().map(shown),
    acts: Object.entries(acts).map(([name, { values }]) => ({ name, ...(values && { values }) })),
  }))

  server.post('/simulator/templates/:id/:act', (request) => {
    const template = sim.books.templates.get(param(request, 'id'))
    if (!template) throw new Refusal(404, 'No such template')
    const found = acts[param(request, 'act')]
    if (!found) throw new Refusal(404, 'No such act')
    const { value = found.values?.[0] ?? '' } = given.parse(request.body ?? {})
    if (found.values && !found.values.includes(value)) {
      throw new Refusal(400, `value must be one of ${found.values.join(', ')}`)
    }
    found.act(sim, template, value)
    return shown(sim.books.templates.get(template.id) ?? template)
  })
}

const shown = ({ id, appId, elementName, languageCode, status, category }: Template) => ({
  id,
  appId,
  name: elementName,
  language: languageCode,
  status,
  category,
})
