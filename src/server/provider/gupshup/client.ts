import { Agent, type Dispatcher } from 'undici'
import type { Exchange } from '../exchange.ts'
import { type Call, conceal, exchangeOf, requestOf } from './call.ts'
import { type Bounds, type Bytes, openDownload } from './download.ts'
import { createLimiter, type Limiter } from './rate-limits.ts'
import type { JsonObject } from './read-json.ts'
import { type Answer, exchange, Interrupted } from './transport.ts'
import { type Asked, faultOfInterruption, readAnswer } from './verdicts.ts'

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
  /** An answer of bytes, which are read as they come; from `elsewhere`, where the bytes are not at Gupshup's API. */
  download(call: Call, bounds: Bounds, elsewhere?: { base: URL; dispatcher: Dispatcher }): Promise<Bytes>
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

  /** Whoever listens cannot change what happened: a message that went out stays sent. */
  function report(made: Exchange) {
    try {
      config.onExchange?.(made)
    } catch {
      return
    }
  }

  /** One exchange in its turn, reported however it ends. `ask` notes the answer as soon as there is one. */
  async function inTurn<T>(call: Call, ask: (asked: Asked, note: (answer: Noted) => void) => Promise<T>): Promise<T> {
    const { limit } = call
    if (limit) await limiter.take(limit.name, limit.scope, call.patienceMs ?? timeoutMs)
    const cooldownMs = limit ? limiter.cooldownMs(limit.name) : UNLIMITED_COOLDOWN_MS
    const asked = { repeatable: call.repeatable, cooldownMs, conceal: (said: string) => conceal(said, call) }
    const [at, begun] = [new Date(), performance.now()]
    let answer: Noted | undefined
    const outcome = () => ({ at, durationMs: performance.now() - begun, answer })
    try {
      const given = await ask(asked, (noted) => (answer = noted))
      report(exchangeOf(call, outcome()))
      return given
    } catch (error) {
      const fault = error instanceof Interrupted ? faultOfInterruption(error, asked) : error
      report(exchangeOf(call, { ...outcome(), fault }))
      if (limit && answer?.status === 429) limiter.cool(limit.name, limit.scope)
      throw fault
    }
  }

  return {
    call: (call) =>
      inTurn(call, async (asked, note) => {
        const request = requestOf(call, bases[call.host ?? 'partner'])
        const answer: Answer = await exchange(agent, request, call.timeoutMs ?? timeoutMs, call.onLeaving)
        note(answer)
        return readAnswer(answer, asked)
      }),

    download: (call, bounds, elsewhere) =>
      inTurn(call, async (asked, note) => {
        const request = requestOf(call, elsewhere?.base ?? bases[call.host ?? 'partner'])
        const got = await openDownload(elsewhere?.dispatcher ?? agent, request, { timeoutMs, ...bounds })
        note({ status: got.status, ...('text' in got && { text: got.text }) })
        if ('text' in got && !isRedirect(got.status)) readAnswer(got, asked)
        return got
      }),

    close: () => agent.close(),
  }
}

type Noted = { status: number; text?: string }

const isRedirect = (status: number) => status >= 300 && status < 400
