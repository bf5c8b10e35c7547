import { expect, test } from 'vitest'
import { mustAskAgain } from './switch-off.ts'

const figures = (interactionsWithTicket: number, sendsWithoutAnswer: number, queueIds = ['a', 'b']) => ({
  interactionsWithTicket,
  sendsWithoutAnswer,
  queueIds,
})

test.each([
  ['nothing changed', figures(60, 40), figures(60, 40), false],
  ['exactly 10 and 10 % more', figures(60, 40), figures(65, 45), false],
  ['11 more of 1000', figures(500, 500), figures(500, 511), true],
  ['10 more of 1000', figures(500, 500), figures(510, 500), false],
  ['over 10 % of few', figures(9, 0), figures(10, 0), true],
  ['the first one', figures(0, 0), figures(1, 0), true],
  ['fewer', figures(60, 40), figures(0, 0), false],
  ['one kind grew as the other shrank', figures(60, 40), figures(80, 20), false],
  ['a queue added', figures(60, 40), figures(60, 40, ['a', 'b', 'c']), true],
  ['a queue swapped', figures(60, 40), figures(60, 40, ['a', 'c']), true],
  ['a queue gone', figures(60, 40), figures(60, 40, ['a']), false],
])('CH-8 asked again when %s', (_, shown, now, again) => {
  expect(mustAskAgain(shown, now)).toBe(again)
})
