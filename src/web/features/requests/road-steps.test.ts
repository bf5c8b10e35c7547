import { describe, expect, it } from 'vitest'
import { roadOf } from './road-steps.ts'

const nothing = {
  appId: null,
  subscribed: false,
  contactSet: false,
  signUpLink: null,
  signUpLinkExpiresAt: null,
  liveAt: null,
  identifier: null,
  error: null,
}
const states = (facts: Partial<Parameters<typeof roadOf>[0]>) =>
  roadOf({ ...nothing, ...facts }).map(({ state }) => state)

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
})
