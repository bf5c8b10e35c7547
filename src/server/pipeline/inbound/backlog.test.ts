import { pino } from 'pino'
import { expect, test } from 'vitest'
import { until } from '../../../../tests/support/until.ts'
import { type BacklogWork, Lost, openBacklog } from './backlog.ts'
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

/** A backlog over a table in memory; `before` may make a batch fail. */
function backlogOver(
  seqs: number[],
  before: (batch: Incoming[]) => void = () => undefined,
  others: Partial<BacklogWork> = {},
) {
  const stored = new Map(seqs.map((seq) => [seq, event(seq)]))
  const handled: number[] = []
  const backlog = openBacklog(
    {
      alone: () => true,
      claim: () => Promise.resolve({ events: [], all: true }),
      recall: (known) => Promise.resolve([...stored.values()].filter((e) => !known.has(e.seq))),
      handle: async (batch) => {
        before(batch)
        for (const { seq } of batch) {
          handled.push(seq)
          stored.delete(seq)
        }
        return { early: [] }
      },
      setAside: ({ seq }) => {
        handled.push(-seq)
        return Promise.resolve()
      },
      ...others,
    },
    pino({ level: 'silent' }),
  )
  return { backlog, stored, handled }
}

test('what a lost answer of the database left under our name is handled before anything newer, and once', async () => {
  const { backlog, handled } = backlogOver([1, 2, 3])
  backlog.doubt()
  backlog.push([event(3), event(4)])
  await until('all of them are handled', () => handled.length === 4)
  await backlog.close()
  expect(handled).toEqual([1, 2, 3, 4])
})

test('what a process left behind that has just gone is handled before anything newer', async () => {
  const left: Incoming[] = []
  let alone = false
  const { backlog, handled } = backlogOver([], undefined, {
    alone: () => alone,
    claim: () => Promise.resolve({ events: left.splice(0), all: true }),
  })
  backlog.push([event(1)])
  await until('the first is handled', () => handled.length === 1)
  left.push(event(2))
  alone = true
  backlog.push([event(3)])
  await until('all of them are handled', () => handled.length === 3)
  await backlog.close()
  expect(handled).toEqual([1, 2, 3])
})

test('what follows at our door waits for what another door took in while we were looking', async () => {
  const left: Incoming[] = []
  let looks = 0
  const { backlog, handled } = backlogOver([], undefined, {
    alone: () => false,
    async claim() {
      await Promise.resolve()
      const events = left.splice(0)
      // Its commit came too late for this look; then the customer wrote again, to us.
      if (++looks === 1) left.push(event(2))
      if (looks === 1) backlog.push([event(3)])
      return { events, all: true }
    },
  })
  backlog.push([event(1)])
  await until('all of them are handled', () => handled.length === 3)
  await backlog.close()
  expect(handled).toEqual([1, 2, 3])
})

test('what came to our door while we were looking goes before what followed it at another door', async () => {
  const left: Incoming[] = []
  let looks = 0
  const { backlog, handled } = backlogOver([], undefined, {
    alone: () => false,
    async claim() {
      await Promise.resolve()
      if (++looks === 1) backlog.push([event(2)])
      if (looks === 1) left.push(event(3))
      return { events: left.splice(0), all: looks > 1 }
    },
  })
  backlog.push([event(1), event(4)])
  await until('all of them are handled', () => handled.length === 4)
  await backlog.close()
  expect(handled).toEqual([1, 2, 3, 4])
})

test('an event that fails by itself is tried twice before it is put aside', async () => {
  const tries = new Map<number, number>()
  const { backlog, handled } = backlogOver([], (batch) => {
    for (const { seq } of batch) tries.set(seq, (tries.get(seq) ?? 0) + 1)
    if (batch.some(({ seq }) => seq === 1 && tries.get(seq) === 1)) throw new Error('its contact was being merged')
    if (batch.some(({ seq }) => seq === 2)) throw new Error('poison')
  })
  backlog.push([event(1)])
  await until('the first is handled', () => handled.length === 1)
  backlog.push([event(2)])
  await until('the second is put aside', () => handled.length === 2)
  await backlog.close()
  expect(handled).toEqual([1, -2])
  expect(tries).toEqual(
    new Map([
      [1, 2],
      [2, 2],
    ]),
  )
})

test('a batch that the database was lost under waits for what was lost with it, also while a faulty event is looked for', async () => {
  let crashes = 1
  const { backlog, stored, handled } = backlogOver([], (batch) => {
    if (batch.some(({ seq }) => seq === 5)) throw new Error('poison')
    if (crashes-- > 0) {
      // Events 1 and 2 had been handled, and their commit is gone.
      for (const seq of [1, 2]) stored.set(seq, event(seq))
      throw Object.assign(new Error('terminating connection'), { code: '57P01' })
    }
  })
  backlog.push([3, 4, 5, 6].map(event))
  await until('all of them are handled', () => handled.length === 6)
  await backlog.close()
  expect(handled).toEqual([1, 2, 3, 4, -5, 6])
})

test('what a crash took out of our hands is claimed again before what followed it', async () => {
  const free: Incoming[] = []
  let crashed = false
  const { backlog, handled } = backlogOver(
    [],
    (batch) => {
      if (crashed) return
      crashed = true
      free.push(event(1))
      throw new Lost(new Set(batch.map((e) => e.seq).filter((seq) => seq !== 1)))
    },
    { claim: () => Promise.resolve({ events: free.splice(0), all: true }) },
  )
  backlog.push([1, 2, 3].map(event))
  await until('all of them are handled', () => handled.length === 3)
  await backlog.close()
  expect(handled).toEqual([1, 2, 3])
})

test('while nobody knows its lanes a process handles nothing, and leaves it in the table when it ends', async () => {
  let looks = 0
  const claim = () => {
    looks++
    return Promise.reject(new Error('the lanes have to be asked for again'))
  }
  const { backlog, handled } = backlogOver([], undefined, { claim })
  backlog.push([event(1)])
  await until('it has looked', () => looks > 0)
  await backlog.close()
  expect(handled).toEqual([])
})
