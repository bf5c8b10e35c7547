import { expect, test } from 'vitest'
import type { Message } from './message.ts'
import { withoutPlacedReactions } from './reactions.ts'

const said = (id: string, more: Partial<Message> = {}): Message => ({
  id,
  direction: 'in',
  kind: 'text',
  text: id,
  content: null,
  at: '2026-11-03T15:00:00.000Z',
  status: null,
  failure: null,
  sender: null,
  channelAlias: 'Los Álamos',
  media: null,
  loose: false,
  quote: null,
  reactions: [],
  mend: null,
  ...more,
})
const reaction = (id: string, emoji: string, target: string) =>
  said(id, { kind: 'reaction', text: emoji, content: { emoji, target } })
const shown = (messages: Message[]) => withoutPlacedReactions(messages).map(({ id }) => id)

test('section 11: a reaction whose message is here stands on it and nowhere else', () => {
  const target = said('target', { reactions: [{ id: 'newer', emoji: '❤️', direction: 'in' }] })
  expect(shown([target, reaction('older', '👍', 'x'), reaction('newer', '❤️', 'x')])).toEqual(['target'])
})

test('section 11: one whose message is not here stands as a line, the newest of each person; taken back, not at all', () => {
  expect(shown([reaction('first', '👍', 'x'), reaction('second', '❤️', 'x'), reaction('other', '👍', 'y')])).toEqual([
    'second',
    'other',
  ])
  expect(shown([reaction('first', '👍', 'x'), reaction('gone', '', 'x')])).toEqual([])
})

test('a conversation without reactions stays the same list', () => {
  const messages = [said('a'), said('b')]
  expect(withoutPlacedReactions(messages)).toBe(messages)
})
