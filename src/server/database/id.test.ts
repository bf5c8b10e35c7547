import { expect, test } from 'vitest'
import { newId } from './id.ts'

test('TK-11 ids are UUIDs of version 7 that rise with each call, however many a millisecond makes', () => {
  const ids = Array.from({ length: 30_000 }, newId)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
})
