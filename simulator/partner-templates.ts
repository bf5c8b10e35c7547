import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireApp } from './credentials.ts'
import { form, jsonField, onBothHosts, param, query } from './http.ts'
import { mustBeLive } from './partner-state.ts'
import { Refusal } from './refusal.ts'
import { submit } from './review.ts'
import type { App, Template, TemplateButton } from './rows.ts'
import type { Sim } from './sim.ts'
import { externalIdOf, templateJson } from './template-json.ts'
import { mustBeEditable, mustBeFree, reserveName } from './template-limits.ts'

const categories = ['AUTHENTICATION', 'MARKETING', 'UTILITY']

export function templateRoutes(server: FastifyInstance, sim: Sim): void {
  const enter = (request: FastifyRequest): App => {
    const app = requireApp(sim, request)
    sim.limits.take('templates', app.id)
    return app
  }

  onBothHosts(server, 'POST', '/templates', (request) => {
    const app = enter(request)
    mustBeLive(app)
    const template = applied(sim, app, form(request))
    sim.books.templates.put(template)
    submit(sim, template)
    return { status: 'success', template: templateJson(app, template) }
  })

  const list = (request: FastifyRequest) => {
    const app = enter(request)
    const found = sim.books.templatesOf(app.id).filter((row) => matches(row, request))
    return { status: 'success', templates: paged(found, request).map((row) => templateJson(app, row)) }
  }
  onBothHosts(server, 'GET', '/templates', list)
  server.get('/wa/app/:appId/template', list)

  server.get('/wa/app/:appId/template/:id', (request) => {
    const app = enter(request)
    return { status: 'success', template: templateJson(app, templateOf(sim, app, param(request, 'id'))) }
  })

  onBothHosts(server, 'PUT', '/templates/:id', (request) => {
    const app = enter(request)
    const current = templateOf(sim, app, param(request, 'id'))
    const { reason: _reason, header: _header, exampleHeader: _example, footer: _footer, ...kept } = current
    const changes = { buttons: [], ...fieldsOf(form(request)) }
    const category = changes.category ?? current.category
    mustBeCategory(category)
    const edits = mustBeEditable(sim, current, category)
    const edited = { ...kept, ...changes, ...edits, category, status: 'PENDING', modifiedOn: sim.now() }
    submit(sim, sim.books.templates.put(edited))
    return { status: 'success' }
  })

  onBothHosts(server, 'DELETE', '/template/:name', (request) => {
    const app = enter(request)
    return removed(sim, named(sim, app, param(request, 'name')))
  })

  onBothHosts(server, 'DELETE', '/template/:name/:id', (request) => {
    const app = enter(request)
    const rows = named(sim, app, param(request, 'name')).filter((row) => row.id === param(request, 'id'))
    if (rows.length === 0) throw new Refusal(403, 'Template ID and template name does not match')
    return removed(sim, rows)
  })
}

function applied(sim: Sim, app: App, fields: Record<string, string | undefined>): Template {
  const { elementName = '', languageCode = 'en_US', category } = fields
  if (!category) throw new Refusal(400, 'Category is missing')
  mustBeCategory(category)
  if (!/^[a-z0-9_]{1,180}$/.test(elementName)) throw new Refusal(400, 'Invalid element name provided')
  const twin = sim.books
    .templatesOf(app.id)
    .find((row) => row.elementName === elementName && row.languageCode === languageCode)
  if (twin) {
    throw new Refusal(400, 'Template Already exists with same namespace and elementName and languageCode')
  }
  mustBeFree(sim, app.id, elementName, languageCode)
  const id = randomUUID()
  const now = sim.now()
  return {
    templateType: 'TEXT',
    body: '',
    example: '',
    buttons: [],
    vertical: fields['vertical'] ?? '',
    parameterFormat: fields['parameterFormat'] ?? 'POSITIONAL',
    addSecurityRecommendation: false,
    ...fieldsOf(fields),
    id,
    appId: app.id,
    externalId: externalIdOf(id),
    elementName,
    languageCode,
    category,
    status: 'PENDING',
    quality: 'UNKNOWN',
    createdOn: now,
    modifiedOn: now,
  }
}

/** The fields that both apply and edit take; an edit replaces all components, and keeps what else was not sent. */
function fieldsOf(fields: Record<string, string | undefined>): Partial<Template> {
  const entries = Object.entries({
    body: fields['content'],
    category: fields['category'],
    templateType: fields['templateType'],
    example: fields['example'],
    exampleMedia: fields['exampleMedia'] ?? fields['mediaId'] ?? fields['mediaUrl'],
    header: fields['header'],
    exampleHeader: fields['exampleHeader'],
    footer: fields['footer'],
    buttons: fields['buttons'] === undefined ? undefined : jsonField<TemplateButton[]>(fields['buttons'], []),
    addSecurityRecommendation: fields['addSecurityRecommendation'] === 'true' || undefined,
    codeExpirationMinutes: Number(fields['codeExpirationMinutes']) || undefined,
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== ''))
}

function mustBeCategory(category: string): void {
  if (categories.includes(category)) return
  const options = categories.join(', ')
  throw new Refusal(400, `Invalid category provided, kindly use category from these option ${options}.`)
}

function matches(row: Template, request: FastifyRequest): boolean {
  const wanted = {
    status: query(request, 'status') ?? query(request, 'templateStatus'),
    templateType: query(request, 'templateType'),
    elementName: query(request, 'elementName'),
    languageCode: query(request, 'languageCode'),
    category: query(request, 'templateCategory'),
  }
  return Object.entries(wanted).every(([field, value]) => !value || row[field as keyof typeof wanted] === value)
}

/** All, unless a page is asked for; the first page is number 1. */
function paged(rows: Template[], request: FastifyRequest): Template[] {
  const size = Number(query(request, 'pageSize')) || rows.length
  const page = Math.max(1, Number(query(request, 'pageNo')) || 1)
  return rows.slice((page - 1) * size, page * size)
}

function templateOf(sim: Sim, app: App, id: string): Template {
  const row = sim.books.templates.get(id)
  if (row?.appId !== app.id) throw new Refusal(400, 'No Template found for given id')
  return row
}

function named(sim: Sim, app: App, name: string): Template[] {
  if (!app.live) throw new Refusal(400, 'Delete Operation is not allowed for sandbox apps')
  const rows = sim.books.templatesOf(app.id).filter((row) => row.elementName === name)
  if (rows.length === 0) throw new Refusal(400, 'Template Does not exists.')
  return rows
}

function removed(sim: Sim, rows: Template[]) {
  if (rows.some((row) => row.status === 'DISABLED')) throw new Refusal(400, 'Template Cannot be deleted')
  for (const row of rows) {
    reserveName(sim, row)
    sim.books.templates.remove(row.id)
  }
  return { status: 'success' }
}
