import { expect, test } from 'vitest'
import { pretty } from './pretty.ts'

test('JSON gets its lines, also inside a field of a form; the rest stays as it is', () => {
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(pretty('{"message":"{\\"type\\":\\"text\\"}"}')).toContain('"type": "text"')
  expect(pretty('{"text":"{hola"}')).toContain('{hola')
  expect(pretty('{"cut":"of…')).toBe('{"cut":"of…')
  expect(pretty('ok')).toBe('ok')
  expect([pretty(null), pretty('')]).toEqual([null, null])
})
