import { RANK } from '../../src/rules/message-status.ts'
import type { TakenMessage, TakenStatus } from '../load/diary.ts'
import type { Stage } from '../stage.ts'
import type { Witness } from '../witness.ts'
import { count, type Figure, none } from './figure.ts'

interface Stored {
  company: string
  channel: string
  id: string
  times: number
}

/** What was answered with 200 is stored, once, where it belongs, in order; what its statuses say holds. */
export async function checkInbound(stage: Stage, witness: Witness): Promise<Figure[]> {
  const stored = await stage.rig.sql<Stored>(
    `select company_id as company, channel_id as channel, external_id as id, count(*)::int as times
     from message where direction = 'in' group by 1, 2, 3`,
  )
  const there = new Map(stored.map((s) => [`${s.channel} ${s.id}`, s]))
  const companyOf = new Map(stage.lines.map((l) => [l.channelId, l.companyId]))
  const taken = stage.diary.taken.filter((t) => t.kind === 'message')
  const posted = messagesOf(stage, witness)
  const all = [...taken.map(({ channelId, id }) => `${channelId} ${id}`), ...posted]
  return [
    count('messages acknowledged to the generator', taken.length),
    count('messages acknowledged to the provider', posted.size),
    count('events acknowledged and counted as repeats', taken.length + posted.size - new Set(all).size),
    none(
      'acknowledged messages that are not stored',
      all.filter((key) => !there.has(key)),
    ),
    none(
      'messages stored twice',
      [...there].filter(([, s]) => s.times > 1).map(([key]) => key),
    ),
    none(
      'messages stored that nobody sent',
      [...there.keys()].filter((key) => !all.includes(key)),
    ),
    none(
      'messages stored with another company',
      stored.filter((s) => companyOf.get(s.channel) !== s.company).map((s) => s.id),
    ),
    none('customers whose messages stand out of order', await outOfOrder(stage, taken)),
    ...(await checkStatuses(stage, witness)),
    none('answers at the doors that were no provider’s business', stage.diary.oddities),
  ]
}

/** `<channel> <WhatsApp's id>` of what the provider's webhooks brought. */
function messagesOf({ lines }: Stage, { postings }: Witness): Set<string> {
  const channelOf = new Map(lines.map((l) => [l.appId, l.channelId]))
  return new Set(
    postings
      .filter((p) => p.acknowledged)
      .flatMap((p) => p.events.filter((e) => e.kind === 'message').map((e) => `${channelOf.get(p.app)} ${e.id}`)),
  )
}

/** Each customer sent the next message only when the former was taken; both had the same second. */
async function outOfOrder(stage: Stage, taken: readonly TakenMessage[]): Promise<string[]> {
  const rows = await stage.rig.sql<{ customer: string; numbers: number[] }>(
    `select split_part(text, ':', 1) as customer, array_agg(split_part(text, ': ', 2)::int order by at, id) as numbers
     from message where direction = 'in' and text like 'customer %' group by 1`,
  )
  const expected = new Set(taken.map((t) => t.id.split('.').slice(1, 4).join('.'))).size
  return rows
    .filter(({ numbers }) => numbers.some((n, i) => i > 0 && n < numbers[i - 1]!))
    .map(({ customer, numbers }) => {
      const at = numbers.findIndex((n, i) => i > 0 && n < numbers[i - 1]!)
      return `${customer} of ${expected}: ${numbers.slice(Math.max(0, at - 3), at + 3).join(' ')}`
    })
}

async function checkStatuses(stage: Stage, witness: Witness): Promise<Figure[]> {
  const rows = await stage.rig.sql<{ key: string; status: number }>(
    `select channel_id || ' ' || external_id as key, status from message where direction = 'out' and external_id is not null`,
  )
  const standing = new Map(rows.map((r) => [r.key, r.status]))
  const told = stage.diary.taken.filter((t) => t.kind === 'status')
  const providers = toldByProvider(stage, witness)
  return [
    count('statuses acknowledged to the generator', told.length),
    count('statuses acknowledged to the provider', providers.length),
    none(
      'messages below a status that was acknowledged',
      [...told, ...providers]
        .filter((t) => (standing.get(keyOf(t)) ?? Infinity) < t.rank)
        .map((t) => `${keyOf(t)} is ${standing.get(keyOf(t))}, told ${t.rank}`),
    ),
    none('messages above every status that was told', above(standing, told)),
  ]
}

type Told = Pick<TakenStatus, 'channelId' | 'messageId' | 'rank'>
const keyOf = ({ channelId, messageId }: Told) => `${channelId} ${messageId}`

/** A status that only WhatsApp's own id names may find no message. */
function toldByProvider({ lines }: Stage, { postings }: Witness): Told[] {
  const channelOf = new Map(lines.map((l) => [l.appId, l.channelId]))
  return postings
    .filter((p) => p.acknowledged && !p.faults?.includes('gsIdMissing'))
    .flatMap((p) =>
      p.events
        .filter((e) => e.kind === 'status' && e.status !== undefined)
        .map((e) => ({ channelId: channelOf.get(p.app)!, messageId: e.id!, rank: rankOf(e.status!) })),
    )
}

const rankOf = (status: string) => (status === 'enqueued' ? RANK.accepted : (RANK[status as keyof typeof RANK] ?? 0))

function above(standing: ReadonlyMap<string, number>, told: readonly TakenStatus[]): string[] {
  const most = new Map<string, number>()
  for (const t of told) most.set(keyOf(t), Math.max(most.get(keyOf(t)) ?? RANK.accepted, t.rank))
  return [...most].filter(([key, rank]) => (standing.get(key) ?? 0) > rank).map(([key]) => key)
}
