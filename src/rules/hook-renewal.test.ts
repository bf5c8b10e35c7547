import { expect, test } from 'vitest'
import { oldKeyEnds } from './hook-renewal.ts'

const now = new Date('2026-05-04T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const cases = [
  [
    'not before the provider confirmed the new address',
    { subscribedAt: null, newUsedAt: ago(60), oldUsedAt: null },
    false,
  ],
  ['not before the new key was seen', { subscribedAt: ago(60), newUsedAt: null, oldUsedAt: ago(50) }, false],
  ['not while the old key is in use', { subscribedAt: ago(60), newUsedAt: ago(1), oldUsedAt: ago(9) }, false],
  ['not at once, for something may be on its way', { subscribedAt: ago(9), newUsedAt: ago(8), oldUsedAt: null }, false],
  [
    'when the new one is in use and the old one is quiet',
    { subscribedAt: ago(60), newUsedAt: ago(1), oldUsedAt: ago(10) },
    true,
  ],
  ['after a day in any case', { subscribedAt: ago(1440), newUsedAt: null, oldUsedAt: ago(1) }, true],
] as const

test.each(cases)('the old key ends: %s', (_, renewal, ends) => expect(oldKeyEnds(renewal, now)).toBe(ends))
