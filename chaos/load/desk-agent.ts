import { setTimeout as sleep } from 'node:timers/promises'
import { type Chance, chanceOf } from '../chance.ts'
import { uuid } from './agents.ts'
import { KINDS, type Room, type Step } from './room.ts'
import { post } from './until-taken.ts'

interface Ticket {
  id: string
  campaign: { id: string }
  queue: { id: string } | null
}

interface Agent {
  room: Room
  chance: Chance
  cookie: string
}

/** One of the company's agents, who competes with the others for what waits. */
export async function workAs(room: Room, cookie: string, at: number): Promise<void> {
  const chance = chanceOf(room.stage.seed, `desk agent ${at}`)
  const agent = { room, chance, cookie }
  for (let n = 0; room.goingOn(); n++) {
    const marker = `desk-${at}-${n}`
    const waiting = await listed(agent, 'waiting')
    if (waiting) await ask(agent, { what: 'take', ticketId: waiting.id, marker }, `/tickets/${waiting.id}/take`, {})
    const ticket = await listed(agent, 'mine')
    if (ticket) await workOn(agent, ticket, marker)
    await sleep(chance.between(20, 120))
  }
}

function workOn(agent: Agent, { id, campaign, queue }: Ticket, marker: string): Promise<void> {
  const { room, chance } = agent
  const what = chance.oneOf(KINDS)
  const step = { what, ticketId: id, marker }
  const at = `/tickets/${id}`
  const clientKey = uuid(chance)
  switch (what) {
    case 'reply':
      return ask(agent, step, `${at}/messages`, { clientKey, text: marker })
    case 'note':
      return ask(agent, step, `${at}/notes`, { clientKey, text: marker })
    case 'send': {
      if (queue === null) return Promise.resolve()
      const { templateId } = room.line
      const where = { campaignId: campaign.id, queueId: queue.id, templateId, to: { ticketId: id } }
      return ask(agent, step, '/workspace/sends', { clientKey, ...where, values: { 1: marker } })
    }
    case 'transfer': {
      const other = room.places.find((p) => p.campaignId !== campaign.id)!
      return ask(agent, step, `${at}/transfer`, { queueId: other.queueId, note: marker })
    }
    case 'giveBack':
      return ask(agent, step, `${at}/give-back`, {})
    default:
      return ask(agent, step, `${at}/${what}`, {})
  }
}

/** What has a client key is asked again under it until there is a clear answer, everything else once: without an answer
 *  nobody knows whether it was done, only that it was not done by half. */
async function ask({ room, chance, cookie }: Agent, step: Step, path: string, body: object): Promise<void> {
  const { stage, line, desk } = room
  const headers = (origin: string) => ({ origin, cookie })
  const at = Date.now()
  const once = () =>
    post(chance.oneOf(stage.fleet.doors()), { path: `/api${path}`, headers, body: JSON.stringify(body) })
  let answer = await once()
  while ('clientKey' in body && (answer.status === 0 || answer.status >= 500)) {
    await sleep(chance.between(50, 250))
    answer = await once()
  }
  const { status, text } = answer
  if (status === 200) {
    desk.done.push(step)
    if (step.what !== 'reply' && step.what !== 'send') return
    const { clientKey } = body as { clientKey: string }
    const { messageId } = JSON.parse(text) as { messageId: string }
    stage.diary.write({ kind: 'send', companyId: line.companyId, clientKey, messageId, at, answeredAt: Date.now() })
    // A colleague was faster: a clear no.
  } else if (status >= 400 && status < 500 && status !== 409)
    desk.failed.push(`${status} ${step.what} ${text.slice(0, 200)}`)
}

async function listed({ room, chance, cookie }: Agent, view: string): Promise<Ticket | undefined> {
  const door = chance.oneOf(room.stage.fleet.doors())
  const signal = AbortSignal.timeout(10_000)
  const answer = await fetch(`${door}/api/tickets?view=${view}`, { headers: { cookie }, signal }).catch(() => null)
  if (!answer?.ok) return undefined
  const { items } = (await answer.json().catch(() => ({ items: [] }))) as { items: Ticket[] }
  return items.length > 0 ? chance.oneOf(items) : undefined
}
