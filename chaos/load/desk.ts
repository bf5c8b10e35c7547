import { setTimeout as sleep } from 'node:timers/promises'
import { type Line, makeAgent, makeLine, makePlace, type Place, subscribe } from '../../bench/rig/arrange.ts'
import { phoneOf } from '../../bench/rig/bulk.ts'
import { newId } from '../../src/server/database/id.ts'
import { chanceOf } from '../chance.ts'
import type { Stage } from '../stage.ts'
import { signIn } from './agents.ts'
import { messagesBody } from './bodies.ts'
import { workAs } from './desk-agent.ts'
import type { Desk, Room } from './room.ts'
import { untilTaken } from './until-taken.ts'

const CUSTOMERS = 6
const AGENTS = 3

const phoneFor = (at: number) => phoneOf(700_000 + at)

export async function openDesk(stage: Stage): Promise<Desk> {
  const place = await makePlace(stage.rig)
  const line = await makeLine(stage.rig, place, stage.simulator)
  await subscribe(stage.simulator, line, stage.fleet.doors()[0]!, 'ALL')
  stage.lines.push(line)
  // What agents write freely goes out only to those who have written, also by the provider's own books.
  for (let n = 0; n < CUSTOMERS; n++)
    await stage.simulator.call('POST', `/simulator/phones/${phoneFor(n)}/messages`, {
      to: line.phone,
      text: `desk ${n}`,
    })
  const places = [place, await makeSecond(stage, place, line)]
  const queueIds = places.map((p) => p.queueId)
  const cookies: string[] = []
  for (let n = 0; n < AGENTS; n++) {
    const agent = await makeAgent(stage.rig, place.companyId, queueIds)
    const odd = (what: string) => void stage.diary.oddities.push(what)
    cookies.push(await signIn(stage, { agent }, chanceOf(stage.seed, `desk sign-in ${n}`), odd))
  }
  let on = true
  const desk: Room['desk'] = { done: [], failed: [] }
  const room = { stage, line, places, desk, goingOn: () => on }
  const all = Promise.all([
    ...Array.from({ length: CUSTOMERS }, (_, n) => writeAs(room, n)),
    ...cookies.map((cookie, n) => workAs(room, cookie, n)),
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
async function makeSecond({ rig }: Stage, { companyId }: Place, line: Line) {
  const second = { campaignId: newId(), queueId: newId() }
  await rig.sql(`insert into campaign (company_id, id, name) values ($1, $2, 'Otra')`, [companyId, second.campaignId])
  await rig.sql(`insert into queue (company_id, id, campaign_id, name) values ($1, $2, $3, 'Otra')`, [
    companyId,
    second.queueId,
    second.campaignId,
  ])
  await rig.sql('insert into queue_channel (company_id, queue_id, channel_id) values ($1, $2, $3)', [
    companyId,
    second.queueId,
    line.channelId,
  ])
  await rig.sql('insert into template_assignment (company_id, template_id, campaign_id) values ($1, $2, $3)', [
    companyId,
    line.templateId,
    second.campaignId,
  ])
  return second
}

async function writeAs({ stage, line, goingOn }: Room, at: number): Promise<void> {
  const name = `customer desk.${at}`
  const chance = chanceOf(stage.seed, name)
  const phone = phoneFor(at)
  const second = Math.floor(Date.now() / 1000)
  for (let n = 0; goingOn(); n++) {
    const id = `wamid.${name.replace(' ', '.')}.${n}`
    const message = { phone, id, text: `${name}: ${n}`, second }
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
