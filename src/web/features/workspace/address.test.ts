import { expect, test } from 'vitest'
import { readAddress } from './address.ts'

test('every view and conversation has an address; what is not known is left out', () => {
  expect(readAddress({ vista: 'espera', ticket: 'a', q: 'losa' })).toEqual({ vista: 'espera', ticket: 'a', q: 'losa' })
  expect(readAddress({ vista: 'otra', q: '', envio: 7 })).toEqual({})
})
