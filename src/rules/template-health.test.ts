import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { failureGroup, FEW_SENDS, groupFailures, sharesOf } from './template-health.ts'

const none = { sent: 0, delivered: 0, read: 0, failed: 0, taps: 0 }

test('health: of few sends no share is told, of many none leaves 0 to 1', () => {
  expect(sharesOf({ ...none, sent: FEW_SENDS - 1, read: 5 })).toBeNull()
  expect(sharesOf({ sent: 200, delivered: 190, read: 100, failed: 50, taps: 10 })).toEqual({
    delivered: 0.95,
    read: 0.5,
    failed: 0.25,
    taps: 0.05,
  })
  const n = fc.integer({ min: -5, max: 1000 })
  fc.assert(
    fc.property(fc.record({ sent: n, delivered: n, read: n, failed: n, taps: n }), (figures) => {
      for (const share of Object.values(sharesOf(figures) ?? {})) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('health: failures are told apart by whose no it was; nothing is lost on the way', () => {
  expect(
    ['131050', '131049', '131048', '131026', 'opted_out', 'template_not_sendable', '132000'].map(failureGroup),
  ).toEqual(['opted_out', 'protected', 'blocked', 'unreachable', 'opted_out', 'ours', 'other'])
  const told = [
    { code: '132000', count: 2 },
    { code: '131050', count: 4 },
    { code: 'opted_out', count: 3 },
    { code: 'overtaken', count: -1 },
    { code: '131026', count: 0 },
  ]
  expect(groupFailures(told).map(({ group, count }) => [group, count])).toEqual([
    ['opted_out', 7],
    ['other', 2],
    ['overtaken', -1],
  ])
})
