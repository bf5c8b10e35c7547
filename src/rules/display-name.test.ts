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
  ['DN-02', 'zapatos lucero'],
  ['DN-02', 'LuCeRo'],
  ['DN-03', 'Zapatos 𝓛𝓾𝓬𝓮𝓻𝓸'],
  ['DN-05', 'Lucero.pe'],
  ['DN-06', 'Rosa Campos'],
  ['DN-06', 'Juan Carlos Pérez Rojas'],
  ['DN-06', 'María de la Cruz'],
  ['DN-07', 'La Panadería'],
  ['DN-07', 'Ventas y Soporte'],
  ['DN-07', 'Tienda Online'],
  ['DN-08', 'Lima Perú'],
  ['DN-08', 'La Paz'],
  ['DN-10', 'Lucero por WhatsAp'],
  ['DN-10', 'Facebook Lucero'],
  ['DN-11', 'Lucero by Andina'],
  ['DN-11', 'Distribuidor autorizado de Lucero'],
  ['DN-13', 'Vinos del Valle'],
  ['DN-13', 'ABC Wine'],
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
  'Librería Los Álamos',
  'Copas de Vino Lucero',
  'Rosa Mística',
  'Santa Inés',
  'Baby Lucero',
  'Hotel Lima Norte',
  'Tienda Andina',
  'Ñandú',
  '3M Perú',
  'iLucero',
  'Metalúrgica Sur',
  '',
])('DN-01 to DN-15 hold nothing against %j', (name) => {
  expect(rulesOf(name)).toEqual([])
})

test('DN-12 a name is looked for in the address of the website, as words or as initials', () => {
  const found = (name: string, website: string | null) =>
    checkDisplayName(name, 'es', { website }).some(({ rule }) => rule === 'DN-12')
  expect(found('Librería Los Álamos', 'https://otra.example')).toBe(true)
  for (const website of [
    'https://losalamos.example',
    'https://red.example/libreria.los.alamos',
    'https://lalamos.example',
  ])
    expect(found('Librería Los Álamos', website), website).toBe(false)
  expect(found('Banco Central Popular', 'https://www.bcp.example')).toBe(false)
  for (const nothing of [null, '', 'no es una dirección', 'https://x.example/%E0%A4%A'])
    expect(found('Panadería', nothing)).toBe(false)
})

test('DN-15 a name that was set less than 30 days ago had better stay', () => {
  const now = new Date('2026-11-26T12:00:00Z')
  const found = (setAt: string) => checkDisplayName('Zapatos Lucero', 'es', { setAt: new Date(setAt), now })
  expect(found('2026-11-01T12:00:00Z').map(({ rule }) => rule)).toEqual(['DN-15'])
  expect(found('2026-10-20T12:00:00Z')).toEqual([])
})

test('DN-01 to DN-15 each says why in both languages, and none blocks', () => {
  const names = [
    'ab',
    'LUCERO ZAPATOS™!!',
    'lucero.com',
    'Rosa Campos',
    'Tienda',
    'Lima',
    'Uno dos tres cuatro cinco seis',
  ]
  const more = ['WhatsApp Lucero', 'Lucero by Andina', 'ABC Wine', 'Municipalidad X']
  const context = { website: 'https://otra.example', setAt: new Date() }
  const [es, en] = (['es', 'en'] as const).map((lang) =>
    [...names, ...more].flatMap((name) => checkDisplayName(name, lang, context)),
  ) as [ReturnType<typeof checkDisplayName>, ReturnType<typeof checkDisplayName>]
  const all = Array.from({ length: 15 }, (_, at) => `DN-${String(at + 1).padStart(2, '0')}`)
  expect([...new Set(es.map(({ rule }) => rule))].toSorted()).toEqual(all)
  expect(es.every(({ message, blocks }, at) => !blocks && message !== en[at]!.message)).toBe(true)
})

test('DN-01 findings stand at the business name and never block', () => {
  expect(checkDisplayName('Ab', 'en')).toEqual([
    expect.objectContaining({ field: 'businessName', blocks: false, message: 'Use at least 3 characters.' }),
  ])
})
