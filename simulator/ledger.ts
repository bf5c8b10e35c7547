import type { EventFacts } from './rows.ts'
import { LineFile } from './line-file.ts'

/** A call to send, as the caller saw it end. */
export interface SendEntry {
  kind: 'send'
  /** ms since 1970 with fractions, of the true clock; so is `answeredAt`, null when no answer left. */
  at: number
  answeredAt: number | null
  road: 'template' | 'session' | 'v3'
  app: string | null
  destination: string | null
  reference: { postbacks?: string[]; params?: string[]; text?: string }
  /** `none`: neither acted nor answered. */
  outcome: 'accepted' | 'refused' | 'none'
  messageId?: string
  message?: string
  code?: number
  httpStatus: number | null
  fault?: string
}

/** One try to post a webhook. */
export interface WebhookEntry {
  kind: 'webhook'
  at: number
  answeredAt: number | null
  app: string
  subscription: string
  version: 2 | 3
  delivery: string
  attempt: number
  httpStatus: number | null
  acknowledged: boolean
  faults?: string[]
  events: EventFacts[]
}

export type LedgerEntry = { n: number } & (SendEntry | WebhookEntry)

export const preciseNow = () => performance.timeOrigin + performance.now()

/** What came in and went out, numbered from 1; the newest in memory, all of it in the file when there is one. */
export class Ledger {
  readonly #file: LineFile | undefined
  readonly #kept: number
  readonly #entries: LedgerEntry[] = []
  #newest: number

  constructor(path: string | undefined, kept: number) {
    this.#file = path === undefined ? undefined : new LineFile(path)
    this.#kept = kept
    this.#newest = this.#file?.lastNumber ?? 0
  }

  get newest(): number {
    return this.#newest
  }

  record(entry: SendEntry | WebhookEntry): LedgerEntry {
    const numbered = { n: (this.#newest += 1), ...entry }
    this.#entries.push(numbered)
    this.#file?.append(numbered)
    if (this.#entries.length > this.#kept * 1.1) this.#entries.splice(0, this.#entries.length - this.#kept)
    return numbered
  }

  /** Completes an entry whose answer was slow. */
  answered(entry: LedgerEntry): void {
    entry.answeredAt = preciseNow()
    const { n, answeredAt } = entry
    this.#file?.append({ n, answeredAt })
  }

  /** Entries after number `after`, oldest first; `next` is the `after` of the following page. */
  page(after: number, { limit = 1000, kind }: { limit?: number; kind?: LedgerEntry['kind'] | undefined } = {}) {
    const entries: LedgerEntry[] = []
    const first = this.#entries[0]?.n ?? this.#newest + 1
    let next = Math.max(after, first - 1)
    for (let at = next - first + 1; at < this.#entries.length && entries.length < limit; at += 1) {
      const entry = this.#entries[at] as LedgerEntry
      if (kind === undefined || entry.kind === kind) entries.push(entry)
      next = entry.n
    }
    return { entries, next, newest: this.#newest }
  }

  close(): void {
    this.#file?.close()
  }
}
