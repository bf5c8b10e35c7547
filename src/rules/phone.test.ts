import { expect, test } from 'vitest'
import { lineKey, parsePhone, prettyPhone } from './phone.ts'

test.each([
  ['900 000 001', '+51900000001'],
  ['+51 900-000-001', '+51900000001'],
  ['0051900000001', '+51900000001'],
  ['+1 (415) 555-2671', '+14155552671'],
  ['12', null],
  ['hola', null],
])('TK-1 %j typed in Peru is %s', (typed, e164) => {
  expect(parsePhone(typed, 'PE')).toBe(e164)
})

test.each([
  ['Mexico', '5215512345678', '525512345678'],
  ['Argentina', '5491122334455', '541122334455'],
  ['Brazil', '5511987654321', '551187654321'],
])('TK-1 the two forms of a line in %s are one', (_, long, short) => {
  expect(lineKey(long)).toBe(lineKey(short))
  expect(lineKey(`+${long}`)).toBe(lineKey(short))
})

test('TK-1 other numbers keep their digits, and lines that differ stay apart', () => {
  expect(lineKey('+51 900 000 001')).toBe('51900000001')
  expect(lineKey('551132345678')).toBe('551132345678')
  expect(lineKey('5215512345678')).not.toBe(lineKey('5215512345679'))
})

test('TK-1 a number is grouped for reading', () => {
  expect(prettyPhone('+51900000001')).toBe('+51 900 000 001')
  expect(prettyPhone('51900000001')).toBe('+51 900 000 001')
  expect(prettyPhone('abc')).toBe('abc')
})
