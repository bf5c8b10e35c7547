import * as fc from 'fast-check'
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

test.each([
  ['of Buenos Aires', '541115 2233-4455', '5491122334455'],
  ['with 9 and 15', '549 11 15 2233-4455', '541122334455'],
  ['of a three-digit area', '54 221 15 554-4333', '5492215544333'],
  ['of a four-digit area', '54 2954 15 55-4433', '5492954554433'],
])('TK-1 Argentina’s 15 is no digit of the line: a number %s', (_, with15, bare) => {
  expect(lineKey(with15)).toBe(lineKey(bare))
})

test('TK-1 a 15 that belongs to the number stays', () => {
  expect(lineKey('5491115223344')).toBe('541115223344')
  expect(lineKey('541115223344')).toBe('541115223344')
})

test('TK-1 a landline in Brazil is no mobile number without its ninth digit', () => {
  expect(lineKey('5511932345678')).not.toBe(lineKey('551132345678'))
})

test('TK-1 a key is its own key, whatever digits come', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^(52|54|55|51)?\d{6,13}$/), (digits) => {
      expect(lineKey(lineKey(digits))).toBe(lineKey(digits))
    }),
  )
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

test('TK-1 an old spelling of a line is read as it is dialled today', () => {
  expect(parsePhone('+52 1 55 1234 5678', 'PE')).toBe('+525512345678')
  expect(parsePhone('521 55 1234 5678', 'MX')).toBe('+525512345678')
})
