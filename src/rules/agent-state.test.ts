import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AgentState,
  agentStates,
  type Change,
  goesBack,
  nextPeriod,
  type Period,
  takesTickets,
} from './agent-state.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))
const chosen = (state: AgentState, reason: string | null = null): Change => ({
  kind: 'chosen',
  state,
  by: 'ana',
  reason,
})
const walk = (changes: readonly (readonly [Change, Date])[]): Period[] => {
  const periods: Period[] = []
  for (const [change, now] of changes) {
    const next = nextPeriod(periods.at(-1) ?? null, change, now)
    if (next) periods.push(next)
  }
  return periods
}

describe('WS-8 states', () => {
  it('WS-8 who comes for the first time is not available until they say so', () => {
    const [came, ready] = walk([
      [{ kind: 'came' }, at(0)],
      [chosen('available'), at(5)],
    ])
    expect(came).toMatchObject({ state: 'unavailable', present: true, change: 'came', by: null })
    expect(takesTickets(came!)).toBe(false)
    expect(ready).toMatchObject({ state: 'available', present: true, since: at(5), by: 'ana' })
    expect(takesTickets(ready!)).toBe(true)
  })

  it('WS-8 coming and going leaves the state, its time and its reason', () => {
    const periods = walk([
      [{ kind: 'came' }, at(0)],
      [chosen('training', 'Curso'), at(1)],
      [{ kind: 'went', at: at(9) }, at(10)],
      [{ kind: 'came' }, at(12)],
    ])
    expect(periods.slice(2)).toMatchObject([
      { state: 'training', present: false, beganAt: at(9), since: at(1), reason: 'Curso', change: 'went' },
      { state: 'training', present: true, beganAt: at(12), since: at(1), reason: 'Curso', change: 'came' },
    ])
  })

  it('WS-8 the same state once more is no change; the same with another reason is', () => {
    const periods = walk([
      [chosen('busy'), at(0)],
      [chosen('busy'), at(1)],
      [chosen('busy', 'Llamada'), at(2)],
      [{ kind: 'went', at: at(2) }, at(3)],
    ])
    expect(periods.map((p) => p.reason)).toEqual([null, 'Llamada'])
  })

  it('WS-8 one who is gone takes no tickets, whatever their state', () => {
    for (const state of agentStates) expect(takesTickets({ state, present: false })).toBe(false)
  })

  it('WS-8 periods follow one another without gap or overlap, also when clocks go back', () => {
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.record({
        kind: fc.constantFrom('chosen' as const, 'forced' as const),
        state: fc.constantFrom(...agentStates),
        by: fc.constant('ana'),
        reason: fc.option(fc.constantFrom('a', 'b')),
      }),
      fc.constant({ kind: 'came' as const }),
      fc.integer({ min: 0, max: 59 }).map((m) => ({ kind: 'went' as const, at: at(m) })),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(change, fc.integer({ min: 0, max: 59 }).map(at))), (changes) => {
        const periods = walk(changes)
        for (const [n, p] of periods.entries()) {
          expect(p.since <= p.beganAt).toBe(true)
          if (n === 0) continue
          expect(p.beganAt > periods[n - 1]!.beganAt).toBe(true)
        }
      }),
    )
  })
})

describe('TK-12 gone for too long', () => {
  const gone = at(0)
  it('TK-12 gives back after that many minutes, counted from when it was given to them, or they were last there', () => {
    expect(goesBack(gone, at(0), 15, at(14))).toBe(false)
    expect(goesBack(gone, at(0), 15, at(15))).toBe(true)
    expect(goesBack(gone, at(10), 15, at(15))).toBe(false)
    expect(goesBack(gone, at(10), 15, at(25))).toBe(true)
  })
})
