/** What of an agent decides who is given the next ticket of a queue. */
export interface Candidate {
  userId: string
  /** Open tickets of this queue. */
  held: number
  /** Open tickets of all queues. */
  open: number
  /** When this queue last gave them one: rises with each gift; 0 is never. */
  turn: number
}

export interface DistributionFacts {
  distribution: 'round_robin' | 'least_busy'
  /** How many open tickets of the queue an agent is given at most; null is as many as come. */
  limit: number | null
  /** Those who are there and *disponible*. */
  agents: readonly Candidate[]
  /** The highest turn of the queue so far, also of those who are not there. */
  lastTurn: number
  /** In the queue's order. */
  tickets: readonly WaitingTicket[]
}

export interface WaitingTicket {
  id: string
  /** Who had it and gave it back is not given it again. */
  givenBackBy: readonly string[]
}

export interface Gift {
  ticketId: string
  userId: string
  turn: number
}

/** WS-6: who is given which ticket: in the order of the tickets, to those under their limit, by turns or to who has least to
 *  do; of equals to who was given one longest ago. Never back to who gave it back, never two for one ticket, never one over
 *  the limit. */
export function distribute({ distribution, limit, agents, lastTurn, tickets }: DistributionFacts): Gift[] {
  const free = agents.map((agent) => ({ ...agent }))
  const before = distribution === 'least_busy' ? lessBusy : longerAgo
  const gifts: Gift[] = []
  for (const { id: ticketId, givenBackBy } of tickets) {
    let next: Candidate | null = null
    for (const agent of free) {
      if ((limit !== null && agent.held >= limit) || givenBackBy.includes(agent.userId)) continue
      if (next === null || before(agent, next)) next = agent
    }
    if (next === null) continue
    next.held++
    next.open++
    next.turn = lastTurn + gifts.length + 1
    gifts.push({ ticketId, userId: next.userId, turn: next.turn })
  }
  return gifts
}

const longerAgo = (a: Candidate, b: Candidate): boolean => (a.turn === b.turn ? a.userId < b.userId : a.turn < b.turn)

const lessBusy = (a: Candidate, b: Candidate): boolean => (a.open === b.open ? longerAgo(a, b) : a.open < b.open)
