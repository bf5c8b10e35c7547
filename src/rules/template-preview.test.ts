import { expect, test } from 'vitest'
import type { TemplateContent } from './template.ts'
import { fillRanges, renderTemplate } from './template-preview.ts'

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

test('TP-4 marks stay on their words when samples stand in place of variables', () => {
  const body = 'Hola {{1}}, tu GRAN oferta {{2}} gratis {{3}}'
  const word = (said: string) => ({ start: body.indexOf(said), end: body.indexOf(said) + said.length })
  const filled = fillRanges(body, { 1: 'Rosa María', 2: 'x' }, [
    word('GRAN'),
    word('gratis'),
    word('{{2}}'),
    word('1}'),
  ])
  expect(filled.text).toBe('Hola Rosa María, tu GRAN oferta x gratis {{3}}')
  expect(filled.ranges.map(({ start, end }) => filled.text.slice(start, end))).toEqual([
    'GRAN',
    'gratis',
    'x',
    'Rosa María',
  ])
})
