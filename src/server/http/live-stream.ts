import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../context.ts'
import type { Hub } from '../live/hub.ts'

/** At most this often is one topic announced to one stream. */
const FOLD_MS = 250
const HEARTBEAT_MS = 20_000

/** GET /api/live: one stream per browser. The first announcement of a topic leaves at once, what follows is folded. */
export function serveLive(
  app: FastifyInstance,
  hub: Hub,
  actorOf: (req: FastifyRequest) => Promise<Actor | null>,
): () => void {
  const open = new Set<() => void>()

  app.get('/api/live', async (req, reply) => {
    const actor = await actorOf(req)
    if (actor === null) return reply.status(401).send({ code: 'not_signed_in' })
    reply.hijack()
    const end = stream(reply, hub, audiencesOf(actor), async () => sameAudience(actor, await actorOf(req)))
    open.add(end)
    req.raw.on('close', () => {
      open.delete(end)
      end()
    })
  })
  return () => {
    for (const end of open) end()
  }
}

function audiencesOf(actor: Actor): Set<string> {
  const audiences = new Set([`user:${actor.userId}`])
  if (actor.company) audiences.add(actor.company.id)
  if (actor.standing.isOperator) audiences.add('operators')
  return audiences
}

/** Whoever was signed out, deactivated, or went to another company is no longer told anything (PE-4). */
function sameAudience(before: Actor, now: Actor | null): boolean {
  if (now === null) return false
  return [...audiencesOf(before)].toSorted().join() === [...audiencesOf(now)].toSorted().join()
}

function stream(reply: FastifyReply, hub: Hub, audiences: Set<string>, stillHolds: () => Promise<boolean>): () => void {
  const { raw } = reply
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 1000\nevent: hello\ndata: {}\n\n')

  const folded = new Map<string, Set<string>>()
  const write = (topic: string, id: string) => raw.write(`event: change\ndata: ${JSON.stringify({ topic, id })}\n\n`)
  const timers = new Map<string, NodeJS.Timeout>()
  const flush = (topic: string) => {
    const ids = folded.get(topic)
    if (!ids || ids.size === 0) {
      folded.delete(topic)
      timers.delete(topic)
      return
    }
    for (const id of ids) write(topic, id)
    folded.set(topic, new Set())
    timers.set(
      topic,
      setTimeout(() => flush(topic), FOLD_MS),
    )
  }
  const remove = hub.add({
    audiences,
    send(topic, id) {
      if (topic === 'people') void check()
      const waiting = folded.get(topic)
      if (waiting) return void waiting.add(id)
      write(topic, id)
      folded.set(topic, new Set())
      timers.set(
        topic,
        setTimeout(() => flush(topic), FOLD_MS),
      )
    },
    missed: () => raw.write('event: missed\ndata: {}\n\n'),
  })
  const beat = setInterval(() => {
    raw.write(': beat\n\n')
    void check()
  }, HEARTBEAT_MS)
  const check = async () => {
    if (!(await stillHolds().catch(() => true))) end()
  }
  const end = () => {
    remove()
    clearInterval(beat)
    for (const t of timers.values()) clearTimeout(t)
    raw.end()
  }
  return end
}
