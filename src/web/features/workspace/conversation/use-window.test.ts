import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextChange, urgencyOf } from './use-window.ts'

const MINUTE = 60_000

test('WS-5 the rest of the window is urgent in its last hour, more so in its last five minutes', () => {
  expect([61 * MINUTE, 60 * MINUTE, 5 * MINUTE + 1, 5 * MINUTE, 1, 0, -1].map(urgencyOf)).toEqual([
    'none',
    'hour',
    'hour',
    'minutes',
    'minutes',
    'over',
    'over',
  ])
})

test('WS-5 the countdown is drawn at each full minute, in the end at each second, and exactly at its end', () => {
  expect([10 * MINUTE, 10 * MINUTE + 1, 10 * MINUTE - 1].map(nextChange)).toEqual([MINUTE, 1, MINUTE - 1])
  expect([5 * MINUTE, 4200, 1000, 700].map(nextChange)).toEqual([1000, 200, 1000, 700])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 25 * 60 * MINUTE }), (left) => {
      const wait = nextChange(left)
      return wait > 0 && wait <= left && wait <= MINUTE
    }),
  )
})
