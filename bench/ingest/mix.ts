import { createHash } from 'node:crypto'
import { phoneOf } from '../rig/bulk.ts'

/** WS-2, in the product's numbers: what a status raises its message to. */
const RANKS = { sent: 4, delivered: 6, read: 7 } as const
type Status = keyof typeof RANKS

const USUAL: readonly Status[] = ['sent', 'delivered', 'read']
const SWAPPED: readonly (readonly Status[])[] = [
  ['sent', 'read', 'delivered'],
  ['delivered', 'sent', 'read'],
]
const SWAPPED_SHARE = 0.05
const REPEATED_SHARE = 0.02
const QUOTING_SHARE = 0.1
const RECENT = 1024

/** One event, as text of its item and what it means for the outcome. */
export interface Happening {
  /** Of the target, or of the inbound message, counted from 0. */
  index: number
  /** What the target must have reached once this is acknowledged; 0 for an inbound message. */
  rank: number
  text: string
  phone: string
}

export interface MixOptions {
  /** Numbers of the outgoing messages that get statuses: these and no others. */
  firstTarget: number
  targets: number
  /** All there are, for quoting. */
  contacts: number
  /** Where this run's new contacts begin; as many as there are known ones. */
  newFrom: number
  /** Names this run's inbound messages. */
  run: string
  seed: number
  /** Events between two statuses of one message. */
  spacing: number
}

export const targetId = (n: number) => {
  const hex = createHash('md5').update(`target${n}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** An endless company's day: three statuses to one inbound message, statuses of a message `spacing` events apart, some
 *  swapped, some events repeated, some messages quoting one of ours. The same seed gives the same day. */
export function openMix(options: MixOptions): () => Happening {
  const { firstTarget, targets, contacts, newFrom, run, spacing } = options
  const random = seeded(options.seed)
  const chance = (share: number) => random() < share
  const ids = Array.from({ length: targets }, (_, n) => targetId(firstTarget + n))
  const order: (readonly Status[])[] = []
  const due = { second: [] as [number, number][], third: [] as [number, number][] }
  const heads = { second: 0, third: 0 }
  const recent: Happening[] = []
  let events = 0
  let inbound = 0
  let fresh = 0

  function status(index: number, stage: number): Happening {
    const word = order[index]![stage]!
    const phone = phoneOf((firstTarget + index) % contacts)
    const id = ids[index]!
    const text =
      `{"conversation":{"id":"${id.replaceAll('-', '')}"},"gs_id":"${id}","id":"wamid.HBgL${phone}${id}","meta_msg_id":"wamid.HBgL${phone}${id}",` +
      `"recipient_id":"${phone}","status":"${word}","timestamp":"${seconds()}"}`
    return { index, rank: RANKS[word], text, phone }
  }

  function nextStatus(): Happening {
    for (const [list, stage] of [
      ['third', 2],
      ['second', 1],
    ] as const) {
      const head = due[list][heads[list]]
      if (head === undefined || head[0] > events) continue
      heads[list]++
      if (stage === 1) due.third.push([events + spacing, head[1]])
      return status(head[1], stage)
    }
    if (fresh === targets) throw new Error('the run needs more targets than were made')
    const index = fresh++
    order.push(chance(SWAPPED_SHARE) ? SWAPPED[index % 2]! : USUAL)
    due.second.push([events + spacing, index])
    return status(index, 0)
  }

  function nextMessage(): Happening {
    const index = inbound++
    const n = Math.floor(random() * contacts)
    const isNew = chance(0.5)
    const phone = phoneOf(isNew ? newFrom + n : n)
    const quoted = !isNew && chance(QUOTING_SHARE) ? targetId(n) : undefined
    const context = quoted ? `"context":{"from":"51900000101","id":"${quoted}","gs_id":"${quoted}"},` : ''
    const text =
      `{${context}"from":"${phone}","id":"wamid.${run}.${index}.HBgLNTE5MDAwMDAwMDAwFQIAEhgUM0E","timestamp":"${seconds()}",` +
      `"text":{"body":"Hola, quisiera saber por mi pedido ${index}, gracias"},"type":"text"}`
    return { index, rank: 0, text, phone }
  }

  return () => {
    if (recent.length === RECENT && chance(REPEATED_SHARE)) return recent[Math.floor(random() * RECENT)]!
    const happening = events % 4 === 3 ? nextMessage() : nextStatus()
    recent[events++ % RECENT] = happening
    return happening
  }
}

let second = 0
let secondText = ''
/** Now, as WhatsApp writes it. */
function seconds(): string {
  const now = Math.floor(Date.now() / 1000)
  if (now !== second) [second, secondText] = [now, String(now)]
  return secondText
}

/** Mulberry32: the same sequence for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
