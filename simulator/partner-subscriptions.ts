import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireApp } from './credentials.ts'
import * as v2 from './events-v2.ts'
import * as v3 from './events-v3.ts'
import { form, jsonField, onBothHosts, param } from './http.ts'
import { digits } from './random.ts'
import { authenticationFailed, Refusal } from './refusal.ts'
import type { App, Subscription } from './rows.ts'
import type { Sim } from './sim.ts'
import { maskOf, storedModes } from './subscription-modes.ts'

const most = 5

export function subscriptionRoutes(server: FastifyInstance, sim: Sim): void {
  /** The app, its credentials and its rate limit seen to; self-serve has no subscriptions before go-live. */
  const enter = (request: FastifyRequest): App => {
    const app = requireApp(sim, request)
    if (request.url.startsWith('/wa/') && !app.live) throw authenticationFailed()
    sim.limits.take('subscription', app.id)
    return app
  }

  onBothHosts(server, 'GET', '/subscription', (request) => {
    return { status: 'success', subscriptions: sim.books.subscriptionsOf(enter(request).id).map(answer) }
  })

  onBothHosts(server, 'POST', '/subscription', async (request) => {
    const app = enter(request)
    const fields = form(request)
    const others = sim.books.subscriptionsOf(app.id)
    const tag = fields['tag'] ?? ''
    if (tag === '' || others.some((other) => other.tag === tag)) throw new Refusal(400, 'Duplicate component tag')
    if (others.length >= most) throw new Refusal(500, 'Unable To Create Subscription')
    const now = sim.now()
    const draft: Subscription = {
      id: digits(sim.random, 8),
      appId: app.id,
      url: '',
      tag,
      version: fields['version'] === '3' ? 3 : 2,
      modes: [],
      active: true,
      showOnUI: false,
      createdOn: now,
      modifiedOn: now,
    }
    const subscription = await changed(sim, app, draft, fields)
    return { status: 'success', subscription: answer(sim.books.subscriptions.put(subscription)) }
  })

  onBothHosts(server, 'DELETE', '/subscription', (request) => {
    for (const row of sim.books.subscriptionsOf(enter(request).id)) sim.books.subscriptions.remove(row.id)
    return { status: 'success' }
  })

  onBothHosts(server, 'GET', '/subscription/:id', (request) => {
    return { status: 'success', subscription: answer(owned(sim, enter(request), param(request, 'id'))) }
  })

  onBothHosts(server, 'PUT', '/subscription/:id', async (request) => {
    const app = enter(request)
    const row = owned(sim, app, param(request, 'id'))
    const fields = form(request)
    const twin = sim.books.subscriptionsOf(app.id).find((other) => other.tag === fields['tag'] && other.id !== row.id)
    if (twin) throw new Refusal(400, 'Duplicate component tag')
    const subscription = await changed(sim, app, { ...row, tag: fields['tag'] ?? row.tag }, fields)
    sim.books.subscriptions.put(subscription)
    return { status: 'success', subscription: { ...answer(subscription), appId: app.id, latencyBucket: 'lt_1_s' } }
  })

  onBothHosts(server, 'DELETE', '/subscription/:id', (request) => {
    const row = owned(sim, enter(request), param(request, 'id'))
    sim.books.subscriptions.remove(row.id)
    return { status: 'success' }
  })
}

function owned(sim: Sim, app: App, id: string): Subscription {
  const row = sim.books.subscriptions.get(id)
  if (!row) throw new Refusal(400, 'Subscription Does Not Exist')
  if (row.appId !== app.id) throw new Refusal(403, 'Not Subscription Owner')
  return row
}

/** The draft with the fields of a form; its URL has answered the ping. @throws Refusal 400 */
async function changed(
  sim: Sim,
  app: App,
  draft: Subscription,
  fields: Record<string, string | undefined>,
): Promise<Subscription> {
  const version = fields['version'] === undefined ? draft.version : fields['version'] === '3' ? 3 : 2
  const url = fields['url'] ?? draft.url
  const reachable = await sim.delivery.ping(url, version === 3 ? v3.ping(app) : v2.ping(sim.now(), app))
  if (!reachable) throw new Refusal(400, 'Invalid URL Passed')
  const meta = fields['meta'] === undefined ? draft.meta : wrapped(fields['meta'])
  return {
    ...draft,
    url,
    version,
    modes: fields['modes'] === undefined ? draft.modes : storedModes(fields['modes'], version),
    ...(meta === undefined ? {} : { meta }),
    showOnUI: (fields['showOnUI'] ?? String(draft.showOnUI)) === 'true',
    active: (fields['active'] ?? String(draft.active)) === 'true',
    modifiedOn: sim.now(),
  }
}

/** One `headers` level is always put around what is sent, so headers sent wrapped nest twice. */
function wrapped(meta: string): string | undefined {
  return meta === '' ? undefined : JSON.stringify({ headers: jsonField<object>(meta, {}) })
}

function answer(row: Subscription): object {
  const { appId: _appId, ...rest } = row
  return { ...rest, mode: maskOf(row.modes) }
}
