import { expect, test } from 'vitest'
import { checkSend, checkValue } from './parameter-values.ts'
import type { Parameter, TemplateContent } from './template.ts'

const parameter = (type: Parameter['type']): Parameter => ({ n: 1, name: 'Dato', sample: '', type, source: null })
const rulesOf = (type: Parameter['type'], value: string) =>
  checkValue(parameter(type), value, 'es').map(({ rule }) => rule)

test.each([
  ['SEND-02', 'dos\nlíneas'],
  ['SEND-02', 'con\ttabulación'],
  ['SEND-02', 'cinco     espacios'],
  ['SEND-03', ''],
  ['SEND-03', '   '],
  ['SEND-11', '*oferta*'],
])('%s is found in %j', (rule, value) => {
  expect(rulesOf('text', value)).toEqual([rule])
})

test('SEND-02 four spaces pass, and SEND-11 only advises', () => {
  expect(rulesOf('text', 'cuatro    espacios')).toEqual([])
  expect(checkValue(parameter('text'), 'a_b', 'en')[0]).toMatchObject({ severity: 'advice', field: '1' })
})

test.each<[Parameter['type'], string[], string[]]>([
  ['number', ['12', '1,5', '1 200.50', '-3', '15%'], ['doce', '1.', '12a', '1..2']],
  [
    'money',
    ['S/ 120.50', 'S/. 1,200', 'US$ 30', '€ 15', '1200', 'PEN 45', '30 soles', '20 €'],
    ['gratis', 'S/', '$ x'],
  ],
  [
    'date',
    ['28/07/2026', '2026-07-28', '1-2-26', '12/25/2026', 'martes 28 de julio', 'July 28', '29/02/2028'],
    ['mañana', '31/02/2026', '2026-13-01', '45', 'julio'],
  ],
])('TP-4 type %s takes %j and not %j', (type, good, bad) => {
  for (const value of good) expect([value, rulesOf(type, value)]).toEqual([value, []])
  for (const value of bad) expect([value, rulesOf(type, value)]).toEqual([value, ['TP-4']])
})

const template: TemplateContent = {
  name: 'pedido',
  language: 'es',
  category: 'UTILITY',
  type: 'TEXT',
  header: 'Pedido {{1}}',
  body: 'Hola {{1}}, tu pedido salió.',
  footer: null,
  buttons: [],
  examples: {},
}
const found = (values: Record<string, string>) =>
  checkSend(template, values, 'en').map(({ rule, field }) => [rule, field])

test('SEND-01 each variable has its value, and nothing more', () => {
  expect(found({ h1: 'P-204', 1: 'Rosa' })).toEqual([])
  expect(found({ 1: 'Rosa', 2: 'sobra' })).toEqual([
    ['SEND-01', 'h1'],
    ['SEND-01', '2'],
  ])
})

test('SEND-04, SEND-05 limits count with the values in place', () => {
  const room = 1024 - 'Hola , tu pedido salió.'.length
  expect(found({ h1: 'a'.repeat(53), 1: 'b'.repeat(room) })).toEqual([])
  expect(found({ h1: 'a'.repeat(54), 1: 'b'.repeat(room + 1) })).toEqual([
    ['SEND-04', 'body'],
    ['SEND-05', 'header'],
  ])
})
