import { Agent } from 'undici'
import { ProviderFault, type Verdict } from '../port.ts'
import { createLimiter, type Limiter, type LimitName } from './rate-limits.ts'
import type { JsonObject } from './read-json.ts'
import { type Answer, exchange, Interrupted } from './transport.ts'
import { faultOfInterruption, readAnswer } from './verdicts.ts'

/** One call to Gupshup. `form` or `json` is its body. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Partner API, or the self-serve one for numbers connected with an API key. */
  host?: 'partner' | 'api'
  path: string
  query?: Record<string, string>
  form?: Record<string, string>
  json?: JsonObject
  headers?: Record<string, string>
  repeatable: boolean
  limit?: { name: LimitName; scope: string }
  /** How long to wait for a turn under the limit; the client's time-out by default. */
  patienceMs?: number
  /** Its bodies hold credentials and are shown to nobody. */
  confidential?: boolean
}

/** What went over the wire, without tokens and secrets, for whoever keeps a log of it (RE-3). Called in the async context
 *  of the caller, so that it can tell what the exchange was about. */
export interface Exchange {
  method: string
  path: string
  request?: Record<string, unknown>
  status?: number
  response?: string
  durationMs: number
  fault?: { verdict: Verdict; message: string }
}

export interface ClientConfig {
  partnerUrl: string
  apiUrl: string
  /** For one exchange, and for waiting for a turn; 10 s by default. */
  timeoutMs?: number
  onExchange?: (exchange: Exchange) => void
  limiter?: Limiter
}

export interface Client {
  call(call: Call): Promise<JsonObject>
  close(): Promise<void>
}

const UNLIMITED_COOLDOWN_MS = 1_000

/** HTTP with a pool that keeps connections, documented limits, a time-out on each exchange, and faults as verdicts. */
export function createClient(config: ClientConfig): Client {
  const timeoutMs = config.timeoutMs ?? 10_000
  const limiter = config.limiter ?? createLimiter()
  const bases = { partner: new URL(config.partnerUrl), api: new URL(config.apiUrl) }
  // A connection left idle is given up before the other side is likely to: a send that meets its closing is uncertain.
  const agent = new Agent({ allowH2: false, connect: { timeout: timeoutMs }, keepAliveTimeout: 4_000 })

  async function run(
    call: Call,
    limit: Call['limit'],
  ): Promise<{ answer?: Answer; body?: JsonObject; fault?: unknown }> {
    const cooldownMs = limit ? limiter.cooldownMs(limit.name) : UNLIMITED_COOLDOWN_MS
    const asked = { repeatable: call.repeatable, cooldownMs, conceal: (said: string) => conceal(said, call) }
    let answer: Answer | undefined
    try {
      answer = await exchange(agent, requestOf(call, bases[call.host ?? 'partner']), timeoutMs)
      return { answer, body: readAnswer(answer, asked) }
    } catch (error) {
      const fault = error instanceof Interrupted ? faultOfInterruption(error, asked) : error
      return answer ? { answer, fault } : { fault }
    }
  }

  /** Whoever listens cannot change what happened: a message that went out stays sent. */
  function report(made: Exchange) {
    try {
      config.onExchange?.(made)
    } catch {
      return
    }
  }

  return {
    async call(call) {
      const { limit } = call
      if (limit) await limiter.take(limit.name, limit.scope, call.patienceMs ?? timeoutMs)
      const begun = performance.now()
      const { answer, body, fault } = await run(call, limit)
      report(exchangeOf(call, performance.now() - begun, answer, fault))
      if (limit && answer?.status === 429) limiter.cool(limit.name, limit.scope)
      if (!body) throw fault
      return body
    },
    close: () => agent.close(),
  }
}

function requestOf(call: Call, base: URL) {
  const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : ''
  const body = call.form ? new URLSearchParams(call.form).toString() : call.json && JSON.stringify(call.json)
  const type = call.form ? 'application/x-www-form-urlencoded' : 'application/json'
  return {
    origin: base.origin,
    path: `${base.pathname.replace(/\/$/, '')}${call.path}${query}`,
    method: call.method,
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': type }), ...call.headers },
    body: body ?? null,
  }
}

/** The provider may say our own secrets back to us; nobody else shall read them. */
function conceal(said: string, call: Call): string {
  const secrets = [...Object.values(call.headers ?? {}), ...(call.confidential ? Object.values(call.form ?? {}) : [])]
  return secrets.filter((secret) => secret.length >= 8).reduce((kept, each) => kept.replaceAll(each, '[secret]'), said)
}

function exchangeOf(call: Call, durationMs: number, answer: Answer | undefined, fault: unknown): Exchange {
  const shown = !call.confidential
  const request = call.form ?? call.json
  return {
    method: call.method,
    path: call.path,
    ...(shown && request && { request }),
    ...(answer && { status: answer.status }),
    ...(shown && answer && { response: conceal(answer.text, call) }),
    durationMs,
    ...(fault instanceof ProviderFault && { fault: { verdict: fault.verdict, message: fault.message } }),
  }
}
