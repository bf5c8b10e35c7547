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
  const browsers = []
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
          while (own.length > 0 && own[0]!.n <= seen) lists.push(performance.now() - own.shift()!.at)
        },
        onMessage(text) {
          const at = inThread.get(numberOf(text))
          if (at === undefined) return
          inThread.delete(numberOf(text))
          conversations.push(performance.now() - at)
        },
      }),
    )
  }
  const all = seats.flatMap((seat) => seat.tickets.map((ticket, n) => ({ ...ticket, shown: n === 0 })))
  const dispatcher = new Agent({ connections: 64 })
  const before = { server: cpuOf(server.pid), postgres: cpuOfPostgres(rig.pid()) }
  const began = performance.now()
  const total = Math.round(rate * seconds)
  const sent: Promise<void>[] = []
  for (let n = 0; n < total; n++) {
    const early = began + (n * 1000) / rate - performance.now()
    if (early > 1) await new Promise((done) => setTimeout(done, early))
    const ticket = all[Math.floor(Math.random() * all.length)]!
    const at = performance.now()
    pending.set(ticket.id, [...(pending.get(ticket.id) ?? []), { n, at }])
    if (ticket.shown) inThread.set(n, at)
    sent.push(post(dispatcher, server.url, line, ticket.phone, `${rate} ${n}`))
  }
  await Promise.all(sent)
  const left = () => [...pending.values()].reduce((sum, own) => sum + own.length, 0) + inThread.size
  for (let n = 0; n < 100 && left() > 0; n++) await new Promise((done) => setTimeout(done, 50))
  const took = (performance.now() - began) / 1000
  const requests = browsers.reduce((sum, browser) => sum + browser.requests(), 0)
  for (const browser of browsers) browser.close()
  await dispatcher.close()
  const figures = {
    rate,
    list: spread(lists),
    conversation: spread(conversations),
    unseen: left(),
    refetchesPerSecond: round(requests / took, 0),
    serverCores: round((cpuOf(server.pid) - before.server) / took, 2),
    postgresCores: round((cpuOfPostgres(rig.pid()) - before.postgres) / took, 2),
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
