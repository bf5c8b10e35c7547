import { randomInt, randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { may } from '../../contract/permissions.ts'
import type { Actor } from '../context.ts'
import { openPace, type Pace } from '../live/fold.ts'
import { SHOWN, streamAudience } from '../live/announce.ts'
import type { Hub } from '../live/hub.ts'

/** A browser that hears none for twice this long holds the stream to be dead. */
const HEARTBEAT_MS = 20_000

export interface Streams {
  actorOf: (req: FastifyRequest) => Promise<Actor | null>
  /** Of an agent; whoever supervises sees all. */
  queuesOf: (companyId: string, userId: string) => Promise<string[]>
  /** WS-8: a person is there as long as a stream of theirs is. Neither fails. */
  isHere: (actor: Actor) => Promise<void>
  hasLeft: (actor: Actor) => Promise<void>
}

/** GET /api/live: one stream per browser. What comes alone leaves at once, a flood is folded per topic. */
export function serveLive(app: FastifyInstance, hub: Hub, { actorOf, queuesOf, isHere, hasLeft }: Streams): () => void {
  const open = new Set<() => void>()

  app.get('/api/live', async (req, reply) => {
    const actor = await actorOf(req)
    if (actor === null) return reply.status(401).send({ code: 'not_signed_in' })
    const sight = await sightOf(actor, queuesOf)
    reply.hijack()
    const name = randomUUID()
    const audiences = audiencesOf(actor).add(streamAudience(actor.userId, name))
    const end = stream(reply, hub, { name, audiences, sight }, async () => {
      const now = await actorOf(req)
      if (now === null || !sameAudience(actor, now)) {
        await hasLeft(actor)
        return 'gone'
      }
      await isHere(now)
      return sightOf(now, queuesOf)
    })
    open.add(end)
    req.raw.on('close', () => {
      open.delete(end)
      end()
    })
    // Only now: the stream is to hear of it.
    await isHere(actor)
  })
  return () => {
    for (const end of open) end()
  }
}

/** The queues and the person themself; null is all. */
type Sight = ReadonlySet<string> | null

async function sightOf({ company, standing, userId }: Actor, queuesOf: Streams['queuesOf']): Promise<Sight> {
  if (company === null || may(standing, 'workspace.supervise')) return null
  return new Set([userId, ...(await queuesOf(company.id, userId))])
}

function audiencesOf(actor: Actor): Set<string> {
  const audiences = new Set([`user:${actor.userId}`])
  if (actor.company) audiences.add(actor.company.id)
  if (actor.standing.isOperator) audiences.add('operators')
  return audiences
}

/** Whoever was signed out, deactivated, or went to another company is no longer told anything (PE-4). */
function sameAudience(before: Actor, now: Actor): boolean {
  return [...audiencesOf(before)].toSorted().join() === [...audiencesOf(now)].toSorted().join()
}

interface Folded {
  pace: Pace
  ids: Set<string>
  timer: NodeJS.Timeout | null
}

function stream(
  reply: FastifyReply,
  hub: Hub,
  first: { name: string; audiences: Set<string>; sight: Sight },
  look: () => Promise<Sight | 'gone'>,
): () => void {
  const { raw } = reply
  let { sight } = first
  /** Until the browser has said what it shows it hears of all conversations: nothing is missed meanwhile. */
  let shown: ReadonlySet<string> | null = null
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  // Not all browsers come back in the same moment after a restart.
  raw.write(`retry: ${randomInt(700, 2000)}\nevent: hello\ndata: ${JSON.stringify({ stream: first.name })}\n\n`)

  const topics = new Map<string, Folded>()
  const flush = (topic: string, folded: Folded) => {
    folded.timer = null
    folded.pace.announced(Date.now())
    let text = ''
    for (const id of folded.ids) text += `event: change\ndata: ${JSON.stringify({ topic, id })}\n\n`
    folded.ids.clear()
    raw.write(text)
  }
  const remove = hub.add({
    audiences: first.audiences,
    concerns: (named) => sight === null || named.some((one) => sight!.has(one)),
    send(topic, id) {
      if (topic === SHOWN) return void (shown = new Set(id.split(',')))
      if (topic === 'messages' && shown?.has(id) === false) return
      if (topic === 'people' || topic === 'campaigns') void check()
      let folded = topics.get(topic)
      if (!folded) topics.set(topic, (folded = { pace: openPace(), ids: new Set(), timer: null }))
      folded.ids.add(id)
      if (folded.timer) return
      const wait = folded.pace.wait(Date.now())
      if (wait === 0) return flush(topic, folded)
      folded.timer = setTimeout(flush, wait, topic, folded)
    },
    missed: () => raw.write('event: missed\ndata: {}\n\n'),
  })
  const beat = setInterval(() => {
    raw.write('event: beat\ndata: {}\n\n')
    void check()
  }, HEARTBEAT_MS)
  let looking = false
  let again = false
  /** One look at a time, and one more for all that is announced meanwhile. */
  const check = async () => {
    again = looking
    if (looking) return
    looking = true
    const now = await look().catch(() => sight)
    looking = false
    if (now === 'gone') return end()
    sight = now
    if (again) void check()
  }
  const end = () => {
    remove()
    clearInterval(beat)
    for (const { timer } of topics.values()) if (timer) clearTimeout(timer)
    raw.end()
  }
  return end
}
