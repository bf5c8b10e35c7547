import { randomUUID } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { Books } from './books.ts'
import type { App, Delivery, Subscription } from './rows.ts'
import type { Timers } from './timers.ts'

const timeoutMs = 10_000
const retryAfterMs = 2_000
/** How long calls left over from before a restart wait for their listener to come up again. */
const patienceMs = 120_000

const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

/** The two shapes of one event; version 3 has none for some. */
export interface EventBodies {
  v2: () => unknown
  v3?: () => unknown
}

/**
 * The way of every webhook: stored, then posted in order per app, 10 s time-out, one retry. Faults of real life
 * (lost, doubled, late, out of order) belong into `#deliver`, and nowhere else.
 */
export class Dispatcher {
  readonly #books: Books
  readonly #timers: Timers
  readonly #lanesPerApp: number
  readonly #lanes = new Map<string, Delivery[]>()
  readonly #leftOver: Set<string>
  readonly #stop = new AbortController()

  constructor(books: Books, timers: Timers, lanesPerApp: number) {
    this.#books = books
    this.#timers = timers
    this.#lanesPerApp = lanesPerApp
    this.#leftOver = new Set(books.deliveries.all().map((delivery) => delivery.id))
  }

  /** Sends what a killed run still owed. */
  resume(): void {
    for (const delivery of this.#books.deliveries.all()) this.#enqueue(delivery)
  }

  stop(): void {
    this.#stop.abort()
  }

  /** Tells every active subscription that listens for `mode`. */
  emit(app: App, mode: string, bodies: EventBodies, about = ''): void {
    for (const subscription of this.#books.subscriptionsOf(app.id)) {
      if (!listens(subscription, mode)) continue
      const shape = subscription.version === 3 ? bodies.v3 : bodies.v2
      if (shape) this.post(subscription, shape(), about)
    }
  }

  post(subscription: Subscription, body: unknown, about = ''): void {
    const lane = `${subscription.appId} ${this.#laneOf(about)}`
    const text = JSON.stringify(body)
    this.#enqueue(this.#books.deliveries.put({ id: randomUUID(), subscriptionId: subscription.id, lane, body: text }))
  }

  /** The test call of a new subscription; it carries none of the `meta` headers. Answers whether a 2xx came. */
  async ping(url: string, body: unknown): Promise<boolean> {
    const status = await post(url, JSON.stringify(body), {}, this.#stop.signal)
    return accepted(status)
  }

  #laneOf(about: string): number {
    let sum = 0
    for (const char of about) sum = (sum * 31 + char.charCodeAt(0)) % 65_521
    return sum % this.#lanesPerApp
  }

  #enqueue(delivery: Delivery): void {
    const lane = this.#lanes.get(delivery.lane)
    if (lane) {
      lane.push(delivery)
      return
    }
    const started = [delivery]
    this.#lanes.set(delivery.lane, started)
    void this.#drain(delivery.lane, started)
  }

  async #drain(name: string, lane: Delivery[]): Promise<void> {
    for (let delivery = lane.shift(); delivery; delivery = lane.shift()) {
      await this.#deliver(delivery)
      if (this.#stop.signal.aborted) return
      this.#books.deliveries.remove(delivery.id)
    }
    this.#lanes.delete(name)
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const subscription = this.#books.subscriptions.get(delivery.subscriptionId)
    if (!subscription) return
    if (this.#leftOver.delete(delivery.id)) await this.#listenerIsBack(subscription.url)
    const headers = headersOf(subscription)
    const signal = this.#stop.signal
    if (accepted(await post(subscription.url, delivery.body, headers, signal)) || signal.aborted) return
    await this.#pause(retryAfterMs)
    if (!signal.aborted) await post(subscription.url, delivery.body, headers, signal)
  }

  async #listenerIsBack(url: string): Promise<void> {
    const until = Date.now() + patienceMs
    while (Date.now() < until && !this.#stop.signal.aborted) {
      if ((await post(new URL(url).origin, '', {}, this.#stop.signal)) !== undefined) return
      await this.#pause(500)
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#timers.after(ms, resolve)
      this.#stop.signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
}

const accepted = (status: number | undefined) => status !== undefined && status >= 200 && status < 300

function listens(subscription: Subscription, mode: string): boolean {
  return subscription.active && (subscription.modes.includes(mode) || subscription.modes.includes('ALL'))
}

/** Only the outermost `headers` level is read, so what was sent wrapped never arrives. */
function headersOf(subscription: Subscription): Record<string, string> {
  const meta = subscription.meta === undefined ? {} : (JSON.parse(subscription.meta) as { headers?: object })
  const strings = Object.entries(meta.headers ?? {}).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(strings) as Record<string, string>
}

/** The HTTP status, or undefined when no answer came. A socket that was closed while idle is replaced once. */
async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<number | undefined> {
  const first = await postOnce(url, body, headers, signal)
  return first === 'stale' ? numberOf(await postOnce(url, body, headers, signal)) : first
}

const numberOf = (answer: number | 'stale' | undefined) => (answer === 'stale' ? undefined : answer)

function postOnce(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<number | 'stale' | undefined> {
  return new Promise((resolve) => {
    const target = URL.parse(url)
    const protocol = target?.protocol
    if (!target || (protocol !== 'http:' && protocol !== 'https:')) {
      resolve(undefined)
      return
    }
    const request = (protocol === 'https:' ? https : http).request(target, {
      method: 'POST',
      agent: agents[protocol],
      signal,
      headers: {
        'content-type': 'application/json;charset=utf-8',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    })
    const timer = setTimeout(() => request.destroy(), timeoutMs)
    request.on('response', (response) => {
      clearTimeout(timer)
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', () => {
      clearTimeout(timer)
      resolve(request.reusedSocket && !signal.aborted ? 'stale' : undefined)
    })
    request.end(body)
  })
}
