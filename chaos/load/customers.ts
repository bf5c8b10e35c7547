import { setTimeout as sleep } from 'node:timers/promises'
import type { Line } from '../../bench/rig/arrange.ts'
import { phoneOf } from '../../bench/rig/bulk.ts'
import { type Chance, chanceOf } from '../chance.ts'
import type { Stage } from '../stage.ts'
import { type MessageBody, messagesBody } from './bodies.ts'
import { post, untilTaken } from './until-taken.ts'

const CUSTOMERS_PER_COMPANY = 10
const BATCH_SHARE = 0.15
const REPEATED_SHARE = 0.15

/** Customers who write over the numbers of one company, each the next message only when the former was taken. Half of them
 *  are known, and both companies have customers of the same numbers. */
export function writeAsCustomers(stage: Stage, goingOn: () => boolean): Promise<void>[] {
  const second = Math.floor(Date.now() / 1000)
  return stage.companies.flatMap(({ lines }, company) =>
    Array.from({ length: CUSTOMERS_PER_COMPANY }, (_, n) =>
      writeAs({ stage, goingOn, lines, name: `customer ${company}.${n}`, phone: phoneFor(n), second }),
    ),
  )
}

const phoneFor = (n: number) => phoneOf(n % 2 === 0 ? n : 300_000 + n)

interface Customer {
  stage: Stage
  goingOn: () => boolean
  lines: readonly Line[]
  name: string
  phone: string
  /** All in the same one, so that only the order of arrival tells which was first. */
  second: number
}

async function writeAs({ stage, goingOn, lines, name, phone, second }: Customer): Promise<void> {
  const chance = chanceOf(stage.seed, name)
  for (let n = 0; goingOn();) {
    const line = chance.oneOf(lines)
    const count = chance.happens(BATCH_SHARE) ? chance.between(2, 5) : 1
    const messages = Array.from({ length: count }, (_, i): MessageBody => {
      const number = n + i
      return { phone, id: `wamid.${name.replace(' ', '.')}.${number}`, text: `${name}: ${number}`, second }
    })
    const times = await take(stage, line, messages, chance)
    for (const [i, { id }] of messages.entries())
      stage.diary.write({ kind: 'message', channelId: line.channelId, phone, n: n + i, id, ...times })
    n += count
    await sleep(chance.between(20, 160))
  }
}

async function take(stage: Stage, line: Line, messages: readonly MessageBody[], chance: Chance) {
  const request = {
    path: `/hooks/gupshup/${line.hookKey}`,
    headers: () => ({ 'x-score-secret': line.hookSecret }),
    body: messagesBody(line.appId, messages),
  }
  // Some come twice at once, as over two subscriptions.
  const twin = chance.happens(REPEATED_SHARE) ? post(chance.oneOf(stage.fleet.doors()), request) : null
  const { at, answeredAt } = await untilTaken(
    () => stage.fleet.doors(),
    request,
    chance,
    (what) => stage.diary.oddities.push(what),
  )
  await twin
  return { at, answeredAt }
}
