import { expect, test } from 'vitest'
import { LINK_LIFE_MS, linksLeft, mayAskLink } from './sign-up-link.ts'

const now = new Date('2026-03-02T12:00:00Z')
const madeAgo = (ms: number) => new Date(now.getTime() - ms + LINK_LIFE_MS)

test.each([
  ['none yet', 0, null, true],
  ['made a minute ago', 1, madeAgo(60_000), 'link_is_new'],
  ['made an hour ago', 1, madeAgo(3_600_000), true],
  ['expired', 1, madeAgo(LINK_LIFE_MS + 1), true],
  ['the fortieth renewal was the last', 41, madeAgo(LINK_LIFE_MS + 1), 'links_used_up'],
  ['one renewal left', 40, madeAgo(LINK_LIFE_MS + 1), true],
])('CH-11 another link, %s', (_, made, expiresAt, expected) => {
  expect(mayAskLink({ made, expiresAt }, now)).toBe(expected)
})

test('CH-11 what is left never falls below none', () => {
  expect([0, 1, 41, 50].map(linksLeft)).toEqual([41, 40, 0, 0])
})
