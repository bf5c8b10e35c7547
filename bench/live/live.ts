import { Agent, request } from 'undici'
import { cpuOf, cpuOfPostgres } from '../cpu.ts'
import { percentile, round } from '../figures.ts'
import type { Line } from '../rig/arrange.ts'
import { openRig, type Rig } from '../rig/rig.ts'
import type { RigServer } from '../rig/server.ts'
import { signIn } from '../rig/sign-in.ts'
import { say } from '../say.ts'
import { openBrowser } from './browser.ts'
import { layOut, type Seat } from './stage.ts'

const STREAMS = 50
const RATES = [200, 1000]
const SECONDS = 30
/** A server that has just started compiles what it runs for the first time, and plans it: that is no day's work. */
const WARM_UP_SECONDS = 8
/** p95 in milliseconds at the first rate, from the request of the webhook to the answer that contains what it said. */
const GOAL = 250

/** Fifty people at work while messages come in: how soon each is seen by the agent who holds its ticket, in the list and in the
 *  conversation that is open, and what that costs. */
export async function live({ scale }: { scale: number }) {
  const rig = await openRig()
  try {
    const server = await rig.startServer()
    const { line, seats } = await layOut(rig, Math.max(5, Math.round(STREAMS * Math.min(1, scale * 5))))
    const figures = []
    for (const rate of RATES) figures.push(await measure(rig, server, line, seats, rate, Math.max(3, SECONDS * scale)))
    const p95 = Math.max(figures[0]!.list.p95, figures[0]!.conversation.p95)
    return { streams: seats.length, figures, goal: { p95: GOAL }, reached: p95 <= GOAL && figures[0]!.unseen === 0 }
  } finally {
    await rig.close()
  }
}

interface Pending {
  n: number
  at: number
}

async function measure(rig: Rig, server: RigServer, line: Line, seats: Seat[], rate: number, seconds: number) {
  const pending = new Map<string, Pending[]>()
  const inThread = new Map<number, number>()
  const [lists, conversations]: [number[], number[]] = [[], []]
  const browsers: Awaited<ReturnType<typeof openBrowser>>[] = []
  /** What was said from then on counts. */
  let counted = Infinity
  const note = (times: number[], at: number) => at >= counted && times.push(performance.now() - at)
  const cpuNow = () => ({
    at: performance.now(),
    server: cpuOf(server.pid),
    postgres: cpuOfPostgres(rig.pid()),
    requests: browsers.reduce((sum, browser) => sum + browser.requests(), 0),
  })
  for (const seat of seats) {
    browsers.push(
      await openBrowser({
        url: server.url,
        cookie: await signIn(server.url, seat),
        view: seat.supervises ? 'all' : 'mine',
        shown: seat.tickets[0]?.id ?? null,
        onRow(ticketId, text) {
          if (seat.supervises) return
          const seen = numberOf(text)
          const own = pending.get(ticketId) ?? []
          while (own.length > 0 && own[0]!.n <= seen) note(lists, own.shift()!.at)
        },
        onMessage(text) {
          const at = inThread.get(numberOf(text))
          if (at === undefined) return
          inThread.delete(numberOf(text))
          note(conversations, at)
        },
      }),
    )
  }
  const all = seats.flatMap((seat) => seat.tickets.map((ticket, n) => ({ ...ticket, shown: n === 0 })))
  const dispatcher = new Agent({ connections: 64 })
  const began = performance.now()
  counted = began + WARM_UP_SECONDS * 1000
  const total = Math.round(rate * (WARM_UP_SECONDS + seconds))
  let before = cpuNow()
  const sent: Promise<void>[] = []
  for (let n = 0; n < total; n++) {
    const early = began + (n * 1000) / rate - performance.now()
    if (early > 1) await new Promise((done) => setTimeout(done, early))
    if (n === rate * WARM_UP_SECONDS) before = cpuNow()
    const ticket = all[Math.floor(Math.random() * all.length)]!
    const at = performance.now()
    pending.set(ticket.id, [...(pending.get(ticket.id) ?? []), { n, at }])
    if (ticket.shown) inThread.set(n, at)
    sent.push(post(dispatcher, server.url, line, ticket.phone, `${rate} ${n}`))
  }
  await Promise.all(sent)
  const left = () => [...pending.values()].reduce((sum, own) => sum + own.length, 0) + inThread.size
  for (let n = 0; n < 100 && left() > 0; n++) await new Promise((done) => setTimeout(done, 50))
  const after = cpuNow()
  const took = (after.at - before.at) / 1000
  for (const browser of browsers) browser.close()
  await dispatcher.close()
  const figures = {
    rate,
    list: spread(lists),
    conversation: spread(conversations),
    unseen: left(),
    refetchesPerSecond: round((after.requests - before.requests) / took, 0),
    serverCores: round((after.server - before.server) / took, 2),
    postgresCores: round((after.postgres - before.postgres) / took, 2),
  }
  say('live', `${rate}/s: ${JSON.stringify(figures)}`)
  return figures
}

const numberOf = (text: string) => Number(text.split(' ')[1] ?? -1)
const spread = (times: readonly number[]) => ({
  seen: times.length,
  p50: round(percentile(times, 0.5), 0),
  p95: round(percentile(times, 0.95), 0),
  p99: round(percentile(times, 0.99), 0),
})

async function post(dispatcher: Agent, url: string, line: Line, phone: string, text: string): Promise<void> {
  const answer = await request(`${url}/hooks/gupshup/${line.hookKey}`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-score-secret': line.hookSecret },
    body: JSON.stringify({
      appId: line.appId,
      timestamp: Date.now(),
      version: 2,
      type: 'message',
      payload: {
        id: `wamid.${crypto.randomUUID()}`,
        source: phone,
        type: 'text',
        payload: { text },
        sender: { phone, name: 'Cliente' },
      },
    }),
  })
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`the door answered ${answer.statusCode}`)
}
