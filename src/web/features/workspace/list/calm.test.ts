import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calm, windowOf } from './calm.ts'

const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String))

test('WS-7 no row moves while one points at it: the order stands, what is loaded follows, what is new is counted', () => {
  fc.assert(
    fc.property(ids, ids, (shown, now) => {
      const { order, waiting } = calm(shown, now)
      expect(order.slice(0, shown.length)).toEqual(shown)
      expect(new Set(order).size).toBe(order.length)
      const fresh = now.filter((id) => !shown.includes(id))
      expect(order.length - shown.length + waiting).toBe(fresh.length)
    }),
  )
  expect(calm(['a', 'b'], ['x', 'b', 'a', 'c'])).toEqual({ order: ['a', 'b', 'c'], waiting: 1 })
})

test('of ten thousand rows only those in sight are drawn, and some around them', () => {
  expect(windowOf(0, 600, 88, 10_000)).toEqual({ from: 0, to: 15 })
  expect(windowOf(440_000, 600, 88, 10_000)).toEqual({ from: 4992, to: 5015 })
  expect(windowOf(0, 600, 88, 3)).toEqual({ from: 0, to: 3 })
})
