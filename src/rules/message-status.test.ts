import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayBecome, type MessageStatus, RANK } from './message-status.ts'

const STATUSES: MessageStatus[] = [
  'cancelled',
  'waiting',
  'sending',
  'uncertain',
  'accepted',
  'sent',
  'failed',
  'delivered',
  'read',
]

test('WS-2 the ranks', () => {
  expect(STATUSES.map((status) => RANK[status])).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7])
  expect(Object.keys(RANK)).toHaveLength(STATUSES.length)
})

test('WS-2 whatever arrives in whatever order, a status never goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STATUSES)), (arrivals) => {
      let status: MessageStatus = 'waiting'
      for (const next of arrivals.filter((one) => one !== 'cancelled')) {
        const before: MessageStatus = status
        if (mayBecome(before, next)) status = next
        expect(RANK[status]).toBe(Math.max(RANK[before], RANK[next]))
      }
    }),
  )
})

test('WS-2 a late delivered or read overtakes failed; nothing becomes itself', () => {
  expect(mayBecome('failed', 'delivered')).toBe(true)
  expect(mayBecome('failed', 'sent')).toBe(false)
  for (const status of STATUSES) expect(mayBecome(status, status)).toBe(false)
})

test('WS-2 cancelled comes only from waiting and is final', () => {
  expect(STATUSES.filter((status) => mayBecome(status, 'cancelled'))).toEqual(['waiting'])
  expect(STATUSES.filter((status) => mayBecome('cancelled', status))).toEqual([])
})
