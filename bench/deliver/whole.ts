import { setTimeout as sleep } from 'node:timers/promises'
import { round } from '../figures.ts'
import { subscribe } from '../rig/arrange.ts'
import { agree } from './pace.ts'
import { type Scene, startCpu, withScene } from './scene.ts'
import { paceOf } from './sends.ts'

const RATE = 1000
const HELD = 0.95
const STATUSES = 3
const LAG_AT_MOST_S = 2
/** Statuses come at once, over many connections, and every message is read. */
const SIMULATOR = {
  STATUSES: 'true',
  STATUS_KINDS: '["sent","delivered","read"]',
  STATUS_DELAY_MS: '200',
  READ_DELAY_MS: '200',
  LANES_PER_APP: '64',
}

/** (d) 1,000 messages a second with all their statuses coming back. */
export function whole(seconds: number, profile: boolean) {
  return withScene(
    { lines: 1, rate: RATE, rows: RATE * (seconds + 10), simulator: SIMULATOR, profile },
    async (scene) => {
      const { simulator, lines, server } = scene
      await subscribe(simulator, lines[0]!.line, server.url, 'SENT,DELIVERED,READ,FAILED')
      await sleep(5000)
      const before = await events(scene)
      const cpu = startCpu(scene)
      const from = Date.now()
      const lag: number[] = []
      for (let n = 0; n < seconds; n++) {
        await sleep(1000)
        lag.push(await ageOfOldest(scene))
      }
      const to = Date.now()
      const used = cpu()
      const came = (await events(scene)) - before
      const sent = scene.sends().map((s) => s.at)
      const pace = paceOf(sent, from, to)
      const disagreement = await scene.settle()
      const unread = await allRead(scene)
      const worst = Math.max(...lag.slice(-5))
      const eventsPerSecond = came / ((to - from) / 1000)
      return {
        perSecond: round(pace.perSecond),
        mostInASecond: pace.mostInASecond,
        cpuMicrosPerSend: used((pace.perSecond * (to - from)) / 1000),
        eventsPerSecond: round(eventsPerSecond),
        oldestAtEndSeconds: round(worst, 2),
        /** Messages whose "read" has not come half a minute after the last send. */
        unread,
        goal: { atLeast: RATE * HELD, eventsAtLeast: RATE * STATUSES * HELD, oldestSeconds: LAG_AT_MOST_S },
        reached:
          pace.perSecond >= RATE * HELD &&
          eventsPerSecond >= RATE * STATUSES * HELD &&
          worst <= LAG_AT_MOST_S &&
          unread === 0 &&
          agree(disagreement),
        disagreement,
      }
    },
  )
}

const events = ({ server }: Scene) => server.metric('score_webhook_events_total')

async function ageOfOldest({ rig }: Scene): Promise<number> {
  const [row] = await rig.sql<{ age: number }>(
    'select extract(epoch from clock_timestamp() - received_at)::float8 as age from raw_event order by seq limit 1',
  )
  return row?.age ?? 0
}

/** Those sent before the subscription stood have none to come. */
async function allRead({ rig }: Scene): Promise<number> {
  for (const end = Date.now() + 30_000; ; await sleep(500)) {
    const [row] = await rig.sql<{ n: number }>(
      'select count(*)::int as n from message where status between 3 and 6 and (sent_at is not null or delivered_at is not null)',
    )
    if (row!.n === 0 || Date.now() > end) return row!.n
  }
}
