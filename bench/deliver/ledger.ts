import type { Rig } from '../rig/rig.ts'
import type { RigSimulator } from '../rig/simulator.ts'

interface Entry {
  n: number
  outcome: string
  messageId?: string
}

/** What the provider's books and ours do not agree on; all 0 when each message went out once. */
export interface Disagreement {
  /** Accepted by the provider twice or more: same app, contact and parameter. */
  twice: number
  /** Accepted there, without its id here. */
  unknownHere: number
  /** Accepted here, unknown there. */
  unknownThere: number
  /** Failed or uncertain here. */
  notAccepted: number
}

export async function compare(rig: Rig, simulator: RigSimulator): Promise<Disagreement> {
  const there = new Set<string>()
  const messages = new Set<string>()
  let [twice, after] = [0, 0]
  for (;;) {
    const page = await simulator.call<{ entries: (Entry & Reference)[]; next: number }>(
      'GET',
      `/simulator/ledger?kind=send&limit=10000&after=${after}`,
    )
    if (page.entries.length === 0) break
    after = page.next
    for (const e of page.entries) {
      if (e.outcome !== 'accepted' || e.messageId === undefined) continue
      const name = `${e.app} ${e.destination} ${e.reference.params?.join()}`
      if (messages.has(name)) twice++
      messages.add(name)
      there.add(e.messageId)
    }
  }
  const rows = await rig.sql<{ id: string | null; status: number }>(
    `select external_id as id, status from message where direction = 'out' and status > 0`,
  )
  const here = new Set(rows.flatMap((r) => (r.id === null ? [] : [r.id])))
  return {
    twice,
    unknownHere: [...there].filter((id) => !here.has(id)).length,
    unknownThere: [...here].filter((id) => !there.has(id)).length,
    notAccepted: rows.filter((r) => r.status < 3 || r.status === 5).length,
  }
}

interface Reference {
  app: string
  destination: string
  reference: { params?: string[] }
}
