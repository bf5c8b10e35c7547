import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fill, mendValue, nextToken, tokensOf, valueKeys } from './parameters.ts'

test('VAR-01 only well-formed variables are tokens', () => {
  expect(tokensOf('a {{1}} {2} {{nombre}} {{ 3 }}')).toEqual([
    { key: '1', start: 2, end: 7, positional: true },
    { key: 'nombre', start: 12, end: 22, positional: false },
  ])
})

test('TP-4 the next variable is one more than the highest', () => {
  expect(nextToken('')).toBe('{{1}}')
  expect(nextToken('Hola {{1}} y {{4}}, {{nombre}}')).toBe('{{5}}')
})

test('WS-1 values take the place of their variables, as they are', () => {
  expect(fill('Hola {{1}}, {{2}}', { 1: '$& {{2}}' })).toBe('Hola $& {{2}}, {{2}}')
  expect(fill('Pedido {{1}}', { 1: 'cuerpo', h1: 'P-204' }, 'h')).toBe('Pedido P-204')
  expect(fill('{{constructor}}', {})).toBe('{{constructor}}')
})

test('SEND-01 values are keyed header first, then body, then URLs with a variable', () => {
  const buttons = [
    { type: 'URL', url: 'https://example.com' },
    { type: 'URL', url: 'https://example.com/{{1}}' },
  ]
  const content = { category: 'UTILITY' as const, header: 'De {{1}}', body: '{{1}} {{2}} {{1}}', buttons }
  expect(valueKeys(content)).toEqual(['h1', '1', '2', 'url1'])
  expect(valueKeys({ ...content, category: 'AUTHENTICATION', body: null })).toEqual(['1'])
})

test.each([
  ['  Av. Ejemplo\n\t123  ', 'Av. Ejemplo 123'],
  ['\u200BRosa\u202E', 'Rosa'],
  ['👩‍👧', '👩‍👧'],
])('SEND-12 %j is mended to %j', (value, mended) => {
  expect(mendValue(value)).toBe(mended)
})

test('SEND-12 long values end with an ellipsis and never inside a character', () => {
  expect(mendValue('abcdef', 4)).toBe('abc…')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 12 }), (value, longest) => {
      const mended = mendValue(value, longest)
      expect(mended.length).toBeLessThanOrEqual(longest)
      expect(mended.isWellFormed()).toBe(true)
      expect(mendValue(mended, longest)).toBe(mended)
    }),
  )
})
