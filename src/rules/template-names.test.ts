import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toTechnicalName } from './template-names.ts'

test.each([
  ['  Promoción de Julio ', 'promocion_de_julio'],
  ['Pedido-en__camino', 'pedido_en_camino'],
  ['¡Año nuevo! 20%', 'ano_nuevo_20'],
  ['Niños & niñas', 'ninos_ninas'],
  ['🎉', ''],
])('NAME-10 %j is offered as %j', (typed, offered) => {
  expect(toTechnicalName(typed)).toBe(offered)
})

test('NAME-02 what is too long is cut without a dangling underscore', () => {
  expect(toTechnicalName(`${'a'.repeat(511)} b`)).toBe('a'.repeat(511))
})

test('NAME-01, NAME-02, NAME-10 what is offered is always allowed, and stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 700 }), (typed) => {
      const offered = toTechnicalName(typed)
      expect(offered).toMatch(/^[a-z0-9_]{0,512}$/)
      expect(toTechnicalName(offered)).toBe(offered)
    }),
  )
})
