import { describe, expect, it } from 'vitest'
import { age, estimate, limitOf } from './channel.ts'

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()

describe('what the list says of a channel', () => {
  it('CH-3 says 10 to 14 days as one and a half to two weeks', () => {
    expect(estimate({ from: 10, to: 14 }, 'es-PE')).toEqual({ unit: 'weeks', from: '1.5', to: '2' })
    expect(estimate({ from: 2, to: 5 }, 'en-US')).toEqual({ unit: 'days', from: '2', to: '5' })
  })

  it('CH-6 reads the messaging limit from the provider’s open word', () => {
    expect(['TIER_250', 'TIER_2K', 'TIER_100K', 'TIER_UNLIMITED', ''].map(limitOf)).toEqual([
      250,
      2000,
      100_000,
      null,
      null,
    ])
  })

  it('CH-11 keeps saying an age, however old a request is', () => {
    expect(age(ago(5), 'es-PE')).toBe('ahora')
    expect(age(ago(3 * 86_400 + 60), 'es-PE')).toBe('hace 3 días')
    expect(age(ago(45 * 86_400 + 60), 'en-US')).toBe('45 days ago')
  })
})
