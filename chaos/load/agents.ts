import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from '../../bench/rig/arrange.ts'
import { phoneOf } from '../../bench/rig/bulk.ts'
import { type Chance, chanceOf } from '../chance.ts'
import type { Company, Stage } from '../stage.ts'
import { untilTaken } from './until-taken.ts'

const DESKS = 2

/** Agents who send templates, each under a client key with which they ask again until they are answered. */
export function sendAsAgents(stage: Stage, goingOn: () => boolean): Promise<void>[] {
  return stage.companies.flatMap((company, at) =>
    Array.from({ length: DESKS }, (_, n) => sendAs(stage, goingOn, company, `agent ${at}.${n}`)),
  )
}

async function sendAs(stage: Stage, goingOn: () => boolean, company: Company, name: string): Promise<void> {
  const chance = chanceOf(stage.seed, name)
  const { companyId, campaignId, queueId } = company.place
  const odd = (what: string) => void stage.diary.oddities.push(what)
  const cookie = await signIn(stage, company.place, chance, odd)
  for (let n = 0; goingOn(); n++) {
    const clientKey = uuid(chance)
    const values = { 1: `${name.replace(' ', '-')}-${n}` }
    const phone = chance.happens(0.5) ? phoneOf(chance.between(0, 9)) : phoneOf(400_000 + chance.between(0, 99_999))
    const { templateId } = chance.oneOf(company.lines)
    const request = {
      path: '/api/workspace/sends',
      headers: (origin: string) => ({ origin, cookie }),
      body: JSON.stringify({ clientKey, campaignId, queueId, templateId, to: { phone: `+${phone}` }, values }),
    }
    const { at, answeredAt, text } = await untilTaken(() => stage.fleet.doors(), request, chance, odd)
    const { messageId } = JSON.parse(text) as { messageId: string }
    stage.diary.write({ kind: 'send', companyId, clientKey, messageId, at, answeredAt })
    await sleep(chance.between(150, 600))
  }
}

/** In its own client the fetch keeps no cookies: they are handed on by hand. */
export async function signIn(
  stage: Stage,
  { agent }: Pick<Place, 'agent'>,
  chance: Chance,
  odd: (what: string) => void,
): Promise<string> {
  const { email, password } = agent
  const [door] = stage.fleet.doors()
  for (;;) {
    const answer = await fetch(`${door}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { origin: door!, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }).catch(() => null)
    const cookies = answer?.headers.getSetCookie().map((c) => c.split(';')[0]) ?? []
    if (answer?.ok) return cookies.join('; ')
    if (answer) odd(`${answer.status} sign-in`)
    await sleep(chance.between(100, 300))
  }
}

export function uuid(chance: Chance): string {
  const hex = Array.from({ length: 32 }, () => chance.between(0, 15).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
