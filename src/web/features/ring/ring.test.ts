import { describe, expect, it } from 'vitest'
import { ringsFor } from './ring.ts'

const rosa = { id: 'r', name: 'Rosa Huamán', unread: 2 }
const none = new Set<string>()

describe('WS-10 what calls an agent who looks elsewhere', () => {
  it('more unread than before is a new message; as many or fewer is not', () => {
    const ring = { id: 'r', name: 'Rosa Huamán', what: 'message' }
    expect(ringsFor(new Map([['r', 1]]), [rosa], none, true)).toEqual([ring])
    expect(ringsFor(new Map([['r', 2]]), [rosa], none, true)).toEqual([])
    expect(ringsFor(new Map([['r', 3]]), [rosa], new Set('r'), true)).toEqual([])
  })

  it('a ticket that was not mine is a new one; where not all were known, only one that was given', () => {
    const ring = { id: 'r', name: 'Rosa Huamán', what: 'ticket' }
    expect(ringsFor(new Map(), [rosa], none, true)).toEqual([ring])
    expect(ringsFor(new Map(), [rosa], none, false)).toEqual([])
    expect(ringsFor(new Map(), [rosa], new Set('r'), false)).toEqual([ring])
  })
})
