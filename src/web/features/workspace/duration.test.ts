import { expect, test } from 'vitest'
import { duration } from './duration.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test('WS-5 what is left of the window is told in hours and minutes, rounded down', () => {
  expect(duration(23 * HOUR + 12.9 * MINUTE, 'es-PE')).toBe('23 h 12 min')
  expect(duration(59 * MINUTE + 59_000, 'es-PE')).toBe('59 min')
  expect(duration(-5, 'es-PE')).toBe('0 min')
})

test('the age of a row is its largest unit', () => {
  expect(duration(3 * HOUR + 50 * MINUTE, 'es-PE', true)).toBe('3 h')
  expect(duration(50 * HOUR, 'es-PE', true)).toBe('2 días')
})
