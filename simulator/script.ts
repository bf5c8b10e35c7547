import { z } from 'zod'
import { apiFaults, apiKinds, type Hits, webhookFaults } from './faults.ts'
import type { EventFacts } from './rows.ts'

const exactBounds = {
  ms: z.number().min(0).optional(),
  times: z.number().min(0).optional(),
  most: z.number().min(1).optional(),
  code: z.number().optional(),
}
const more = { ...exactBounds, count: z.int().min(1).optional(), app: z.string().optional() }

const webhookStep = z.strictObject({
  on: z.literal('webhook'),
  do: z.enum(['ok', ...(Object.keys(webhookFaults) as (keyof typeof webhookFaults)[])]),
  kind: z.enum(['message', 'status', 'billing', 'template', 'account', 'raw']).optional(),
  status: z.string().optional(),
  customer: z.string().optional(),
  ...more,
})
const callStep = z.strictObject({
  on: z.enum([...apiKinds, 'all']),
  do: z.enum(['ok', ...(Object.keys(apiFaults) as (keyof typeof apiFaults)[])]),
  destination: z.string().optional(),
  path: z.string().optional(),
  ...more,
})
export const stepsSchema = z.array(z.discriminatedUnion('on', [webhookStep, callStep]))

export type WebhookStep = z.input<typeof webhookStep>
export type CallStep = z.input<typeof callStep>
export type Step = WebhookStep | CallStep

/** The names under which a step may mean the app. */
export type AppNames = readonly (string | undefined)[]

/** Steps for what comes next; each is taken off by the first call or webhook that it matches. */
export class Script {
  waiting: Step[] = []

  add(steps: readonly Step[]): void {
    this.waiting.push(...steps.map((step) => ({ ...step })))
  }

  takeForCall(kind: string, app: AppNames, path: string, destination: () => string | undefined): CallStep | undefined {
    return this.#take((step): step is CallStep => {
      if (step.on === 'webhook' || (step.on !== 'all' && step.on !== kind) || !isOf(step, app)) return false
      if (step.path !== undefined && !path.includes(step.path)) return false
      return step.destination === undefined || step.destination === destination()
    })
  }

  takeForWebhook(app: AppNames, facts: EventFacts, early: boolean): WebhookStep | undefined {
    return this.#take((step): step is WebhookStep => {
      if (step.on !== 'webhook' || (step.do === 'failed') !== early || !isOf(step, app)) return false
      const { kind = facts.kind, status = facts.status, customer = facts.customer } = step
      return kind === facts.kind && status === facts.status && customer === facts.customer
    })
  }

  #take<Wanted extends Step>(matches: (step: Step) => step is Wanted): Wanted | undefined {
    const found = this.waiting.find(matches)
    if (found === undefined) return undefined
    const left = (found.count ?? 1) - 1
    if (left > 0) found.count = left
    else this.waiting.splice(this.waiting.indexOf(found), 1)
    return found
  }
}

const isOf = (step: Step, app: AppNames) => step.app === undefined || app.includes(step.app)

/** The one fault of a step, with its bounds taken as they stand; a repetition that names no time comes at once. */
export function hitOf<Table extends Record<string, Record<string, number>>>(
  table: Table,
  name: keyof Table & string,
  step: Partial<Record<string, unknown>>,
): Hits<Table> {
  const defaults = { ...table[name], ...(name === 'repeated' ? { ms: 0 } : {}) }
  const given = Object.keys(defaults).filter((bound) => typeof step[bound] === 'number')
  const bounds = Object.fromEntries(given.map((bound) => [bound, step[bound]]))
  const hits: Record<string, object> = { [name]: { ...defaults, ...bounds } }
  return hits as Hits<Table>
}
