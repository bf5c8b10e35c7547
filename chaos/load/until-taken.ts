import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from '../chance.ts'

const ANSWER_WITHIN_MS = 10_000
const GIVE_UP_AFTER_MS = 120_000

export interface Request {
  /** Path and query. */
  path: string
  headers: (door: string) => Record<string, string>
  body: string
}

export interface Answered {
  /** Milliseconds since 1970: first tried, answered 200. */
  at: number
  answeredAt: number
  text: string
}

/** Posts the same until a door says 200, as a provider and a browser do: at one door after the other, as chance has it.
 *  @throws when none does within two minutes */
export async function untilTaken(
  doors: () => readonly string[],
  request: Request,
  chance: Chance,
  odd: (what: string) => void,
): Promise<Answered> {
  const at = Date.now()
  for (;;) {
    const answer = await post(chance.oneOf(doors()), request)
    if (answer.status === 200) return { at, answeredAt: Date.now(), text: answer.text }
    if (answer.status >= 400 && answer.status < 500)
      odd(`${answer.status} ${request.path} ${answer.text.slice(0, 200)}`)
    if (Date.now() - at > GIVE_UP_AFTER_MS) throw new Error(`no door took ${request.body.slice(0, 200)}`)
    await sleep(chance.between(50, 250))
  }
}

/** Status 0 where there was no answer. */
export async function post(door: string, { path, headers, body }: Request): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(`${door}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers(door) },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return { status: answer.status, text: await answer.text() }
  } catch {
    return { status: 0, text: '' }
  }
}
