import { Batches } from './batches.ts'
import { drawHits, type WebhookHits, webhookFaults } from './faults.ts'
import type { Parts, Posting, Put } from './parts.ts'
import { hitOf } from './script.ts'
import type { App, EventFacts, Subscription } from './rows.ts'
import { extraOf, garbageOf, shapes } from './webhook-shapes.ts'

/** Decides, for each event, what happens to it between the provider and the listener. */
export class WebhookTrouble {
  readonly #sim: Parts
  readonly #put: Put
  readonly #batches: Batches
  /** Events held back, by subscription and message. */
  readonly #held = new Map<string, (() => void)[]>()

  constructor(sim: Parts, put: Put) {
    this.#sim = sim
    this.#put = put
    this.#batches = new Batches(sim, put)
  }

  /** Events that are neither posted nor stored yet. */
  get held(): number {
    return this.#held.size + this.#batches.size
  }

  refusalOf(app: App, facts: EventFacts): number | undefined {
    return this.#hitsOn(app, facts, true)?.hits.failed?.code
  }

  pass(app: App, subscription: Subscription, body: unknown, facts: EventFacts): void {
    const hit = this.#hitsOn(app, facts, false)
    if (hit) this.#disturb(subscription, body, facts, hit.hits, hit.exact)
    else this.#put(subscription, { text: JSON.stringify(body), events: [facts], faults: [] })
    if (this.#held.size > 0) this.#release(`${subscription.id} ${facts.id}`, hit?.hits.reordered !== undefined)
  }

  /** What hits the event; none in the ordinary case, which costs nothing. `failed` alone is asked for apart. */
  #hitsOn(app: App, facts: EventFacts, failing: boolean): { hits: WebhookHits; exact: boolean } | undefined {
    const { script, settings, webhookRandom } = this.#sim
    const step = script.waiting.length > 0 && script.takeForWebhook([app.id, app.name], facts, failing)
    if (step) return { hits: step.do === 'ok' ? {} : hitOf(webhookFaults, step.do, step), exact: true }
    if (settings.faults.webhook === undefined) return undefined
    const { failed, ...others } = settings.faults.webhook
    const set = failing ? (failed === undefined ? {} : { failed }) : others
    return { hits: drawHits(webhookFaults, set, webhookRandom), exact: false }
  }

  #disturb(subscription: Subscription, given: unknown, facts: EventFacts, hits: WebhookHits, exact: boolean): void {
    const random = this.#sim.webhookRandom
    const time = (most: number) => (exact ? most : random() * most)
    const faults = Object.keys(hits)
    let body = given
    for (const [name, shape] of shapes) if (hits[name]) body = shape(body, facts, random)
    const posting = { text: JSON.stringify(body), events: [facts], faults }

    const { version } = subscription
    if (hits.garbage) this.#beside(subscription, garbageOf(posting.text, random), 'garbage')
    if (hits.unknownType) this.#beside(subscription, JSON.stringify(extraOf(given, version, facts, random)), 'unknown')

    const most = hits.repeated?.times ?? 0
    const times = exact ? most : Math.ceil(random() * most)
    for (let copy = 0; copy < times; copy += 1) {
      const later = exact || random() < 0.5 ? time(hits.repeated?.ms ?? 0) : 0
      this.#put(subscription, { ...posting, afterMs: later })
    }

    if (hits.dropped) return
    if (hits.reordered && facts.id !== undefined) this.#hold(subscription, posting, hits.reordered.ms)
    else if (hits.late) this.#put(subscription, { ...posting, afterMs: time(hits.late.ms) })
    else if (hits.batched && version === 3) this.#batches.add(subscription, body, posting, hits.batched)
    else this.#put(subscription, posting)
  }

  #beside(subscription: Subscription, text: string, kind: 'garbage' | 'unknown'): void {
    const retries = kind === 'garbage' ? { retries: 0 } : {}
    this.#put(subscription, {
      text,
      events: [{ kind }],
      faults: [kind === 'garbage' ? kind : 'unknownType'],
      ...retries,
    })
  }

  #hold(subscription: Subscription, posting: Posting, ms: number): void {
    const key = `${subscription.id} ${posting.events[0]?.id}`
    let waiting = true
    const release = () => {
      if (waiting) this.#put(subscription, posting)
      waiting = false
    }
    this.#held.set(key, [...(this.#held.get(key) ?? []), release])
    this.#sim.timers.after(ms, () => {
      release()
      const left = (this.#held.get(key) ?? []).filter((other) => other !== release)
      if (left.length > 0) this.#held.set(key, left)
      else this.#held.delete(key)
    })
  }

  /** Once another event of the message has gone out, those held go; one that is itself held lets the others wait on. */
  #release(key: string, isHeld: boolean): void {
    const waiting = this.#held.get(key)
    if (!waiting || isHeld) return
    this.#held.delete(key)
    for (const release of waiting) release()
  }
}
