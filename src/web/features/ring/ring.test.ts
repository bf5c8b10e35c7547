import { describe, expect, it } from 'vitest'
import { ringsFor } from './ring.ts'

const rosa = { id: 'r', name: 'Rosa Huamán', unread: 2, lastActivityAt: '2026-11-26T10:00:00.000Z' }
const stood = (unread: number, lastActivityAt = rosa.lastActivityAt) => new Map([['r', { unread, lastActivityAt }]])
const none = new Set<string>()

describe('WS-10 what calls an agent who looks elsewhere', () => {
  it('more unread than before is a new message; as many or fewer is not', () => {
    const ring = { id: 'r', name: 'Rosa Huamán', what: 'message' }
    expect(ringsFor(stood(1), [rosa], none, true)).toEqual([ring])
    expect(ringsFor(stood(2), [rosa], none, true)).toEqual([])
    expect(ringsFor(stood(3), [rosa], new Set('r'), true)).toEqual([])
    // Read, and written again.
    expect(ringsFor(stood(2, '2026-11-26T09:59:00.000Z'), [rosa], none, true)).toEqual([ring])
  })

  it('a ticket that was not mine is a new one; where not all were known, only one that was given', () => {
    const ring = { id: 'r', name: 'Rosa Huamán', what: 'ticket' }
    expect(ringsFor(new Map(), [rosa], none, true)).toEqual([ring])
    expect(ringsFor(new Map(), [rosa], none, false)).toEqual([])
    expect(ringsFor(new Map(), [rosa], new Set('r'), false)).toEqual([ring])
  })
})
