import { randomUUID } from 'node:crypto'
import { connect, freePhone, newApp } from './apps.ts'
import { submit } from './review.ts'
import type { Standing, Template } from './rows.ts'
import type { Sim } from './sim.ts'
import { standingOf } from './standing.ts'
import { externalIdOf } from './template-json.ts'

/** A template by its own words; what is left out is a Spanish marketing text that is approved. */
export type SeededTemplate = Pick<Template, 'elementName' | 'body'> & Partial<Template>

export interface SeededApp {
  name: string
  /** Digits; a free one when left out. */
  phone?: string
  verifiedName?: string
  id?: string
  token?: string
  apiKey?: string
  /** False leaves an app that waits for its sign-up. */
  live?: boolean
  /** What is not well with it, or otherwise than usual. */
  standing?: Partial<Standing>
  templates?: SeededTemplate[]
  customers?: { phone: string; name: string }[]
}

/** Makes an app, or finds the one of that name; templates it has already stay as they are. Answers the app's id. */
export function seedApp(sim: Sim, seed: SeededApp): string {
  const known = sim.books.appNamed(seed.name)
  const { id, token, apiKey } = seed
  const given = { ...(id ? { id } : {}), ...(token ? { token } : {}), ...(apiKey ? { apiKey } : {}) }
  const app = known ?? sim.books.apps.put({ ...newApp(sim, seed.name), ...given })
  if (!app.live && seed.live !== false) {
    connect(sim, app, seed.phone ?? freePhone(sim), seed.verifiedName ?? seed.name)
  }
  if (seed.standing) app.standing = { ...standingOf(app), ...seed.standing }
  sim.books.apps.put(app)
  for (const template of seed.templates ?? []) seedTemplate(sim, app.id, template)
  for (const { phone, name } of seed.customers ?? []) sim.books.customer(phone, name)
  return app.id
}

function seedTemplate(sim: Sim, appId: string, seed: SeededTemplate): void {
  const { elementName, languageCode = 'es' } = seed
  const twin = (row: Template) => row.elementName === elementName && row.languageCode === languageCode
  if (sim.books.templatesOf(appId).some(twin)) return
  const id = seed.id ?? randomUUID()
  const now = sim.now()
  const template = sim.books.templates.put({
    externalId: externalIdOf(id),
    category: 'MARKETING',
    templateType: 'TEXT',
    parameterFormat: 'POSITIONAL',
    vertical: 'seed',
    example: seed.body.replaceAll(/\{\{\w+\}\}/g, 'ejemplo'),
    buttons: [],
    addSecurityRecommendation: false,
    status: 'APPROVED',
    quality: 'UNKNOWN',
    createdOn: now,
    modifiedOn: now,
    ...seed,
    id,
    appId,
    languageCode,
  })
  if (template.status === 'PENDING') submit(sim, template)
}
