import { expect, test } from 'vitest'
import { momentOf, wallClock } from './wall-clock.ts'

test.each([
  ['America/Lima', '2026-03-01T09:30', '2026-03-01T14:30:00.000Z'],
  ['America/Lima', '2026-01-01T00:00', '2026-01-01T05:00:00.000Z'],
  ['UTC', '2026-03-01T09:30', '2026-03-01T09:30:00.000Z'],
  ['Asia/Kolkata', '2026-03-01T02:15', '2026-02-28T20:45:00.000Z'],
  ['Europe/Madrid', '2026-07-01T12:00', '2026-07-01T10:00:00.000Z'],
  // Two hours after the clocks went forward, and two before they go back.
  ['Europe/Madrid', '2026-03-29T04:00', '2026-03-29T02:00:00.000Z'],
  ['Europe/Madrid', '2026-10-25T00:30', '2026-10-24T22:30:00.000Z'],
])('%s, %s', (zone, shown, moment) => {
  expect(momentOf(shown, zone).toISOString()).toBe(moment)
  expect(wallClock(new Date(moment), zone)).toBe(shown)
})
