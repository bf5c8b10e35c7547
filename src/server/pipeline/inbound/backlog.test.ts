import { pino } from 'pino'
import { expect, test } from 'vitest'
import { until } from '../../../../tests/support/until.ts'
import { openBacklog } from './backlog.ts'
import type { Incoming } from './intake.ts'

const event = (seq: number): Incoming => ({
  seq,
  companyId: 'c',
  channelId: 'h',
  dedupeKey: String(seq),
  lane: 1,
  receivedAt: seq,
  event: { kind: 'unrecognised', what: 'test' },
  raw: '{}',
})

test('what a lost answer of the database left under our name is handled before anything newer, and once', async () => {
  const stored = new Map([1, 2, 3].map((seq) => [seq, event(seq)]))
  const handled: number[] = []
  const backlog = openBacklog(
    {
      alone: () => true,
      claim: () => Promise.resolve({ events: [], all: true }),
      recall: (known) => Promise.resolve([...stored.values()].filter((e) => !known.has(e.seq))),
      handle: (batch) => {
        for (const { seq } of batch) {
          handled.push(seq)
          stored.delete(seq)
        }
        return Promise.resolve({ early: [] })
      },
      setAside: () => Promise.resolve(),
    },
    pino({ level: 'silent' }),
  )
  backlog.doubt()
  backlog.push([event(3), event(4)])
  await until('all of them are handled', () => handled.length === 4)
  await backlog.close()
  expect(handled).toEqual([1, 2, 3, 4])
})
