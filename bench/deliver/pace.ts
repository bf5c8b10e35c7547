import { setTimeout as sleep } from 'node:timers/promises'
import { figure, round } from '../figures.ts'
import { paceOf } from './sends.ts'
import { type Scene, startCpu, withScene } from './scene.ts'

const SETTLING_MS = 3000
/** Rows beside those of the window, for the time before and after it: the first channel begins while the others are made. */
const SPARE_SECONDS = 40

/** Watches what leaves for `seconds`; the window does not touch the beginning. */
async function watch(scene: Scene, seconds: number) {
  await sleep(SETTLING_MS)
  const cpu = startCpu(scene)
  const from = Date.now()
  await sleep(seconds * 1000)
  const to = Date.now()
  const used = cpu()
  await sleep(500)
  const sends = scene.sends()
  const timesOf = (appId: string) => sends.filter((s) => s.appId === appId).map((s) => s.at)
  const each = scene.lines.map(({ line }) => paceOf(timesOf(line.appId), from, to))
  const all = paceOf(
    sends.map((s) => s.at),
    from,
    to,
  )
  return { each, all, cpuMicrosPerSend: used(all.perSecond * seconds) }
}

/** (a) One channel at 1,000/s: 95 % of it held, no second with more than 2 % above. */
export function oneChannel(seconds: number, profile: boolean) {
  const rate = 1000
  return withScene({ lines: 1, rate, rows: rate * (seconds + SPARE_SECONDS), profile }, async (scene) => {
    const { all, cpuMicrosPerSend } = await watch(scene, seconds)
    const disagreement = await scene.settle()
    return {
      perSecond: round(all.perSecond),
      mostInASecond: all.mostInASecond,
      cpuMicrosPerSend,
      goal: { atLeast: rate * 0.95, mostInASecond: rate * 1.02 },
      reached: all.perSecond >= rate * 0.95 && all.mostInASecond <= rate * 1.02 && agree(disagreement),
      disagreement,
    }
  })
}

/** (b) Ten channels at 80/s each, each within 2 % on average and in every second. */
export function tenChannels(seconds: number, profile: boolean) {
  const rate = 80
  return withScene({ lines: 10, rate, rows: rate * (seconds + SPARE_SECONDS), profile }, async (scene) => {
    const { each, cpuMicrosPerSend } = await watch(scene, seconds)
    const disagreement = await scene.settle()
    const perSecond = figure(each.map((p) => p.perSecond))
    const mostInASecond = Math.max(...each.map((p) => p.mostInASecond))
    return {
      perSecond: { median: round(perSecond.median), min: round(perSecond.min), max: round(perSecond.max) },
      mostInASecond,
      cpuMicrosPerSend,
      goal: { within: [rate * 0.98, rate * 1.02], mostInASecond: rate * 1.02 },
      reached:
        perSecond.min >= rate * 0.98 &&
        perSecond.max <= rate * 1.02 &&
        mostInASecond <= rate * 1.02 &&
        agree(disagreement),
      disagreement,
    }
  })
}

export const agree = (disagreement: object) => Object.values(disagreement).every((n) => n === 0)
