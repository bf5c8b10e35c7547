import { companyOf, type Ctx } from '../../context.ts'
import { firstIdAt } from '../../database/id.ts'
import {
  beginningOf,
  findMessageIds,
  type MessageFound,
  stretchOf,
  stretchOfId,
  ticketsOfMessages,
  tellingOf,
  wordsAndBeginning,
} from './search-store.ts'
import { sightOf } from './sight.ts'
import { presentTicket } from './store.ts'

const SHOWN = 20
/** Messages found in the first step, and twice as many in each that follows: several are of one ticket, and of what an agent
 *  finds much stands in queues of others. */
const FIRST_STEP = { all: 100, own: 500 } as const
const STEP_AT_MOST = 2000
/** Together; what has been found by then is shown. */
const WITHIN_MS = 220
/** How far back a step goes at most, in stretches of three days: most searches are for what was said lately. */
const [NEAR, FAR] = [40, 4000]
/** A message may bear the time of another server. */
const CLOCKS_APART_MS = 60_000

/** Words in messages, newest first. Bounded in time whatever stands there: a common word is found at once, a rare one by the
 *  index, and where time is up the answer says that there may be more. */
export async function searchMessages(ctx: Ctx, search: string) {
  const sight = sightOf(ctx)
  const began = performance.now()
  const found = new Map<string, MessageFound>()
  const [asked] = await ctx.look(wordsAndBeginning(sight.companyId, search))
  const words = tellingOf(asked?.words ?? [])
  if (words.length === 0) return { items: [], more: false }
  const oldest = stretchOf(asked?.created_at ?? new Date(0))
  let before = firstIdAt(new Date(Date.now() + CLOCKS_APART_MS))
  let reach: number = NEAR
  let timeIsUp = false
  for (
    let limit: number = FIRST_STEP[sight.supervises ? 'all' : 'own'];
    before > beginningOf(oldest) && found.size <= SHOWN;
    limit = Math.min(2 * limit, STEP_AT_MOST)
  ) {
    const within = WITHIN_MS - (performance.now() - began)
    const to = Math.max(oldest, stretchOfId(before) - reach + 1)
    const ids: string[] | null = within < 5 ? null : await step(ctx, { words, before, to, limit }, within)
    timeIsUp = ids === null
    if (ids === null) break
    for (const row of ids.length > 0 ? await ctx.look(ticketsOfMessages(sight, ids, SHOWN + 1)) : [])
      if (!found.has(row.id)) found.set(row.id, row)
    // Where there are more of them it goes on behind the last one, and else behind what has been read.
    before = ids.length === limit ? ids.at(-1)! : beginningOf(to)
    if (ids.length < limit) reach = FAR
  }
  const rows = [...found.values()]
  return { items: rows.slice(0, SHOWN).map(present), more: timeIsUp || rows.length > SHOWN }
}

/** Null when time was up. */
async function step(ctx: Ctx, asked: Parameters<typeof findMessageIds>[2], within: number): Promise<string[] | null> {
  try {
    return await ctx.db.asSystem('ticket-search', (tx) => findMessageIds(tx, companyOf(ctx.actor), asked), {
      statement_timeout: String(Math.round(within)),
    })
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return null
    throw error
  }
}

const present = (r: MessageFound) => ({
  ticket: presentTicket(r),
  message: { id: r.message_id, text: r.message_text.slice(0, 500), at: r.message_at.toISOString() },
})
