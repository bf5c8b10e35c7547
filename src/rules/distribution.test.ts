import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, distribute, type DistributionFacts } from './distribution.ts'

const agent = (userId: string, more: Partial<Candidate> = {}): Candidate => ({
  userId,
  held: 0,
  open: 0,
  turn: 0,
  ...more,
})
const waiting = (id: string, ...givenBackBy: string[]) => ({ id, givenBackBy })
const facts = (more: Partial<DistributionFacts>): DistributionFacts => ({
  distribution: 'round_robin',
  limit: null,
  agents: [],
  lastTurn: Math.max(0, ...(more.agents ?? []).map((a) => a.turn)),
  tickets: ['t1', 't2', 't3', 't4'].map((id) => waiting(id)),
  ...more,
})
const said = (f: DistributionFacts) => distribute(f).map((g) => `${g.ticketId}→${g.userId}`)

describe('WS-6 who is given which ticket', () => {
  it('WS-6 by turns goes on after whoever was given one last', () => {
    const agents = [agent('ana', { turn: 8 }), agent('beto', { turn: 7 }), agent('caro', { turn: 9 })]
    expect(said(facts({ agents }))).toEqual(['t1→beto', 't2→ana', 't3→caro', 't4→beto'])
  })

  it('WS-6 who is new to the queue comes first, and then waits their turn', () => {
    const agents = [agent('ana', { turn: 3 }), agent('beto')]
    expect(said(facts({ agents }))).toEqual(['t1→beto', 't2→ana', 't3→beto', 't4→ana'])
  })

  it('WS-6 the least busy of all queues is given the next one, of equals by turns', () => {
    const agents = [agent('ana', { open: 2, turn: 1 }), agent('beto', { open: 0, turn: 2 })]
    expect(said(facts({ distribution: 'least_busy', agents }))).toEqual(['t1→beto', 't2→beto', 't3→ana', 't4→beto'])
  })

  it('WS-6 nobody is given more than the limit; what is left waits', () => {
    const agents = [agent('ana', { held: 1, open: 1 }), agent('beto', { held: 2, open: 2 })]
    expect(said(facts({ limit: 2, agents }))).toEqual(['t1→ana'])
    expect(said(facts({ limit: 1, agents: [] }))).toEqual([])
  })

  it('WS-6 who gave one back is not given it again: it waits for another, and those behind it do not', () => {
    const tickets = [waiting('t1', 'ana'), waiting('t2'), waiting('t3', 'beto')]
    for (const distribution of ['round_robin', 'least_busy'] as const) {
      expect(said(facts({ distribution, tickets, agents: [agent('ana')] }))).toEqual(['t2→ana', 't3→ana'])
      const both = [agent('ana'), agent('beto', { open: 9, turn: 9 })]
      expect(said(facts({ distribution, tickets, agents: both }))[0]).toBe('t1→beto')
    }
  })

  const anyFacts = fc
    .record({
      distribution: fc.constantFrom('round_robin' as const, 'least_busy' as const),
      limit: fc.option(fc.integer({ min: 1, max: 4 })),
      agents: fc.uniqueArray(
        fc
          .record({
            userId: fc.string({ minLength: 1, maxLength: 3 }),
            held: fc.nat(5),
            more: fc.nat(3),
            turn: fc.nat(50),
          })
          .map(({ held, more, ...a }) => ({ ...a, held, open: held + more })),
        { selector: (a) => a.userId, maxLength: 8 },
      ),
      tickets: fc
        .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 30 })
        .map((ids) => ids.map((id) => waiting(id))),
      ahead: fc.nat(5),
    })
    .map(({ ahead, ...f }) => ({ ...f, lastTurn: Math.max(0, ...f.agents.map((a) => a.turn)) + ahead }))

  it('WS-6 never over the limit, never twice, in the order of the tickets, none left while somebody could take it', () => {
    fc.assert(
      fc.property(anyFacts, (f) => {
        const gifts = distribute(f)
        expect(gifts.map((g) => g.ticketId)).toEqual(f.tickets.slice(0, gifts.length).map(({ id }) => id))
        const room = f.agents.map((a) => (f.limit === null ? Infinity : Math.max(0, f.limit - a.held)))
        const total = room.reduce((sum, n) => sum + n, 0)
        expect(gifts).toHaveLength(Math.min(f.tickets.length, total))
        for (const [n, a] of f.agents.entries())
          expect(gifts.filter((g) => g.userId === a.userId).length).toBeLessThanOrEqual(room[n]!)
        expect(gifts.map((g) => g.turn)).toEqual(gifts.map((_, n) => f.lastTurn + n + 1))
      }),
    )
  })

  it('WS-6 no ticket ever goes back to who gave it back', () => {
    fc.assert(
      fc.property(anyFacts, fc.array(fc.nat(9), { minLength: 30, maxLength: 30 }), (f, who) => {
        const tickets = f.tickets.map(({ id }, n) => waiting(id, ...f.agents.slice(who[n]!).map((a) => a.userId)))
        const by = new Map(tickets.map((t) => [t.id, t.givenBackBy]))
        for (const { ticketId, userId } of distribute({ ...f, tickets })) expect(by.get(ticketId)).not.toContain(userId)
      }),
    )
  })

  it('WS-6 given one by one or many at once, the same people are given the same tickets', () => {
    fc.assert(
      fc.property(anyFacts, (f) => {
        const agents = f.agents.map((a) => ({ ...a }))
        let { lastTurn } = f
        const single = f.tickets.flatMap((ticket) => {
          const [gift] = distribute({ ...f, agents, lastTurn, tickets: [ticket] })
          if (!gift) return []
          const to = agents.find((a) => a.userId === gift.userId)!
          Object.assign(to, { held: to.held + 1, open: to.open + 1, turn: gift.turn })
          lastTurn = gift.turn
          return [gift]
        })
        expect(single).toEqual(distribute(f))
      }),
    )
  })

  it('WS-6 without limit, turns differ by one at most', () => {
    fc.assert(
      fc.property(anyFacts, (f) => {
        fc.pre(f.agents.length > 0)
        const gifts = distribute({ ...f, distribution: 'round_robin', limit: null })
        const counts = f.agents.map((a) => gifts.filter((g) => g.userId === a.userId).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
