import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '../paging.ts'
import { unstorableIn } from './storable.ts'

test.each([
  [{ name: 'Iris', list: ['ñ', '😀', 7, null] }, null],
  [{ name: 'a\0' }, 'name'],
  [{ to: { contact: ['x', '\ud800'] } }, 'to.contact.1'],
  [{ values: { '\0': 'x' } }, 'values'],
  [['ok', { deep: '\udc00' }], '1.deep'],
  ['\0', ''],
  [undefined, null],
])('API-2 what no table takes is named: %j', (input, path) => {
  expect(unstorableIn(input)).toBe(path)
})

test('nesting of any depth is looked through', () => {
  expect(unstorableIn(JSON.parse(`${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`))).toMatch(/^0\.0/)
})

const id = '01a204e0-960b-7000-a470-fb4864ae2a77'
test.each([
  { at: '2026-02-31 10:00:00+00', id },
  { at: '0000-01-01 10:00:00+00', id },
  { at: '2026-01-01 25:00:00+00', id },
  { at: '2026-01-01 10:00:00+99', id },
  { at: '2026-01-01 10:00:00+00', id: '-'.repeat(36) },
])('API-2 a cursor that nobody gave out is refused: %j', (place) => {
  expect(() => decodeCursor(encodeCursor(place))).toThrow('invalid')
})

test('a cursor comes back as it was given out', () => {
  for (const at of ['2026-11-22 20:09:17.153539+00', '2026-11-22 20:09:17-05', '2024-02-29 20:09:17.1+05:30'])
    expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id })
})
