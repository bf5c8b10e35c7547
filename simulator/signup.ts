import type { FastifyInstance, FastifyReply } from 'fastify'
import { connect, freePhone, tellGoLive } from './apps.ts'
import { form, param } from './http.ts'
import type { App } from './rows.ts'
import type { Sim } from './sim.ts'
import { signUpPage, type SignUpView } from './signup-page.ts'

/** Stands in for Meta's embedded sign-up: a person names the business, picks a number and presses the button. */
export function signUpRoutes(server: FastifyInstance, sim: Sim): void {
  server.get('/signup/:token', (request, reply) => {
    return show(reply, stateOf(sim, param(request, 'token')))
  })

  server.post('/signup/:token', (request, reply) => {
    const state = stateOf(sim, param(request, 'token'))
    if (state.kind !== 'open') return show(reply, state)
    const { phone: typed = '', name = '' } = form(request)
    const phone = typed.replaceAll(/[\s()+-]/g, '')
    const fault = faultOf(sim, phone)
    if (fault) return show(reply, { ...state, phone: typed, name: name || state.name, fault })
    finish(sim, state.app, phone, name.trim() || state.name)
    return show(reply, stateOf(sim, param(request, 'token')))
  })
}

/** When the settings say so, nobody needs to open the link. */
export function finishByItself(sim: Sim, app: App): void {
  const delay = sim.settings.signUpDelayMs
  if (delay === null) return
  sim.timers.after(delay, () => {
    if (!app.live) finish(sim, app, freePhone(sim), nameOf(app))
  })
}

export function resumeSignUps(sim: Sim): void {
  const waiting = new Set(sim.books.links.all().map((link) => link.appId))
  for (const app of sim.books.apps.where(({ id, live }) => !live && waiting.has(id))) finishByItself(sim, app)
}

function finish(sim: Sim, app: App, phone: string, name: string): void {
  connect(sim, app, phone, name)
  tellGoLive(sim, app)
}

const nameOf = (app: App) => app.contact?.name ?? app.name

function faultOf(sim: Sim, phone: string): SignUpView['fault'] {
  if (!/^[1-9]\d{7,14}$/.test(phone)) return 'malformed'
  return sim.books.liveAppAt(phone) ? 'taken' : undefined
}

function stateOf(sim: Sim, token: string): (SignUpView & { app: App }) | (SignUpView & { kind: 'gone' }) {
  const link = sim.books.links.get(token)
  const app = link && sim.books.apps.get(link.appId)
  if (!link || !app) return { kind: 'gone', lang: 'es', name: '', phone: '' }
  const lang = link.lang.startsWith('en') ? 'en' : 'es'
  if (app.live) return { kind: 'done', app, lang, name: app.verifiedName ?? app.name, phone: app.phone ?? '' }
  if (link.replaced || link.expiresOn <= sim.now()) return { kind: 'gone', lang, name: '', phone: '' }
  return { kind: 'open', app, lang, name: nameOf(app), phone: freePhone(sim) }
}

function show(reply: FastifyReply, view: SignUpView) {
  const status = view.kind === 'gone' ? 410 : view.fault ? 422 : 200
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'self'; form-action 'self'")
    .send(signUpPage(view))
}
