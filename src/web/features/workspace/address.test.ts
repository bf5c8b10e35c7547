import { expect, test } from 'vitest'
import { narrowingOf, readAddress } from './address.ts'

test('every view, filter and conversation has an address; what is not known is left out', () => {
  const address = { vista: 'espera', cola: 'ninguna', sinleer: 'si', ticket: 'a', q: 'losa' } as const
  expect(readAddress({ ...address, color: 'rojo' })).toEqual(address)
  expect(narrowingOf(address)).toEqual({ cola: 'ninguna', sinleer: 'si' })
  expect(readAddress({ vista: 'otra', q: '', envio: 7, agente: ['x'] })).toEqual({})
})
