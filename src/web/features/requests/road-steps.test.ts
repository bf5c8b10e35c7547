import { describe, expect, it } from 'vitest'
import { roadOf } from './road-steps.ts'

const nothing = {
  appId: null,
  subscribed: false,
  contactSet: false,
  signUpLink: null,
  liveAt: null,
  identifier: null,
  error: null,
  byHand: null,
}
const states = (facts: Partial<Parameters<typeof roadOf>[1]>, way: 'provider' | 'hand' = 'provider') =>
  roadOf(way, { ...nothing, ...facts }).map(({ state }) => state)

describe('CH-11 the road to a number', () => {
  it('runs the first step that is not done', () => {
    expect(states({ appId: 'a' })).toEqual(['done', 'now', 'waiting', 'waiting', 'waiting', 'waiting'])
  })

  it('shows an error at the step that failed', () => {
    expect(states({ error: 'no' })[0]).toBe('error')
  })

  it('is done when the number is live, whatever became of its link', () => {
    const live = {
      appId: 'a',
      subscribed: true,
      contactSet: true,
      identifier: '+51900000123',
      liveAt: '2030-01-01T00:00:00Z',
    }
    expect(new Set(states(live))).toEqual(new Set(['done']))
  })

  it('by hand, credentials are tried before anything else', () => {
    const untried = { triedAt: null, error: null }
    expect(states({ byHand: untried }, 'hand')).toEqual(['done', 'now', 'waiting', 'waiting'])
    expect(states({ byHand: { triedAt: '2030-01-01T00:00:00Z', error: 'no' } }, 'hand')[1]).toBe('error')
    expect(states({ byHand: untried, appId: 'a' }, 'hand')).toEqual(['done', 'done', 'now', 'waiting'])
  })
})
