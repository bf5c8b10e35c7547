import { expect, it } from 'vitest'
import { parseSearch, stringifySearch } from './search-params.ts'

it('writes addresses that people can read, and reads them back', () => {
  const search = { state: 'active,pending', q: 'los álamos & cía', none: undefined, empty: '' }
  const text = stringifySearch(search)
  expect(text).toBe('?state=active,pending&q=los+%C3%A1lamos+%26+c%C3%ADa')
  expect(parseSearch(text)).toEqual({ state: 'active,pending', q: 'los álamos & cía' })
  expect(stringifySearch({})).toBe('')
})
