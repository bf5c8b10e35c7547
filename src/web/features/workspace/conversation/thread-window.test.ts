import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from './message.ts'
import {
  KEPT,
  type ThreadPage,
  type ThreadWindow,
  windowOf,
  withChanges,
  withNewer,
  withOlder,
} from './thread-window.ts'

const SECOND = 1000
const message = (n: number, text = ''): Message => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  direction: 'in',
  kind: 'text',
  text,
  content: null,
  at: new Date(Date.UTC(2026, 10, 3) + n * SECOND).toISOString(),
  status: null,
  failure: null,
  sender: null,
  channelAlias: 'Los Álamos',
  media: null,
  loose: false,
  quote: null,
  reactions: [],
  mend: null,
})
const TOTAL = 50_000
const PAGE = 60
const page = (from: number, to: number): ThreadPage => ({
  items: Array.from({ length: Math.max(0, to - from) }, (_, at) => message(to - 1 - at)),
  next: from > 0 ? 'older' : null,
  newer: to < TOTAL,
  version: `1.${from}`,
})
const at = (w: ThreadWindow, end: 0 | -1) => Number(w.messages.at(end)!.id.slice(-12))
const newestPage = () => windowOf(page(TOTAL - PAGE, TOTAL))

test('WS-7 scrolling to and fro in 50,000 messages keeps a bounded part without gap or repetition', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (ways) => {
      let w = newestPage()
      for (const up of ways) {
        const [first, last] = [at(w, 0), at(w, -1)]
        if (up && w.older) w = withOlder(w, page(Math.max(0, first - PAGE), first))
        if (!up && w.newer) w = withNewer(w, page(last + 1, Math.min(TOTAL, last + 1 + PAGE)))
        expect(w.messages.length).toBeLessThanOrEqual(KEPT)
        expect(w.messages.every((m, n) => Number(m.id.slice(-12)) === at(w, 0) + n)).toBe(true)
        expect([w.older, w.newer]).toEqual([at(w, 0) > 0, at(w, -1) < TOTAL - 1])
      }
    }),
    { numRuns: 40 },
  )
})

test('WS-7 what changed is put in its place; the others stay the same objects, so that only it is drawn again', () => {
  const w = newestPage()
  const told = [message(TOTAL, 'nuevo'), message(TOTAL - 5, 'otro')]
  const after = withChanges(w, told, '2.x')
  expect(after.messages.map(({ text }) => text).filter(Boolean)).toEqual(['otro', 'nuevo'])
  expect(after.messages.filter((m, n) => m === w.messages[n])).toHaveLength(PAGE - 1)
  expect(after.version).toBe('2.x')
})

test('TK-11 what comes late stands where its time says; what lies outside the part that is here is left out', () => {
  const w = { ...windowOf(page(1000, 1060)), newer: true }
  const late = { ...message(1030), id: '00000000-0000-4000-8000-999999999999' }
  const after = withChanges(w, [message(2000), late, message(3)], '2.x')
  expect(after.messages).toHaveLength(61)
  expect(after.messages.findIndex(({ id }) => id === late.id)).toBe(31)
})

test('TK-11 what was held moves from where it was written to where it left', () => {
  const w = newestPage()
  const moved = { ...message(TOTAL - 5, 'salió'), at: message(TOTAL + 60).at }
  const after = withChanges(w, [moved], '2.x')
  expect(after.messages).toHaveLength(PAGE)
  expect(after.messages.at(-1)).toBe(moved)
  // In a part that does not reach so far it is no more.
  expect(withChanges({ ...w, newer: true }, [moved], '2.x').messages).toHaveLength(PAGE - 1)
})
