import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ApiFault, type ApiHits, type ApiKind, apiFaults, drawHits } from './faults.ts'
import { param } from './http.ts'
import { preciseNow } from './ledger.ts'
import { authenticationFailed, INTERNAL, Refusal } from './refusal.ts'
import { hitOf } from './script.ts'
import { appOf, destinationOf, sendEntry } from './send-entry.ts'
import type { Sim } from './sim.ts'

interface Call {
  kind: ApiKind
  at: number
  hits: ApiHits
  exact: boolean
}

/** By the path of the route, the first that fits; what fits none is no call to the provider. */
const kinds: readonly (readonly [ApiKind, RegExp])[] = [
  ['send', /\/(template\/msg|v3\/message|api\/v1\/msg)$/],
  ['token', /\/account\/login$|\/auth\/|\/tokens?(\/|$)/],
  ['media', /\/media(\/|$)|\/photo$|^\/files\//],
  ['template', /\/templates?(\/|$)/],
  ['subscription', /\/subscription(\/|$)/],
  ['other', /^\/(partner|wa)\//],
]

/** Answers of faults that do not act. */
const refusals: { [Fault in ApiFault]?: () => Refusal } = {
  tooMany: () => new Refusal(429, 'Too Many Requests'),
  serverError: () => new Refusal(500, INTERNAL),
  tokenExpired: authenticationFailed,
}

/** The one place where calls go wrong, and where calls to send are witnessed: before acting and after. */
export function apiDoor(server: FastifyInstance, sim: Sim): void {
  const calls = new WeakMap<FastifyRequest, Call>()

  server.addHook('onRequest', (request, _reply, done) => {
    const kind = kindOf(request.routeOptions.url)
    if (kind) calls.set(request, { kind, at: preciseNow(), hits: {}, exact: false })
    done()
  })

  server.addHook('preHandler', (request, _reply, done) => {
    const call = calls.get(request)
    if (call) fate(sim, call, request)
    if (call?.hits.hang ?? call?.hits.cut) {
      record(sim, call, request, 'unanswered')
      cutAfter(sim, request, call.hits.hang?.ms ?? 0)
      return
    }
    done(refusalOf(call?.hits))
  })

  server.addHook('onSend', (request, reply, payload: unknown, done) => {
    const call = calls.get(request)
    if (!call) return done(null, payload)
    const { answerLost, slow } = call.hits
    if (answerLost) {
      record(sim, call, request, { reply, payload, seen: null })
      cutAfter(sim, request, drawn(sim, call, answerLost.ms))
      return
    }
    const shown = disguised(sim, call, reply, payload)
    const entry = record(sim, call, request, { reply, payload, seen: shown.status, slow: slow !== undefined })
    reply.code(shown.status)
    if (shown.payload !== payload) reply.removeHeader('content-length')
    if (!slow) return done(null, shown.payload)
    sim.timers.after(drawn(sim, call, slow.ms), () => {
      if (entry) sim.ledger.answered(entry)
      done(null, shown.payload)
    })
  })
}

const known = new Map<string, ApiKind | undefined>()

function kindOf(path: string | undefined): ApiKind | undefined {
  if (path === undefined) return undefined
  if (!known.has(path)) known.set(path, kinds.find(([, pattern]) => pattern.test(path))?.[0])
  return known.get(path)
}

/** What hits the call: the next step of the script, or what is drawn; of several faults that exclude each other one. */
function fate(sim: Sim, call: Call, request: FastifyRequest): void {
  if (sim.script.waiting.length > 0) {
    const app = appOf(sim, request)
    const names = [param(request, 'appId'), app?.id, app?.name]
    const step = sim.script.takeForCall(call.kind, names, request.url, () => destinationOf(request))
    if (step) {
      call.exact = true
      if (step.do !== 'ok') call.hits = hitOf(apiFaults, step.do, step)
      return
    }
  }
  const { api } = sim.settings.faults
  if (!api) return
  const { slow, ...hits } = drawHits(apiFaults, { ...api.all, ...api[call.kind] }, sim.apiRandom)
  const names = Object.keys(hits) as (keyof typeof hits)[]
  const name = names.length < 2 ? names[0] : names[Math.floor(sim.apiRandom() * names.length)]
  call.hits = { ...(name ? { [name]: hits[name] } : {}), ...(slow ? { slow } : {}) }
}

function refusalOf(hits: ApiHits = {}): Refusal | undefined {
  for (const [name, refusal] of Object.entries(refusals)) if (hits[name as ApiFault]) return refusal()
  return undefined
}

const drawn = (sim: Sim, call: Call, ms: number) => (call.exact ? ms : sim.apiRandom() * ms)

/** What the caller gets to see of an answer to a call that was acted upon. */
function disguised(
  sim: Sim,
  { hits }: Call,
  reply: FastifyReply,
  payload: unknown,
): { status: number; payload: unknown } {
  const status = reply.statusCode
  if (status >= 300) return { status, payload }
  if (hits.serverErrorAfterActing) {
    return { status: 500, payload: JSON.stringify({ status: 'error', message: INTERNAL }) }
  }
  if (!hits.garbageAnswer) return { status, payload }
  const text = typeof payload === 'string' ? payload : '{"status":"success"}'
  const choices = ['<html><body>It works</body></html>', '', text.slice(0, Math.floor(text.length / 2)), '[]', 'null']
  return { status: 200, payload: choices[Math.floor(sim.apiRandom() * choices.length)] }
}

function cutAfter(sim: Sim, request: FastifyRequest, ms: number): void {
  const cut = () => void request.raw.socket.destroy()
  if (ms > 0) sim.timers.after(ms, cut)
  else cut()
}

type Ending = 'unanswered' | { reply: FastifyReply; payload: unknown; seen: number | null; slow?: boolean }

function record(sim: Sim, call: Call, request: FastifyRequest, ending: Ending) {
  if (call.kind !== 'send') return undefined
  const entry = sendEntry(sim, request, call.at)
  const fault = Object.keys(call.hits).find((name) => name !== 'slow' || Object.keys(call.hits).length === 1)
  if (fault !== undefined) entry.fault = fault
  if (ending === 'unanswered') return sim.ledger.record(entry)
  const { reply, payload, seen, slow = false } = ending
  const said = JSON.parse(String(payload)) as {
    messageId?: string
    messages?: { id: string }[]
    message?: string
    code?: number
  }
  const messageId = said.messageId ?? said.messages?.[0]?.id
  entry.outcome = messageId === undefined ? 'refused' : 'accepted'
  if (messageId !== undefined) entry.messageId = messageId
  if (reply.statusCode >= 300 && said.message !== undefined) entry.message = said.message
  if (said.code !== undefined) entry.code = said.code
  entry.httpStatus = seen
  if (seen !== null && !slow) entry.answeredAt = preciseNow()
  return sim.ledger.record(entry)
}
