import { expect, test } from 'vitest'
import { isSendable, judgeStatus } from './template-status.ts'

test.each([
  ['pending', ['SENDING', 'PENDING', 'IN_REVIEW', 'SUBMITTED', 'IN_APPEAL', 'pending', ' In Review ', 'in-appeal']],
  ['approved', ['APPROVED', 'FLAGGED', 'REINSTATED', 'PAUSED', 'LOCKED', 'ARCHIVED', 'approved']],
  ['rejected', ['REJECTED', 'FAILED', 'NOT_ACCEPTED', 'DISABLED', 'DELETED', 'DEACTIVATED', 'DESACTIVATED', 'deleted']],
])('TP-2 %s is said by %j', (status, raws) => {
  for (const raw of raws) expect(judgeStatus(raw, null)).toMatchObject({ status, known: true })
})

test('TP-2 the finer word is kept in one spelling', () => {
  expect(judgeStatus('paused', null).word).toBe('PAUSED')
  expect(judgeStatus('desactivated', null).word).toBe('DISABLED')
})

test('TP-2 an unknown word keeps the last status and shows raw', () => {
  const approved = { status: 'approved' as const, word: 'APPROVED' }
  expect(judgeStatus(' On_Hold ', approved)).toEqual({ status: 'approved', word: 'On_Hold', known: false })
  expect(judgeStatus('constructor', null)).toEqual({ status: 'pending', word: 'constructor', known: false })
})

test('TP-3 sendable needs the word, the switch and the channel', () => {
  const words = ['APPROVED', 'FLAGGED', 'REINSTATED', 'PAUSED', 'LOCKED', 'ARCHIVED', 'PENDING', 'REJECTED']
  expect(words.filter((word) => isSendable(word, true, 'active'))).toEqual(['APPROVED', 'FLAGGED', 'REINSTATED'])
  expect(isSendable('APPROVED', false, 'active')).toBe(false)
  for (const state of ['pending', 'inactive', 'interrupted'] as const) {
    expect(isSendable('APPROVED', true, state)).toBe(false)
  }
})
