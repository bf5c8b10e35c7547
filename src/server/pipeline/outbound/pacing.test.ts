import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bucket, PairBuckets } from './pacing.ts'

test('BU-2 no sliding second goes over the rate by more than 2 %, whenever one looks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 1000 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 50, maxLength: 400 }),
      (rate, pauses) => {
        const bucket = new Bucket(rate, 0)
        const left: number[] = []
        let now = 0
        for (const pause of pauses) {
          now += pause
          const n = bucket.available(now)
          bucket.take(n)
          for (let i = 0; i < n; i++) left.push(now)
        }
        for (const [i, start] of left.entries()) {
          const within = left.slice(i).filter((at) => at < start + 1000).length
          expect(within).toBeLessThanOrEqual(rate + bucket.burst)
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('BU-2 a bucket starts empty, so that a take-over adds no burst', () => {
  expect(new Bucket(80, 0).available(0)).toBe(0)
})

test('MSG-06 45 messages to one person, then one each 6 seconds; other people are not held up', () => {
  const pairs = new PairBuckets()
  for (let i = 0; i < 45; i++) expect(pairs.take('ana', 0)).toBe(0)
  expect(pairs.take('ana', 0)).toBe(6000)
  expect(pairs.take('luis', 0)).toBe(0)
  expect(pairs.take('ana', 6000)).toBe(0)
  expect(pairs.take('ana', 6000)).toBe(6000)
})
