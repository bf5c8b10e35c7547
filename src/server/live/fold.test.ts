import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPace } from './fold.ts'

/** When announcements leave, for changes at these moments. */
function leaving(changes: readonly number[]): { sent: number[]; waits: number[] } {
  const pace = openPace()
  const sent: number[] = []
  const waits: number[] = []
  let due: number | null = null
  let waiting: number[] = []
  const leave = (at: number) => {
    sent.push(at)
    waits.push(...waiting.map((w) => at - w))
    pace.announced(at)
    waiting = []
    due = null
  }
  for (const at of changes.toSorted((a, b) => a - b)) {
    if (due !== null && due <= at) leave(due)
    waiting.push(at)
    due ??= at + pace.wait(at)
    if (due <= at) leave(at)
  }
  if (due !== null) leave(due)
  return { sent, waits }
}

const moments = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 400 })

test('WS-7 what comes alone is told at once, and nothing waits longer than a tenth of a second', () => {
  fc.assert(
    fc.property(moments, (changes) => {
      const { waits } = leaving(changes)
      expect(waits).toHaveLength(changes.length)
      expect(Math.max(...waits)).toBeLessThanOrEqual(100)
    }),
  )
  expect(leaving([0, 1000, 2000]).waits).toEqual([0, 0, 0])
})

test('WS-7 a flood is folded to ten announcements a second', () => {
  const flood = Array.from({ length: 2000 }, (_, n) => n * 5)
  expect(leaving(flood).sent.length).toBeLessThanOrEqual(10 * 10 + 6)
  fc.assert(
    fc.property(moments, (changes) => {
      const { sent } = leaving(changes)
      // Over any stretch of time: ten a second, and what may be drawn in advance.
      for (const [n, from] of sent.entries())
        for (const [m, to] of sent.slice(n).entries()) expect(m).toBeLessThanOrEqual((to - from) / 100 + 5.001)
    }),
  )
})
