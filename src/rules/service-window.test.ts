import { expect, test } from 'vitest'
import { isWindowOpen, windowClosesAt, windowRemaining } from './service-window.ts'

const asked = new Date('2026-07-28T15:00:00Z')

test('TK-8 the window closes 24 hours after the contact’s last message', () => {
  expect(windowClosesAt(asked)).toEqual(new Date('2026-07-29T15:00:00Z'))
  expect(isWindowOpen(asked, new Date('2026-07-29T14:59:59.999Z'))).toBe(true)
  expect(isWindowOpen(asked, new Date('2026-07-29T15:00:00Z'))).toBe(false)
})

test('WS-5 the countdown ends at zero', () => {
  expect(windowRemaining(asked, new Date('2026-07-29T14:00:00Z'))).toBe(3_600_000)
  expect(windowRemaining(asked, new Date('2026-08-29T14:00:00Z'))).toBe(0)
})

test('TK-8 who never wrote has no window', () => {
  expect(windowClosesAt(null)).toBeNull()
  expect(windowRemaining(null, asked)).toBe(0)
  expect(isWindowOpen(null, asked)).toBe(false)
})
