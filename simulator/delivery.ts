import { randomUUID } from 'node:crypto'
import { preciseNow } from './ledger.ts'
import type { Parts, Posting } from './parts.ts'
import type { App, Delivery, EventFacts, Subscription } from './rows.ts'
import { accepted, Poster } from './webhook-post.ts'
import { WebhookTrouble } from './webhook-trouble.ts'

/** How long calls left over from before a restart wait for their listener to come up again. */
const patienceMs = 120_000

/** The two shapes of one event, given what the provider's clock says; version 3 has none for some. */
export interface EventBodies {
  v2: (now: number) => unknown
  v3?: (now: number) => unknown
}

/**
 * The way of every webhook: stored, then posted in order per lane, 10 s time-out, tried again as the settings say. What
 * goes wrong on the way is decided in `WebhookTrouble`, and nowhere else.
 */
export class Dispatcher {
  readonly #sim: Parts
  readonly #trouble: WebhookTrouble
  readonly #lanesPerApp: number
  readonly #lanes = new Map<string, Delivery[]>()
  readonly #leftOver: Set<string>
  readonly #poster = new Poster()
  readonly #stop = new AbortController()

  constructor(sim: Parts, lanesPerApp: number) {
    this.#sim = sim
    this.#trouble = new WebhookTrouble(sim, (subscription, posting) => this.#put(subscription, posting))
    this.#lanesPerApp = lanesPerApp
    this.#leftOver = new Set(sim.books.deliveries.all().map((delivery) => delivery.id))
  }

  /** How many webhooks are still to be posted, or to be posted again. */
  get owed(): number {
    return this.#sim.books.deliveries.size + this.#trouble.held
  }

  /** Sends what a killed run still owed. */
  resume(): void {
    for (const delivery of this.#sim.books.deliveries.all()) this.#enqueue(delivery)
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#poster.close()
  }

  /** Tells every active subscription that listens for `mode`. */
  emit(app: App, mode: string, bodies: EventBodies, facts: EventFacts): void {
    for (const subscription of this.#sim.books.subscriptionsOf(app.id)) {
      if (!listens(subscription, mode)) continue
      const shape = subscription.version === 3 ? bodies.v3 : bodies.v2
      if (shape) this.post(app, subscription, shape(this.#sim.now()), facts)
    }
  }

  post(app: App, subscription: Subscription, body: unknown, facts: EventFacts): void {
    this.#trouble.pass(app, subscription, body, facts)
  }

  /** Whether WhatsApp refuses a message that was accepted, and with which code. */
  refusalOf(app: App, facts: EventFacts): number | undefined {
    return this.#trouble.refusalOf(app, facts)
  }

  /** The test call of a new subscription; it carries none of the `meta` headers. Answers whether a 2xx came. */
  async ping(url: string, body: unknown): Promise<boolean> {
    const status = await this.#poster.post(url, JSON.stringify(body))
    return accepted(status)
  }

  #put(subscription: Subscription, { text, events, faults, afterMs = 0, retries }: Posting): void {
    const id = randomUUID()
    const delivery = this.#sim.books.deliveries.put({
      id,
      subscriptionId: subscription.id,
      lane: afterMs > 0 ? id : `${subscription.appId} ${this.#laneOf(events[0]?.customer ?? '')}`,
      body: text,
      events,
      ...(faults.length > 0 ? { faults } : {}),
      ...(retries === undefined ? {} : { retries }),
    })
    if (afterMs > 0) this.#sim.timers.after(afterMs, () => this.#enqueue(delivery))
    else this.#enqueue(delivery)
  }

  #laneOf(customer: string): number {
    let sum = 0
    for (const char of customer) sum = (sum * 31 + char.charCodeAt(0)) % 65_521
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
      this.#sim.books.deliveries.remove(delivery.id)
    }
    this.#lanes.delete(name)
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const subscription = this.#sim.books.subscriptions.get(delivery.subscriptionId)
    if (!subscription) return
    if (this.#leftOver.delete(delivery.id)) await this.#listenerIsBack(subscription.url)
    for (let attempt = 1; !this.#stop.signal.aborted; attempt += 1) {
      if (await this.#try(subscription, delivery, attempt)) return
      if (attempt > (delivery.retries ?? this.#sim.settings.retries)) return
      await this.#pause(this.#sim.settings.retryAfterMs)
    }
  }

  async #try(subscription: Subscription, delivery: Delivery, attempt: number): Promise<boolean> {
    const at = preciseNow()
    const status = await this.#poster.post(subscription.url, delivery.body, headersOf(subscription))
    const acknowledged = accepted(status)
    if (status === undefined && this.#stop.signal.aborted) return false
    this.#sim.ledger.record({
      kind: 'webhook',
      at,
      answeredAt: status === undefined ? null : preciseNow(),
      app: subscription.appId,
      subscription: subscription.id,
      version: subscription.version,
      delivery: delivery.id,
      attempt,
      httpStatus: status ?? null,
      acknowledged,
      ...(delivery.faults ? { faults: delivery.faults } : {}),
      events: delivery.events,
    })
    return acknowledged
  }

  async #listenerIsBack(url: string): Promise<void> {
    const until = Date.now() + patienceMs
    while (Date.now() < until && !this.#stop.signal.aborted) {
      if ((await this.#poster.post(new URL(url).origin, '')) !== undefined) return
      await this.#pause(500)
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#stop.signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#sim.timers.after(ms, wake)
      this.#stop.signal.addEventListener('abort', wake)
    })
  }
}

function listens(subscription: Subscription, mode: string): boolean {
  return subscription.active && (subscription.modes.includes(mode) || subscription.modes.includes('ALL'))
}

/** Only the outermost `headers` level is read, so what was sent wrapped never arrives. */
function headersOf(subscription: Subscription): Record<string, string> {
  const meta = subscription.meta === undefined ? {} : (JSON.parse(subscription.meta) as { headers?: object })
  const strings = Object.entries(meta.headers ?? {}).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(strings) as Record<string, string>
}
