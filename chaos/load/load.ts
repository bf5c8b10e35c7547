import type { Stage } from '../stage.ts'
import { sendAsAgents } from './agents.ts'
import { fillOutboxes } from './bulk.ts'
import { writeAsCustomers } from './customers.ts'
import { writeFromPhones } from './phones.ts'
import { tellStatuses } from './statuses.ts'

export interface Load {
  /** No new ones; resolves when all that was begun has been taken. @throws what went wrong in one of the actors */
  stop(): Promise<void>
}

export function startLoad(stage: Stage): Load {
  let on = true
  const goingOn = () => on
  const all = [writeAsCustomers, tellStatuses, writeFromPhones, sendAsAgents, fillOutboxes].flatMap((start) =>
    start(stage, goingOn),
  )
  const ended = Promise.all(all)
  ended.catch(() => undefined)
  return {
    async stop() {
      on = false
      await ended
    },
  }
}
