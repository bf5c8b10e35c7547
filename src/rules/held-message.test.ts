import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { heldTooLong, wasHeld } from './held-message.ts'

const now = new Date('2026-03-02T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

test.each([
  ['made 25 hours ago, held until now', 25, 0, true],
  ['made 23 hours ago, held until now', 23, 0, false],
  ['made 24 hours ago to the second', 24, 0, false],
  ['made 25 hours ago, after the interruption had ended', 25, 26, false],
])('CH-13 %s', (_, made, ended, expected) => {
  expect(heldTooLong({ madeAt: hoursAgo(made), interruptionEndedAt: hoursAgo(ended) }, now, 24)).toBe(expected)
})

test('CH-13 what no interruption held may wait', () => {
  expect(heldTooLong({ madeAt: hoursAgo(400), interruptionEndedAt: null }, now, 24)).toBe(false)
  expect(wasHeld({ madeAt: hoursAgo(400), interruptionEndedAt: null })).toBe(false)
})

test('CH-13 a longer setting never cancels more, and only what was held is cancelled', () => {
  const hours = fc.integer({ min: 0, max: 200 })
  fc.assert(
    fc.property(hours, fc.option(hours), hours, hours, (made, ended, one, two) => {
      const m = { madeAt: hoursAgo(made), interruptionEndedAt: ended === null ? null : hoursAgo(ended) }
      if (heldTooLong(m, now, Math.max(one, two))) expect(heldTooLong(m, now, Math.min(one, two))).toBe(true)
      if (heldTooLong(m, now, one)) expect(wasHeld(m)).toBe(true)
    }),
  )
})
