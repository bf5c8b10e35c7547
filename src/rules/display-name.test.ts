import { expect, test } from 'vitest'
import { checkDisplayName } from './display-name.ts'

const rulesOf = (name: string) => checkDisplayName(name, 'es').map(({ rule }) => rule)

test.each([
  ['DN-01', 'Ab'],
  ['DN-02', 'ZAPATOS LIMA SUR'],
  ['DN-03', 'Zapatos Lucero™'],
  ['DN-03', 'Zapatos 👟'],
  ['DN-04', 'Zapatos Lucero!!!'],
  ['DN-04', '-Zapatos Lucero'],
  ['DN-04', 'Zapatos  Lucero'],
  ['DN-04', 'L u c e r o'],
  ['DN-05', 'www.lucero.example'],
  ['DN-05', 'zapatoslucero.com'],
  ['DN-07', 'Panadería'],
  ['DN-07', 'Atención al cliente'],
  ['DN-08', 'Buenos Aires'],
  ['DN-09', 'Los mejores zapatos de todo el norte'],
  ['DN-09', 'a'.repeat(41)],
  ['DN-10', 'Zapatos WhatsApp'],
  ['DN-13', 'Casa del Vino'],
  ['DN-14', 'Municipalidad de Ejemplo'],
])('%s is found in %j', (rule, name) => {
  expect(rulesOf(name)).toContain(rule)
})

test.each([
  'Zapatos Lucero',
  'BCX',
  'Panadería Lucero',
  'Lucero S.A.C.',
  "D'Lucero & Hijos",
  'ABC Wine Glasses',
  'Metalúrgica Sur',
  '',
])('DN-01 to DN-14 hold nothing against %j', (name) => {
  expect(rulesOf(name)).toEqual([])
})

test('DN-01 findings stand at the business name and never block', () => {
  expect(checkDisplayName('Ab', 'en')).toEqual([
    expect.objectContaining({ field: 'businessName', blocks: false, message: 'Use at least 3 characters.' }),
  ])
})
