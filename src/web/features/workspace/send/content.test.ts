import { expect, test } from 'vitest'
import { contentOf } from '../../../../rules/template-form.ts'
import { blanksOf, valuesOf } from './content.ts'
import { checkSend } from '../../../../rules/parameter-values.ts'
import type { SendableTemplate } from './use-choices.ts'

const template: SendableTemplate = {
  id: '00000000-0000-4000-8000-000000000001',
  channelId: '00000000-0000-4000-8000-000000000002',
  channelAlias: 'Los Álamos',
  identifier: '+51900000101',
  name: 'pedido_listo',
  displayName: 'Pedido listo',
  language: 'es',
  category: 'UTILITY',
  type: 'TEXT',
  header: 'Pedido {{1}}',
  body: 'Hola, {{1}}. Tu pedido te espera en {{2}} desde hoy, en horario de atención.',
  footer: null,
  buttons: [],
  parameters: [
    { n: 1, name: 'Nombre', sample: 'Lucía', type: 'text', source: 'contact.name' },
    { n: 2, name: 'Tienda', sample: 'Miraflores', type: 'text', source: null },
  ],
}

test('WS-1 parameters are asked by their names, the header first under a name of its own', () => {
  const blanks = blanksOf(template, 'Encabezado')
  expect(blanks.map(({ key, parameter }) => [key, parameter.name])).toEqual([
    ['h1', 'Encabezado'],
    ['1', 'Nombre'],
    ['2', 'Tienda'],
  ])
})

test('WS-1 a source fills its blank until something is typed there, also nothing', () => {
  const blanks = blanksOf(template, 'Encabezado')
  expect(valuesOf(blanks, { '2': 'Surco' }, { name: 'Rosa', phone: '' })).toEqual({ h1: '', '1': 'Rosa', '2': 'Surco' })
  expect(valuesOf(blanks, { '1': '' }, { name: 'Rosa', phone: '' })['1']).toBe('')
})

test('WS-1 an address with a variable asks for its value under the name of its button, and a code is asked for once', () => {
  const offer: SendableTemplate = {
    ...template,
    header: null,
    body: 'Tu pedido ya está listo.',
    buttons: [
      { type: 'URL', text: 'Ver tienda', url: 'https://tienda.example.com', example: null },
      { type: 'URL', text: 'Ver pedido', url: 'https://tienda.example.com/p/{{1}}', example: 'A-1042' },
      { type: 'PHONE_NUMBER', text: 'Llamar', phoneNumber: '+51900000111' },
    ],
  }
  expect(blanksOf(offer, '').map(({ key, parameter }) => [key, parameter.name, parameter.sample])).toEqual([
    ['url1', 'Ver pedido', 'A-1042'],
  ])
  const code: SendableTemplate = {
    ...template,
    category: 'AUTHENTICATION',
    header: null,
    body: 'Tu código de verificación es {{1}}.',
    buttons: [{ type: 'COPY_CODE', text: 'Copiar código' }],
    parameters: [{ n: 1, name: 'Código', sample: '482913', type: 'text', source: null }],
  }
  expect(blanksOf(code, '').map(({ parameter }) => parameter.name)).toEqual(['Código'])
  expect(checkSend(contentOf(code), { '1': '482913' }, 'es')).toEqual([])
  const wrong = checkSend(contentOf(code), { '1': '1234567890123456' }, 'es')
  expect(wrong.map(({ rule, field }) => [rule, field])).toEqual([['SEND-08', '1']])
})

test('WS-1 what the dialog gathers is all that sending asks for', () => {
  const values = valuesOf(blanksOf(template, ''), { h1: 'A-1042', '2': 'Surco' }, { name: 'Rosa', phone: '' })
  expect(checkSend(contentOf(template), values, 'es')).toEqual([])
})
