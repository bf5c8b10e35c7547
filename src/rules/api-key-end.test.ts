import { expect, test } from 'vitest'
import { API_KEYS_END, apiKeyEndsSoon } from './api-key-end.ts'

test('ST-5 API keys end on 31 March 2027, and are warned of half a year before', () => {
  expect(API_KEYS_END.toISOString().slice(0, 10)).toBe('2027-03-31')
  expect(apiKeyEndsSoon(new Date('2026-09-30T00:00:00Z'))).toBe(false)
  expect(apiKeyEndsSoon(new Date('2026-10-03T00:00:00Z'))).toBe(true)
  expect(apiKeyEndsSoon(new Date('2027-04-01T00:00:00Z'))).toBe(true)
})
