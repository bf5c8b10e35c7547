import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merge, type Sorted } from './merge.ts'

const row = fc.record({
  id: fc.integer({ min: 0, max: 60 }).map(String),
  sortedBy: fc.integer({ min: 10, max: 40 }).map(String),
})
const byId = (rows: Sorted[]) => [...new Map(rows.map((r) => [r.id, r])).values()]
const inOrder = (rows: Sorted[], oldestFirst: boolean) =>
  rows.toSorted((a, b) => {
    const up = a.sortedBy === b.sortedBy ? (a.id < b.id ? -1 : 1) : a.sortedBy < b.sortedBy ? -1 : 1
    return oldestFirst ? up : -up
  })

test('WS-7 what has changed stands where a new reading of the list would show it, as far as it is loaded', () => {
  fc.assert(
    fc.property(
      fc.array(row),
      fc.array(row),
      fc.boolean(),
      fc.nat(50),
      fc.integer({ min: 1, max: 9 }),
      (was, changes, oldestFirst, loaded, size) => {
        const all = inOrder(byId(was), oldestFirst)
        const shown = all.slice(0, loaded)
        const pages = Array.from({ length: Math.max(1, Math.ceil(shown.length / size)) }, (_, n) => ({
          items: shown.slice(n * size, n * size + size),
          next: (n + 1) * size < shown.length || shown.length < all.length ? String(n) : null,
        }))
        const found = byId(changes)
        const gone = all.filter((r) => Number(r.id) % 7 === 0 && !found.some((f) => f.id === r.id))
        const asked = new Set([...found, ...gone].map((r) => r.id))
        const now = inOrder([...all.filter((r) => !asked.has(r.id)), ...found], oldestFirst)
        const merged = merge(pages, { asked, found }, oldestFirst)
        const rows = merged.flatMap((p) => p.items)
        const end = now.findIndex((r) => r.id === rows.at(-1)?.id) + 1
        expect(rows).toEqual(now.filter((r) => rows.some(({ id }) => id === r.id)))
        const isWhole = pages.at(-1)!.next === null
        if (isWhole) expect(rows).toEqual(now)
        // Where more is to be loaded, the loaded part has no hole before its old end.
        else if (rows.length > 0) expect(now.slice(0, end)).toEqual(rows)
        expect(merged.map((p) => p.next)).toEqual(pages.map((p) => p.next))
      },
    ),
    { numRuns: 300 },
  )
})

test('a row in which nothing has changed stays the same object', () => {
  const old = { id: 'a', sortedBy: '1' }
  const [page] = merge([{ items: [old], next: null }], { asked: new Set(['a']), found: [{ ...old }] }, true)
  expect(page!.items[0]).toBe(old)
})
