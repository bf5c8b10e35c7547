import { figure, round } from '../figures.ts'
import { type Line, makeLine, makePlace, type Place } from '../rig/arrange.ts'
import { openRig, type Rig } from '../rig/rig.ts'
import type { RigServer } from '../rig/server.ts'
import { say } from '../say.ts'
import { endBare } from './bare-end.ts'
import { makeOpenInteractions } from './open-interactions.ts'

const INTERACTIONS = 10_000
/** The figures of the dialog, the ticket that another channel keeps open, audit and history, role and wall cost no more. */
const GOAL = 2

/** How long switching a number off takes through the API, with ten thousand open interactions (CH-8), as a multiple of the
 *  bare updates of the same rows in the same run: one after the other, A B A B. */
export async function switchOff({ scale, runs }: { scale: number; runs: number }) {
  const interactions = Math.max(10, Math.round(INTERACTIONS * scale))
  const rig = await openRig()
  try {
    const server = await rig.startServer({ run: 'web' })
    const ours: number[] = []
    const bare: number[] = []
    for (let run = 0; run < runs; run++) {
      const [one, two] = [await arrange(rig, interactions), await arrange(rig, interactions)]
      await rig.sql('vacuum analyze')
      bare.push(await timed(() => endBare(rig, one.line)))
      const end = await prepare(server, two.place, two.line)
      ours.push(await timed(end))
      await check(rig, [one.line, two.line])
      say('switch', `${interactions} interactions: ${ours.at(-1)!.toFixed(0)} ms, bare ${bare.at(-1)!.toFixed(0)} ms`)
    }
    const ratio = figure(ours.map((ms, run) => ms / bare[run]!))
    const rounded = ({ median, min, max }: ReturnType<typeof figure>, digits: number) => ({
      median: round(median, digits),
      min: round(min, digits),
      max: round(max, digits),
    })
    return {
      interactions,
      ms: rounded(figure(ours), 0),
      bareMs: rounded(figure(bare), 0),
      ratio: rounded(ratio, 2),
      goal: { ratio: GOAL },
      reached: ratio.median <= GOAL,
    }
  } finally {
    await rig.close()
  }
}

async function arrange(rig: Rig, interactions: number): Promise<{ place: Place; line: Line }> {
  const place = await makePlace(rig)
  await rig.sql(`update member set role = 'admin' where user_id = $1`, [place.agent.userId])
  const line = await makeLine(rig, place)
  await makeOpenInteractions(rig, place, line, interactions)
  return { place, line }
}

/** Signs in and asks for the figures, as the dialog does; what is measured is the switch itself. */
async function prepare({ url }: RigServer, { agent }: Place, { channelId }: Line): Promise<() => Promise<void>> {
  const call = async (path: string, body?: object, cookie = '') => {
    const answer = await fetch(`${url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { origin: url, cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
    return answer
  }
  const signedIn = await call('/auth/sign-in/email', { email: agent.email, password: agent.password })
  const cookie = signedIn.headers.getSetCookie().map((set) => set.split(';')[0])
  const path = `/channels/${channelId}/switch-off`
  const shown: unknown = await (await call(path, undefined, cookie.join('; '))).json()
  return async () => void (await call(path, { shown }, cookie.join('; ')))
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

async function check({ sql }: Rig, lines: Line[]): Promise<void> {
  for (const { channelId } of lines) {
    const [left] = await sql<{ open: number }>(
      `select (select count(*)::int from interaction where channel_id = $1 and ended_at is null)
         + (select count(*)::int from ticket where last_channel_id = $1 and closed_at is null)
         + (select count(*)::int from message where channel_id = $1 and status = 0) as open`,
      [channelId],
    )
    if (left!.open > 0) throw new Error(`${left!.open} rows were left open`)
  }
}
