import { expect, test } from 'vitest'
import { kindsFor, notificationKinds } from './notification-kinds.ts'

test('CH-11 each is told only what concerns them', () => {
  expect(kindsFor(['agent'])).toEqual(['messages_cancelled', 'mentioned'])
  expect(kindsFor(['operator'])).not.toContain('template_decided')
  expect(kindsFor(['manager'])).not.toContain('request_received')
  expect(kindsFor([])).toEqual([])
  expect(kindsFor(['operator', 'manager', 'agent'])).toEqual(notificationKinds)
})
