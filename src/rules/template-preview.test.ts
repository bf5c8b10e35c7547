import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TemplateContent } from './template.ts'
import { type FormatNode, formatWhatsApp, renderTemplate } from './template-preview.ts'

const text = (said: string): FormatNode => ({ type: 'text', text: said })

test.each<[string, FormatNode[]]>([
  ['Hola *Rosa*!', [text('Hola '), { type: 'bold', children: [text('Rosa')] }, text('!')]],
  ['_a ~b~_', [{ type: 'italic', children: [text('a '), { type: 'strike', children: [text('b')] }] }]],
  [
    'usa `x_1` y ```y *z*```',
    [text('usa '), { type: 'mono', text: 'x_1' }, text(' y '), { type: 'mono', text: 'y *z*' }],
  ],
  ['una\n\ndos', [text('una'), { type: 'break' }, { type: 'break' }, text('dos')]],
  ['2*3*4, a_b_c y * suelto *', [text('2*3*4, a_b_c y * suelto *')]],
  ['*sin cerrar', [text('*sin cerrar')]],
  ['', []],
])('BODY-09 %j is shown as WhatsApp shows it', (written, nodes) => {
  expect(formatWhatsApp(written)).toEqual(nodes)
})

test('BODY-09 lines that begin alike are lists', () => {
  expect(formatWhatsApp('Lleva:\n- *uno*\n- dos\n1. tres\n\nfin')).toEqual([
    text('Lleva:'),
    { type: 'list', ordered: false, items: [[{ type: 'bold', children: [text('uno')] }], [text('dos')]] },
    { type: 'list', ordered: true, items: [[text('tres')]] },
    { type: 'break' },
    text('fin'),
  ])
})

const lettersOf = (nodes: FormatNode[]): string =>
  nodes
    .map((node) => {
      if (node.type === 'text' || node.type === 'mono') return node.text
      if (node.type === 'list') return node.items.map(lettersOf).join('')
      return node.type === 'break' ? '' : lettersOf(node.children)
    })
    .join('')

const letters = (said: string) => said.replace(/[^\p{L}]/gu, '')

test('WS-1 formatting never throws and never loses a letter', () => {
  const letter = fc.constantFrom('a', 'b', ' ', '\n', '*', '_', '~', '`', '```', '- ', '🎉', '{{1}}')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(letter).map((pieces) => pieces.join('')),
      ),
      (written) => {
        expect(letters(lettersOf(formatWhatsApp(written)))).toBe(letters(written))
      },
    ),
  )
})

const template: TemplateContent = {
  name: 'pedido',
  language: 'es',
  category: 'UTILITY',
  type: 'TEXT',
  header: 'Pedido {{1}}',
  body: 'Hola {{1}}, salió {{2}}.',
  footer: 'Bodega Ejemplo',
  buttons: [
    { type: 'URL', text: 'Tienda', url: 'https://example.com' },
    { type: 'URL', text: 'Ver', url: 'https://example.com/p/{{1}}' },
  ],
  examples: {},
}

test('WS-1 the preview is exactly what the contact will get', () => {
  expect(renderTemplate(template, { h1: 'P-204', 1: 'Rosa', url1: 'p 204' })).toEqual({
    header: { format: 'TEXT', text: 'Pedido P-204' },
    body: 'Hola Rosa, salió {{2}}.',
    footer: 'Bodega Ejemplo',
    buttons: [
      { type: 'URL', text: 'Tienda', url: 'https://example.com' },
      { type: 'URL', text: 'Ver', url: 'https://example.com/p/p%20204' },
    ],
  })
})

test('TP-4 what a template lacks, its preview lacks', () => {
  const bare = { ...template, header: null, footer: null, body: null, buttons: [{ type: 'OTP' }] }
  expect(renderTemplate(bare, {})).toEqual({ body: '', buttons: [{ type: 'OTP', text: '' }] })
  expect(renderTemplate({ ...bare, header: { format: 'IMAGE', size: 9 } }, {}).header).toEqual({ format: 'IMAGE' })
})
