import { expect, test } from 'vitest'
import { urlValue } from './url-value.ts'

test.each([
  ['pedido-1042', 'pedido-1042'],
  ['niño azul', 'ni%C3%B1o%20azul'],
  ['a:b|c', 'a%3Ab%7Cc'],
  ['ventas/2026?canal=wa&n=1#fin', 'ventas/2026?canal=wa&n=1#fin'],
  ['ya%20listo', 'ya%20listo'],
  ['100%', '100%25'],
  ['roto \ud83c', 'roto%20%EF%BF%BD'],
])('BTN-25 the value of an address: %j becomes %j', (value, encoded) => {
  expect(urlValue(value)).toBe(encoded)
})
