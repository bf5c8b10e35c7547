import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ATTRIBUTE_TYPES, attributeKey, readAttribute, showAttribute } from './attributes.ts'

const list = ['Oro', 'Plata', 'Básico']
const read = (type: (typeof ATTRIBUTE_TYPES)[number], text: string) => readAttribute({ type, options: list }, text)

test('TP-4 a value is read by its type: dates by day first, choices however they are written', () => {
  expect(read('date', '28/07/2026')).toEqual({ value: '2026-07-28' })
  expect(read('date', '2026-7-1')).toEqual({ value: '2026-07-01' })
  expect(read('date', '31/02/2026')).toHaveProperty('fault')
  expect(read('list', ' basico')).toEqual({ value: 'Básico' })
  expect(read('list', 'Bronce')).toHaveProperty('fault')
  expect(read('number', '1,5')).toEqual({ value: '1,5' })
  expect(read('number', 'uno')).toHaveProperty('fault')
  expect(read('money', 'S/ 120.50')).toEqual({ value: 'S/ 120.50' })
  expect(read('text', '  dos   palabras ')).toEqual({ value: 'dos palabras' })
  expect(showAttribute('date', '2026-07-28', 'es')).toBe('28/07/2026')
})

test('TP-4 what is kept reads as itself again, and nothing typed breaks the reading', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ATTRIBUTE_TYPES), fc.string(), (type, text) => {
      const once = read(type, text)
      if ('value' in once) expect(read(type, once.value)).toEqual(once)
      else expect(once.fault.es.length * once.fault.en.length).toBeGreaterThan(0)
    }),
  )
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      const value = date.toISOString().slice(0, 10)
      expect(read('date', showAttribute('date', value, 'es'))).toEqual({ value })
    }),
  )
})

test('a key comes from a label, and is one or nothing', () => {
  expect(attributeKey('Fecha de pago (Año)')).toBe('fecha_de_pago_ano')
  fc.assert(
    fc.property(fc.string(), (label) => {
      expect(attributeKey(label)).toMatch(/^(?:[a-z][a-z0-9_]{0,39})?$/)
    }),
  )
})
