import { expect, test } from 'vitest'
import { serviceShare, serviceSign } from './service-level.ts'

test('HR-3 a ticket is on time, soon late, and late when its open time is over', () => {
  expect([0, 44, 45, 60, 61].map((s) => serviceSign(s, 60))).toEqual(['on_time', 'on_time', 'soon', 'soon', 'late'])
})

test('HR-3 the share of a day: nobody yet, all, and never all with one missed', () => {
  expect(serviceShare({ met: 0, missed: 0 })).toBe(null)
  expect(serviceShare({ met: 7, missed: 0 })).toBe(100)
  expect(serviceShare({ met: 999, missed: 1 })).toBe(99)
  expect(serviceShare({ met: 0, missed: 3 })).toBe(0)
})
