import { expect, test } from 'vitest'
import { elapsed } from './elapsed.ts'

test('WS-8 a timer reads like a stop-watch', () => {
  const shown = [-5, 0, 7.9, 67, 3600, 3847, 86_400, 97_447].map((seconds) => elapsed(seconds * 1000))
  expect(shown).toEqual(['0:00', '0:00', '0:07', '1:07', '1:00:00', '1:04:07', '1 d 0:00', '1 d 3:04'])
})
