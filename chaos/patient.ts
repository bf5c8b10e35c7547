import { setTimeout as sleep } from 'node:timers/promises'
import type { Rig } from '../bench/rig/rig.ts'

const AWAY_AT_MOST_MS = 60_000

/** As `rig.sql`, for statements that may be asked twice: while PostgreSQL is away it waits. */
export function patient({ sql }: Pick<Rig, 'sql'>): Rig['sql'] {
  return async <Row extends object>(text: string, values?: unknown[]) => {
    for (const end = Date.now() + AWAY_AT_MOST_MS; ; await sleep(50)) {
      try {
        return await sql<Row>(text, values)
      } catch (error) {
        if (!isAway(error) || Date.now() > end) throw error
      }
    }
  }
}

function isAway(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return /^(08|57P)/.test(code) || /^E[A-Z]+$/.test(code) || /Connection terminated/.test(String(error))
}
