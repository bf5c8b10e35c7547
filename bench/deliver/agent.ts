import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile, round } from '../figures.ts'
import { agree } from './pace.ts'
import { type Scene, withScene } from './scene.ts'

const GOAL_MS = 100
const EVERY_MS = 200

/** (c) An agent's sends through the API, while 80/s of bulk leave on the same number and 800/s over all. */
export function agentSend(sends: number, profile: boolean) {
  const seconds = (sends * EVERY_MS) / 1000
  return withScene({ lines: 10, rate: 80, rows: 80 * (seconds + 40), profile }, async (scene) => {
    const cookie = await signIn(scene)
    await sleep(3000)
    const asked: { phone: string; posted: number; answered: number }[] = []
    for (let n = 0; n < sends; n++) {
      const next = sleep(EVERY_MS)
      asked.push(await send(scene, cookie, `519001${String(n).padStart(5, '0')}`))
      await next
    }
    await sleep(1500)
    const left = new Map(scene.sends().map((s) => [`${s.appId} ${s.destination}`, s.at]))
    const appId = scene.lines[0]!.line.appId
    const times = asked.map((a) => ({ ...a, left: left.get(`${appId} ${a.phone}`) ?? Infinity }))
    const disagreement = await scene.settle()
    const fromPost = spread(times.map((t) => t.left - t.posted))
    return {
      sends,
      fromPostMs: fromPost,
      fromAnswerMs: spread(times.map((t) => t.left - t.answered)),
      answerMs: spread(times.map((t) => t.answered - t.posted)),
      goal: { fromPostP95Ms: GOAL_MS },
      reached: fromPost.p95 <= GOAL_MS && agree(disagreement),
      disagreement,
    }
  })
}

const spread = (values: readonly number[]) => ({
  p50: round(percentile(values, 0.5)),
  p95: round(percentile(values, 0.95)),
  p99: round(percentile(values, 0.99)),
})

async function signIn({ server, lines }: Scene): Promise<string> {
  const { email, password } = lines[0]!.place.agent
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
}

async function send({ server, lines }: Scene, cookie: string, phone: string) {
  const { place, line } = lines[0]!
  const { campaignId, queueId } = place
  const body = { clientKey: randomUUID(), campaignId, queueId, templateId: line.templateId, to: { phone: `+${phone}` } }
  const posted = performance.timeOrigin + performance.now()
  const answer = await fetch(`${server.url}/api/workspace/sends`, {
    method: 'POST',
    headers: { origin: server.url, cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, values: { 1: 'Rosa' } }),
  })
  const answered = performance.timeOrigin + performance.now()
  if (!answer.ok) throw new Error(`a send answered ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
  return { phone, posted, answered }
}
