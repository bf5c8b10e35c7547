import { existsSync, readFileSync } from 'node:fs'

/** A call to send, as the provider's ledger tells it (docs/simulator.md). */
export interface Call {
  n: number
  kind: 'send'
  at: number
  answeredAt: number | null
  app: string | null
  destination: string | null
  reference: { params?: string[]; text?: string }
  outcome: 'accepted' | 'refused' | 'none'
  messageId?: string
  fault?: string
}

export interface Posting {
  n: number
  kind: 'webhook'
  at: number
  app: string
  acknowledged: boolean
  faults?: string[]
  events: { kind: string; id?: string; status?: string; customer?: string }[]
}

export interface Witness {
  calls: Call[]
  postings: Posting[]
}

/** The provider's ledger, from its file: it outlives whoever is killed. */
export function readWitness(file: string): Witness {
  const entries = new Map<number, Call | Posting>()
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  for (const line of lines) {
    const entry = read(line)
    if (entry === undefined) continue
    const known = entries.get(entry.n)
    if (known === undefined) entries.set(entry.n, entry)
    else Object.assign(known, entry)
  }
  const all = [...entries.values()]
  return {
    calls: all.filter((e) => e.kind === 'send'),
    postings: all.filter((e) => e.kind === 'webhook'),
  }
}

/** A torn line is none. */
function read(line: string): Call | Posting | undefined {
  try {
    return JSON.parse(line) as Call | Posting
  } catch {
    return undefined
  }
}

/** Names a message on both sides: bulk rows and agents' sends carry one value of their own. */
export const markerOf = ({ app, reference }: Pick<Call, 'app' | 'reference'>) =>
  `${app} ${reference.params?.[0] ?? reference.text ?? ''}`
