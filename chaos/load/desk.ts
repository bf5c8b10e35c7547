import { setTimeout as sleep } from 'node:timers/promises'
import { type Line, makeLine, makePlace, type Place, subscribe } from '../../bench/rig/arrange.ts'
import { phoneOf } from '../../bench/rig/bulk.ts'
import { newId } from '../../src/server/database/id.ts'
import { type Chance, chanceOf } from '../chance.ts'
import type { Stage } from '../stage.ts'
import { signIn, uuid } from './agents.ts'
import { messagesBody } from './bodies.ts'
import { post, untilTaken } from './until-taken.ts'

const CUSTOMERS = 6
const AGENTS = 3

/** A company of its own whose agents take, answer, note, transfer, give back and close while its customers write. */
export interface Desk {
  companyId: string
  /** Answers 200 to what agents did, by kind. */
  done: Record<string, number>
  /** Answers that were no clear yes or no. */
  failed: string[]
  stop(): Promise<void>
}

interface Room {
  stage: Stage
  place: Place
  line: Line
  /** Queues by campaign. */
  places: { campaignId: string; queueId: string }[]
  desk: Pick<Desk, 'done' | 'failed'>
  goingOn: () => boolean
}

export async function openDesk(stage: Stage): Promise<Desk> {
  const place = await makePlace(stage.rig)
  const line = await makeLine(stage.rig, place, stage.simulator)
  await subscribe(stage.simulator, line, stage.fleet.doors()[0]!, 'ALL')
  stage.lines.push(line)
  const places = [place, await makeSecond(stage, place, line)]
  let on = true
  const desk = { done: {}, failed: [] }
  const room = { stage, place, line, places, desk, goingOn: () => on }
  const all = Promise.all([
    ...Array.from({ length: CUSTOMERS }, (_, n) => writeAs(room, n)),
    ...Array.from({ length: AGENTS }, (_, n) => workAs(room, n)),
  ])
  all.catch(() => undefined)
  return {
    companyId: place.companyId,
    ...desk,
    async stop() {
      on = false
      await all
    },
  }
}

/** Another campaign, to transfer to and fro. */
async function makeSecond({ rig }: Stage, { companyId, agent }: Place, line: Line) {
  const second = { campaignId: newId(), queueId: newId() }
  await rig.sql(`insert into campaign (company_id, id, name) values ($1, $2, 'Otra')`, [companyId, second.campaignId])
  await rig.sql(`insert into queue (company_id, id, campaign_id, name) values ($1, $2, $3, 'Otra')`, [
    companyId,
    second.queueId,
    second.campaignId,
  ])
  await rig.sql('insert into queue_agent (company_id, queue_id, user_id) values ($1, $2, $3)', [
    companyId,
    second.queueId,
    agent.userId,
  ])
  await rig.sql('insert into template_assignment (company_id, template_id, campaign_id) values ($1, $2, $3)', [
    companyId,
    line.templateId,
    second.campaignId,
  ])
  return second
}

async function writeAs({ stage, line, goingOn }: Room, at: number): Promise<void> {
  const name = `desk.${at}`
  const chance = chanceOf(stage.seed, `customer ${name}`)
  const phone = phoneOf(700_000 + at)
  for (let n = 0; goingOn(); n++) {
    const id = `wamid.${name}.${n}`
    const message = { phone, id, text: `${name}: ${n}`, second: Math.floor(Date.now() / 1000) }
    const request = {
      path: `/hooks/gupshup/${line.hookKey}`,
      headers: () => ({ 'x-score-secret': line.hookSecret }),
      body: messagesBody(line.appId, [message]),
    }
    const times = await untilTaken(
      () => stage.fleet.doors(),
      request,
      chance,
      (o) => stage.diary.oddities.push(o),
    )
    stage.diary.write({ kind: 'message', channelId: line.channelId, phone, n, id, ...times })
    await sleep(chance.between(50, 300))
  }
}

interface Ticket {
  id: string
  campaign: { id: string }
  queue: { id: string } | null
}

async function workAs(room: Room, at: number): Promise<void> {
  const { stage, place, desk, goingOn } = room
  const chance = chanceOf(stage.seed, `desk agent ${at}`)
  const cookie = await signIn(stage, place, chance, (odd) => stage.diary.oddities.push(odd))
  const act = async (what: string, path: string, body: object) => {
    const door = chance.oneOf(stage.fleet.doors())
    const headers = (origin: string) => ({ origin, cookie })
    const { status, text } = await post(door, { path: `/api${path}`, headers, body: JSON.stringify(body) })
    if (status === 200) desk.done[what] = (desk.done[what] ?? 0) + 1
    // No answer, and what a server says whose database is away, is what this is about.
    else if (status >= 400 && status < 500 && status !== 409 && status !== 404)
      desk.failed.push(`${status} ${what} ${text.slice(0, 200)}`)
  }
  for (let n = 0; goingOn(); n++) {
    const waiting = await list(stage, cookie, 'waiting', chance)
    if (waiting) await act('take', `/tickets/${waiting.id}/take`, {})
    const ticket = await list(stage, cookie, 'mine', chance)
    if (ticket) await workOn(room, ticket, chance, `desk-${at}-${n}`, { act, cookie })
    await sleep(chance.between(20, 120))
  }
}

interface Hands {
  act: (what: string, path: string, body: object) => Promise<void>
  cookie: string
}

async function workOn(
  room: Room,
  ticket: Ticket,
  chance: Chance,
  marker: string,
  { act, cookie }: Hands,
): Promise<void> {
  const other = room.places.find((p) => p.campaignId !== ticket.campaign.id)!
  const at = `/tickets/${ticket.id}`
  switch (chance.oneOf(['send', 'send', 'note', 'transfer', 'giveBack', 'close', 'read'])) {
    case 'send':
      return sendTo(room, ticket, chance, marker, cookie)
    case 'note':
      return act('note', `${at}/notes`, { clientKey: uuid(chance), text: marker })
    case 'transfer':
      return act('transfer', `${at}/transfer`, { queueId: other.queueId, note: marker })
    case 'giveBack':
      return act('giveBack', `${at}/give-back`, {})
    case 'close':
      return act('close', `${at}/close`, {})
    default:
      return act('read', `${at}/read`, {})
  }
}

/** Asked again under its key until it is answered: it is sent once. */
async function sendTo(
  { stage, line }: Room,
  { id, campaign, queue }: Ticket,
  chance: Chance,
  marker: string,
  cookie: string,
) {
  if (queue === null) return
  const clientKey = uuid(chance)
  const to = { ticketId: id }
  const [campaignId, queueId, templateId] = [campaign.id, queue.id, line.templateId]
  const body = JSON.stringify({ clientKey, campaignId, queueId, templateId, to, values: { 1: marker } })
  const headers = (origin: string) => ({ origin, cookie })
  const request = { path: '/api/workspace/sends', headers, body }
  const { at, answeredAt, text } = await untilTaken(
    () => stage.fleet.doors(),
    request,
    chance,
    (odd) => stage.diary.oddities.push(odd),
  )
  const { messageId } = JSON.parse(text) as { messageId: string }
  stage.diary.write({ kind: 'send', companyId: line.companyId, clientKey, messageId, at, answeredAt })
}

async function list(stage: Stage, cookie: string, view: string, chance: Chance): Promise<Ticket | undefined> {
  const door = chance.oneOf(stage.fleet.doors())
  const answer = await fetch(`${door}/api/tickets?view=${view}`, { headers: { cookie } }).catch(() => null)
  if (!answer?.ok) return undefined
  const { items } = (await answer.json().catch(() => ({ items: [] }))) as { items: Ticket[] }
  return items.length > 0 ? chance.oneOf(items) : undefined
}
