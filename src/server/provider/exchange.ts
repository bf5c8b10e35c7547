import type { About } from './about.ts'
import type { Verdict } from './port.ts'

/** What went over the wire to the provider, without tokens and secrets, for whoever keeps a log of it (RE-3). */
export interface Exchange {
  /** When it began. */
  at: Date
  method: string
  path: string
  /** The app it was about, where it was about one. */
  appId?: string
  /** What whoever asked was about. */
  about?: About
  request?: Record<string, unknown>
  /** HTTP status of the answer, where one came. */
  status?: number
  response?: string
  durationMs: number
  fault?: { verdict: Verdict; message: string }
}
