import { expect, test } from 'vitest'
import { type Compared, compareTemplates } from './template-diff.ts'

const base: Compared = {
  name: 'pedido_listo',
  displayName: 'Pedido listo',
  language: 'es',
  category: 'UTILITY',
  type: 'TEXT',
  sampleFileId: null,
  header: null,
  headerSample: null,
  body: 'Hola, {{1}}.',
  footer: null,
  buttons: [],
  parameters: [{ n: 1, name: 'Nombre', sample: 'Marisol', type: 'text', source: null }],
  auth: null,
}

test('TP-10: two texts of a template differ in what changed and nothing else, in the order of the wizard', () => {
  const after: Compared = {
    ...base,
    body: 'Hola, {{1}}. Gracias.',
    footer: 'Responde BAJA',
    buttons: [{ type: 'QUICK_REPLY', text: 'Sí', optOut: false }],
    parameters: [{ n: 1, name: 'Cliente', sample: 'Marisol', type: 'text', source: null }],
  }
  expect(compareTemplates(base, after)).toEqual([
    { field: 'body', before: 'Hola, {{1}}.', after: 'Hola, {{1}}. Gracias.' },
    { field: 'footer', before: null, after: 'Responde BAJA' },
    { field: 'parameters.1.name', before: 'Nombre', after: 'Cliente' },
    { field: 'buttons.1.type', before: null, after: 'QUICK_REPLY' },
    { field: 'buttons.1.text', before: null, after: 'Sí' },
  ])
  expect(compareTemplates(base, base)).toEqual([])
})

test('TP-10: of the first text all that is written is new', () => {
  expect(compareTemplates(null, base).map(({ field }) => field)).toEqual([
    'displayName',
    'name',
    'language',
    'category',
    'type',
    'body',
    'parameters.1.type',
    'parameters.1.name',
    'parameters.1.sample',
  ])
})
