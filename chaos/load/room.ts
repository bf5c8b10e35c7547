import type { Line } from '../../bench/rig/arrange.ts'
import type { Stage } from '../stage.ts'

export const KINDS = ['reply', 'reply', 'send', 'note', 'transfer', 'giveBack', 'close', 'read'] as const

export interface Step {
  what: 'take' | (typeof KINDS)[number]
  ticketId: string
  /** Stands in what the step wrote. */
  marker: string
}

/** A company of its own whose agents take, answer, note, transfer, give back and close while its customers write. */
export interface Desk {
  companyId: string
  /** What agents did and was answered 200. */
  readonly done: Step[]
  /** Answers that were no clear yes or no. */
  readonly failed: string[]
  stop(): Promise<void>
}

/** What the desk's customers and agents stand in. */
export interface Room {
  stage: Stage
  line: Line
  places: { campaignId: string; queueId: string }[]
  desk: Pick<Desk, 'done' | 'failed'>
  goingOn: () => boolean
}
