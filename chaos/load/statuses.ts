import { setTimeout as sleep } from 'node:timers/promises'
import { phoneOf } from '../../bench/rig/bulk.ts'
import { targetId } from '../../bench/ingest/mix.ts'
import { RANK } from '../../src/rules/message-status.ts'
import { chanceOf } from '../chance.ts'
import { CONTACTS, type Stage, TARGETS } from '../stage.ts'
import { type StatusBody, statusesBody } from './bodies.ts'
import { untilTaken } from './until-taken.ts'

const TELLERS = 6
const KINDS = ['sent', 'delivered', 'read', 'failed'] as const

/** Statuses of messages that were accepted long ago: in any order, some left out, several to a body. */
export function tellStatuses(stage: Stage, goingOn: () => boolean): Promise<void>[] {
  return Array.from({ length: TELLERS }, (_, n) => tell(stage, goingOn, n))
}

async function tell(stage: Stage, goingOn: () => boolean, teller: number): Promise<void> {
  const chance = chanceOf(stage.seed, `statuses ${teller}`)
  const line = stage.companies[teller % stage.companies.length]!.lines[0]!
  const second = Math.floor(Date.now() / 1000)
  for (let target = teller; target < TARGETS && goingOn(); target += TELLERS) {
    const messageId = targetId(target)
    const kinds = chance.shuffled(KINDS).slice(0, chance.between(1, KINDS.length))
    const all = kinds.map((status): StatusBody => ({ phone: phoneOf(target % CONTACTS), messageId, status, second }))
    while (all.length > 0) {
      const some = all.splice(0, chance.between(1, 2))
      const request = {
        path: `/hooks/gupshup/${line.hookKey}`,
        headers: () => ({ 'x-score-secret': line.hookSecret }),
        body: statusesBody(line.appId, some),
      }
      const { at, answeredAt } = await untilTaken(
        () => stage.fleet.doors(),
        request,
        chance,
        (what) => stage.diary.oddities.push(what),
      )
      const rank = Math.max(...some.map((s) => RANK[s.status]))
      stage.diary.write({ kind: 'status', channelId: line.channelId, messageId, rank, at, answeredAt })
      await sleep(chance.between(10, 120))
    }
  }
}
