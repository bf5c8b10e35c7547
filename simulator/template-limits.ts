import { Refusal } from './refusal.ts'
import type { Template } from './rows.ts'
import type { Sim } from './sim.ts'

const DAY_MS = 24 * 3_600_000
const APPROVED = ['APPROVED', 'FLAGGED', 'REINSTATED']
const EDITABLE = [...APPROVED, 'REJECTED', 'FAILED', 'PAUSED']

export type Edited = Template & {
  /** When it was edited while approved. */
  edits?: number[]
}

/** Which of them may be edited, how often, and what stays (Meta's template management). */
export function mustBeEditable(sim: Sim, row: Edited, category: string): { edits: number[] } {
  const edits = (row.edits ?? []).filter((at) => sim.now() - at < 30 * DAY_MS)
  if (!EDITABLE.includes(row.status)) throw new Refusal(400, 'Message template can not be edited in its current status')
  if (!APPROVED.includes(row.status)) return { edits }
  if (category !== row.category) throw new Refusal(400, 'Category of an approved message template can not be edited')
  if (edits.length >= 10 || edits.some((at) => sim.now() - at < DAY_MS)) {
    throw new Refusal(400, 'Message template has been edited too often, please try again later')
  }
  return { edits: [...edits, sim.now()] }
}

const reserved = new WeakMap<Sim, Map<string, number>>()
const keyOf = (appId: string, name: string, language: string) => `${appId} ${name} ${language}`

/** WhatsApp holds the name of a deleted approved template back for 30 days, in its language. */
export function reserveName(sim: Sim, { appId, elementName, languageCode, status }: Template): void {
  if (!APPROVED.includes(status) && status !== 'PAUSED') return
  const names = reserved.get(sim) ?? new Map<string, number>()
  reserved.set(sim, names.set(keyOf(appId, elementName, languageCode), sim.now() + 30 * DAY_MS))
}

export function mustBeFree(sim: Sim, appId: string, name: string, language: string): void {
  if ((reserved.get(sim)?.get(keyOf(appId, name, language)) ?? 0) <= sim.now()) return
  throw new Refusal(
    400,
    "New content in this language can't be added while the existing content is being deleted. Try again in 4 weeks or create a new message template.",
  )
}
