import { expect, test } from 'vitest'
import { plainText } from './plain.ts'

test.each([
  ['Hola, *Lucía*: _20 %_ de ~descuento~ hoy', 'Hola, Lucía: 20 % de descuento hoy'],
  ['Primero\n\nluego', 'Primero luego'],
  ['Hay:\n- pan\n- *queso*\ny más', 'Hay: • pan • queso y más'],
  ['1. uno\n2. dos', '1. uno 2. dos'],
  ['> dijo esto\nsí', 'dijo esto sí'],
  ['2 * 3 * 4 y un *suelto', '2 * 3 * 4 y un *suelto'],
  ['```mono```', 'mono'],
  ['', ''],
])('WS-7 in a list %j is read as its words alone', (text, words) => {
  expect(plainText(text)).toBe(words)
})
