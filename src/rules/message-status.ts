/** WS-2: a message only climbs; a late `delivered` or `read` overtakes `failed`. Cancelled stands outside the ladder. */
export const RANK = {
  waiting: 0,
  sending: 1,
  uncertain: 2,
  accepted: 3,
  sent: 4,
  failed: 5,
  delivered: 6,
  read: 7,
  cancelled: -1,
} as const

export type MessageStatus = keyof typeof RANK

export function mayBecome(from: MessageStatus, to: MessageStatus): boolean {
  if (from === 'cancelled') return false
  if (to === 'cancelled') return from === 'waiting'
  return RANK[to] > RANK[from]
}

const NAMES = new Map<number, MessageStatus>(Object.entries(RANK).map(([name, rank]) => [rank, name as MessageStatus]))

export const statusName = (rank: number): MessageStatus => NAMES.get(rank)!
