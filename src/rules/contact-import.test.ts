import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Attribute } from './attributes.ts'
import { guessMapping, type ImportContext, readImportLine, reasonSentence } from './contact-import.ts'

const attributes: Attribute[] = [
  { key: 'fecha_de_pago', label: 'Fecha de pago', type: 'date', options: [] },
  { key: 'nivel', label: 'Nivel', type: 'list', options: ['Oro', 'Plata'] },
]
const headings = ['Nombre', 'Celular', 'Fecha de pago', 'Nivel', 'Baja']
const context: ImportContext = { headings, attributes, country: 'PE', mapping: guessMapping(headings, attributes) }

test('columns are guessed in Spanish and English, by label and by key, each once', () => {
  expect(context.mapping).toEqual({
    0: 'name',
    1: 'phone',
    2: 'attribute.fecha_de_pago',
    3: 'attribute.nivel',
    4: 'optOut',
  })
  expect(guessMapping(['PHONE NUMBER', 'Full_name', 'fecha_de_pago', 'Teléfono'], attributes)).toEqual({
    0: 'phone',
    1: 'name',
    2: 'attribute.fecha_de_pago',
  })
})

test('TK-1 a line is read as it is dialled today, and every reason is told at once', () => {
  const read = (...cells: string[]) => readImportLine(cells, context)
  expect(read('Rosa', '900 100 001', '28/07/2026', 'oro', 'sí')).toEqual({
    taken: {
      phoneLine: '51900100001',
      shown: '+51900100001',
      name: 'Rosa',
      attributes: { fecha_de_pago: '2026-07-28', nivel: 'Oro' },
      optOut: true,
    },
  })
  expect(read('Luz', '5215512345678')).toMatchObject({ taken: { phoneLine: '525512345678' } })
  expect(read('x', '5,19E+10', '31/02/2026', 'Bronce', 'quizá', 'sobra')).toEqual({
    reasons: [
      ['CI-06', ''],
      ['CI-03', 'Celular'],
      ['CI-04', 'Fecha de pago', 'fecha_de_pago'],
      ['CI-04', 'Nivel', 'nivel'],
      ['CI-08', 'Baja'],
    ],
  })
})

test('whatever stands in a line, it is taken whole or told why, in both languages', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 7 }), (cells) => {
      const read = readImportLine(cells, context)
      if ('taken' in read) {
        expect(read.taken.phoneLine).toMatch(/^\d{5,15}$/)
        expect(JSON.stringify(read.taken)).not.toMatch(/\\u0000/)
        return
      }
      expect(read.reasons.length).toBeGreaterThan(0)
      for (const reason of read.reasons)
        for (const lang of ['es', 'en'] as const)
          expect(reasonSentence(reason, lang, attributes)).toContain(`(${reason[0]})`)
    }),
  )
})
