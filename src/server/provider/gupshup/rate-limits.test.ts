import { expect, test } from 'vitest'
import { createLimiter, LIMITS } from './rate-limits.ts'

test('calls beyond the limit wait for their turn, in order, scope by scope', async () => {
  const limiter = createLimiter({ ...LIMITS, other: { calls: 2, perMs: 120 } })
  const begun = performance.now()
  const done: [string, number][] = []
  const take = async (name: string, scope: string) => {
    await limiter.take('other', scope, 1_000)
    done.push([name, Math.floor((performance.now() - begun) / 60)])
  }
  await Promise.all([take('a', '1'), take('b', '1'), take('c', '1'), take('d', '1'), take('e', '1'), take('x', '2')])
  expect(done.map(([name]) => name)).toEqual(['a', 'b', 'x', 'c', 'd', 'e'])
  expect(done.slice(0, 3).every(([, slot]) => slot === 0)).toBe(true)
  expect(done[3]![1]).toBeGreaterThanOrEqual(1)
  expect(done[5]![1]).toBeGreaterThanOrEqual(3)
})

test('a turn that would come too late is busy, takes no place and says when', async () => {
  const limiter = createLimiter({ ...LIMITS, login: { calls: 1, perMs: 10_000 } })
  await limiter.take('login', 'partner', 0)
  for (let tries = 0; tries < 3; tries++) {
    const fault = await limiter.take('login', 'partner', 50).catch((error: unknown) => error)
    expect(fault).toMatchObject({ verdict: 'busy', retryAfterMs: expect.closeTo(10_000, -3) })
  }
})
