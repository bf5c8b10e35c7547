import { describe, expect, test } from 'vitest'
import { DAY_MS, deleting, editing, reservedUntil } from './template-life.ts'

const now = new Date('2026-05-20T12:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
const life = (statusWord: string, edits: Date[] = []) => ({ statusWord, foreign: false, underWay: false, edits })

describe('editing', () => {
  test('LIM-03: approved, rejected and paused ones can be edited, others not, each with its reason', () => {
    const barriers = ['APPROVED', 'FLAGGED', 'REJECTED', 'FAILED', 'PAUSED', 'NOT_ACCEPTED'].map(
      (word) => editing(life(word), now).barrier,
    )
    expect(new Set(barriers)).toEqual(new Set([null]))
    expect(editing(life('PENDING'), now).barrier).toBe('in_review')
    expect(editing(life('DISABLED'), now).barrier).toBe('disabled')
    expect(editing(life('LOCKED'), now).barrier).toBe('locked')
    expect(editing(life('SOMETHING_NEW'), now).barrier).toBe('unknown_status')
  })

  test('LIM-04: an approved one once in 24 hours, told when again; to the second', () => {
    expect(editing(life('APPROVED', [ago(0.5)]), now)).toMatchObject({
      barrier: 'once_a_day',
      nextAt: new Date(now.getTime() + DAY_MS / 2),
      leftIn30Days: 9,
    })
    expect(editing(life('APPROVED', [ago(1)]), now).barrier).toBeNull()
  })

  test('LIM-04: ten times in 30 days, told when the oldest of them is over', () => {
    const ten = Array.from({ length: 10 }, (_, n) => ago(2 + n * 2))
    expect(editing(life('APPROVED', ten), now)).toMatchObject({
      barrier: 'ten_in_30_days',
      leftIn30Days: 0,
      nextAt: new Date(ago(20).getTime() + 30 * DAY_MS),
    })
    expect(editing(life('APPROVED', [...ten.slice(0, 9), ago(31)]), now)).toMatchObject({
      barrier: null,
      leftIn30Days: 1,
    })
  })

  test('LIM-04: rejected and paused ones as often as wanted', () => {
    const many = Array.from({ length: 12 }, (_, n) => ago(n / 10))
    expect(editing(life('REJECTED', many), now)).toMatchObject({ barrier: null, counts: false })
    expect(editing(life('PAUSED', many), now)).toMatchObject({ barrier: null, counts: false })
  })
})

test('NAME-07: a disabled one cannot be deleted; others can, once nothing of theirs is on its way', () => {
  expect(deleting({ statusWord: 'DISABLED', underWay: false })).toBe('disabled')
  expect(deleting({ statusWord: 'SENDING', underWay: false })).toBe('sending')
  expect(deleting({ statusWord: 'APPROVED', underWay: true })).toBe('edit_under_way')
  expect(deleting({ statusWord: 'REJECTED', underWay: false })).toBeNull()
})

test('NAME-05: the name of an approved one is held back for 30 days', () => {
  expect(reservedUntil(true, now)).toEqual(new Date('2026-06-19T12:00:00Z'))
  expect(reservedUntil(false, now)).toBeNull()
})
