import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Pace, PairBuckets } from './pacing.ts'

/** Sends as fast as the pace allows; `stalls` say how long the sender sleeps before each look. */
function run(rate: number, stalls: readonly number[], leadMs = 0, delays: readonly number[] = [0]): number[] {
  const pace = new Pace(rate, 0)
  const sent: number[] = []
  let now = 0
  for (const stall of stalls) {
    now += stall
    for (let n = pace.within(leadMs, now); n > 0; n--) {
      now += Math.max(0, pace.wait(now))
      const left = pace.take(now)
      // The socket takes its time, and with it the event loop.
      now += delays[sent.length % delays.length]!
      left(now)
      sent.push(now)
    }
  }
  return sent
}

const mostInASecond = (sent: readonly number[]) => {
  let most = 0
  for (let from = 0, to = 0; to < sent.length; to++) {
    while (sent[to]! - sent[from]! >= 1000 - 1e-6) from++
    most = Math.max(most, to - from + 1)
  }
  return most
}

describe('BU-2 the pace of a channel', () => {
  test('no sliding second is exceeded by more than 1.5 %, whatever the stalls', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 7, 80, 250, 1000),
        fc.array(fc.oneof(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 900, noNaN: true })), {
          minLength: 1,
          maxLength: 300,
        }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (rate, stalls, leadMs, delays) => {
          expect(mostInASecond(run(rate, stalls, leadMs, delays))).toBeLessThanOrEqual(
            Math.max(1, Math.floor(rate * 1.015)),
          )
        },
      ),
    )
  })

  test('a steady sender reaches the rate within 2 %, in spite of short stalls', () => {
    for (const rate of [80, 1000]) {
      const stalls = Array.from({ length: 20_000 }, (_, i) => (i % 100 === 0 ? 40 : 1))
      const sent = run(rate, stalls)
      const seconds = (sent.at(-1)! - 1000) / 1000
      const after = sent.filter((at) => at > 1000).length
      expect(after / seconds).toBeGreaterThan(rate * 0.98)
      expect(after / seconds).toBeLessThanOrEqual(rate * 1.015)
    }
  })

  test('a take-over adds no burst to what the former holder sent: the first second stays within the rate', () => {
    const sent = run(
      80,
      Array.from({ length: 1000 }, () => 1),
    )
    expect(sent.length).toBeLessThanOrEqual(80)
    expect(sent[0]).toBeGreaterThan(10)
  })

  test('a hold stops everything until it is over', () => {
    const pace = new Pace(1000, 0)
    pace.hold(500)
    expect(pace.within(5, 400)).toBe(0)
    expect(pace.wait(400)).toBe(100)
    expect(pace.within(0, 501)).toBeGreaterThan(0)
  })
})

describe('MSG-06 the pair of channel and contact', () => {
  test('45 at once, then one each 6 seconds', () => {
    const pairs = new PairBuckets()
    for (let i = 0; i < 45; i++) expect(pairs.take('a', false, 0)).toBe(0)
    expect(pairs.take('a', false, 0)).toBe(6000)
    expect(pairs.take('b', false, 0)).toBe(0)
    expect(pairs.take('a', false, 6000)).toBe(0)
    expect(pairs.take('a', false, 6001)).toBeGreaterThan(0)
  })

  test('bulk takes one of it at most; an agent is not kept waiting by it', () => {
    const pairs = new PairBuckets()
    expect(pairs.take('a', true, 0)).toBe(0)
    expect(pairs.take('a', true, 10)).toBe(5990)
    for (let i = 0; i < 44; i++) expect(pairs.take('a', false, 10)).toBe(0)
    expect(pairs.take('a', false, 10)).toBeGreaterThan(0)
    expect(pairs.take('a', true, 6020)).toBe(0)
  })

  test('what the former holder sent counts after a take-over', () => {
    const pairs = new PairBuckets()
    pairs.seed('a', 44, 0)
    expect(pairs.take('a', false, 0)).toBe(0)
    expect(pairs.take('a', false, 0)).toBe(6000)
  })
})
