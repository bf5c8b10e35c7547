import { expect, test } from 'vitest'
import type { TemplateContent } from '../template.ts'
import { applyMend, lintTemplate } from './lint-template.ts'

const good: TemplateContent = {
  name: 'pedido_en_camino',
  language: 'es_PE',
  category: 'UTILITY',
  type: 'TEXT',
  header: 'Tu pedido está en camino',
  body: 'Hola {{1}}, tu pedido {{2}} salió de nuestro almacén y llega hoy por la tarde.',
  footer: 'Bodega Ejemplo',
  buttons: [],
  examples: { 1: 'Rosa', 2: 'P-204' },
  auth: null,
}

const lint = (changes: Partial<TemplateContent>, product = false) =>
  lintTemplate({ ...good, ...changes }, { lang: 'es', product })
const quick = (...texts: string[]) => texts.map((text) => ({ type: 'QUICK_REPLY', text }))
const link = (url: string) => ({ type: 'URL', text: 'Ver', url, example: 'P-204' })
const phone = (phone_number: string) => ({ type: 'PHONE_NUMBER', text: 'Llamar', phone_number })
const many = (count: number, type: string) => Array.from({ length: count }, (_, at) => ({ type, text: `Opción ${at}` }))

test('TP-5 the example of the source reaches Pendiente', () => {
  const findings = lint(
    {
      category: 'MARKETING',
      language: 'es',
      body: 'Hola, {{1}}. ¡Te ofrecemos {{2}} de descuento en {{3}}!',
      examples: { 1: 'Rosa', 2: '20 %', 3: 'zapatillas' },
    },
    true,
  )
  expect(findings.filter(({ blocks }) => blocks)).toEqual([])
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'VAR-13', severity: 'error', confidence: 'c3' }))
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'VAR-10', severity: 'warning' }))
})

test('fields are paths that screens and programs can find', () => {
  expect(lint({ buttons: quick('Sí', 'No ❌') })).toContainEqual(expect.objectContaining({ field: 'buttons[1].text' }))
  expect(lint({ header: 'Pedido {{1}} listo' })).toContainEqual(expect.objectContaining({ field: 'examples.h1' }))
})

const MENDS: [rule: string, changes: Partial<TemplateContent>, mended: Partial<TemplateContent>][] = [
  ['NAME-01', { name: ' Promoción de Julio ' }, { name: 'promocion_de_julio' }],
  ['NAME-10', { name: 'pedido__listo' }, { name: 'pedido_listo' }],
  ['LANG-02', { language: 'es-pe' }, { language: 'es_PE' }],
  ['LANG-01', { language: 'es_419' }, { language: 'es' }],
  ['BODY-06', { body: 'Salió.\n\n\n\nLlega hoy.' }, { body: 'Salió.\n\nLlega hoy.' }],
  ['VAR-11', { body: 'Hola {{1}}{{2}}, salió' }, { body: 'Hola {{1}} y {{2}}, salió' }],
  ['VAR-01', { body: 'Hola {1} y {{2}, salió' }, { body: 'Hola {{1}} y {{2}}, salió' }],
  ['VAR-08', { body: 'Hola {{Mi Nombre}}, salió' }, { body: 'Hola {{mi_nombre}}, salió' }],
  [
    'VAR-03',
    { body: 'El pedido {{4}} de {{2}} salió', examples: { 2: 'Rosa', 4: 'P-204' } },
    { body: 'El pedido {{1}} de {{2}} salió', examples: { 1: 'P-204', 2: 'Rosa' } },
  ],
  [
    'VAR-04',
    { body: 'Hola {{1}}, el {{2}} de {{1}} salió' },
    { body: 'Hola {{1}}, el {{2}} de {{3}} salió', examples: { 1: 'Rosa', 2: 'P-204', 3: 'Rosa' } },
  ],
  [
    'VAR-06',
    { body: 'Hola {{a}}, lo de {{a}} salió', examples: { a: 'Rosa' } },
    { body: 'Hola {{a}}, lo de {{a_2}} salió', examples: { a: 'Rosa', a_2: 'Rosa' } },
  ],
  ['HDR-04', { header: 'Tu pedido \n salió' }, { header: 'Tu pedido salió' }],
  ['HDR-05', { header: 'Tu pedido salió 🚚' }, { header: 'Tu pedido salió' }],
  ['HDR-06', { header: '*Tu* pedido de {{mi_nombre}}' }, { header: 'Tu pedido de {{mi_nombre}}' }],
  ['FTR-03', { footer: 'Bodega\nEjemplo' }, { footer: 'Bodega Ejemplo' }],
  ['FTR-04', { footer: '🛒 Bodega' }, { footer: 'Bodega' }],
  ['FTR-05', { footer: '_Bodega_' }, { footer: 'Bodega' }],
  ['BODY-05', { body: `Salió ${'🚚'.repeat(8)} hoy` }, { body: `Salió ${'🚚'.repeat(6)} hoy` }],
  ['BODY-08', { body: 'Salió\thoy' }, { body: 'Salió hoy' }],
  ['BTN-11', { buttons: quick('*Sí* ✅') }, { buttons: quick('Sí') }],
  ['BTN-14', { buttons: [link('http://example.com/a')] }, { buttons: [link('https://example.com/a')] }],
  ['BTN-14', { buttons: [link(' example.com/a')] }, { buttons: [link('https://example.com/a')] }],
  ['BTN-15', { buttons: [link('https://example.com/{{2}}')] }, { buttons: [link('https://example.com/{{1}}')] }],
  ['BTN-20', { buttons: [phone('00 51 900 000-001')] }, { buttons: [phone('+51900000001')] }],
  [
    'BTN-09',
    { buttons: [...quick('Sí'), ...many(1, 'URL'), ...quick('No')] },
    { buttons: [...quick('Sí', 'No'), ...many(1, 'URL')] },
  ],
]

test.each(MENDS)('NAME-10, TP-5 the mend of %s turns %j into %j', (rule, changes, mended) => {
  const finding = lint(changes).find((one) => one.rule === rule)
  expect(finding?.mend).toBeDefined()
  expect(finding && applyMend({ ...good, ...changes }, finding)).toEqual({ ...good, ...changes, ...mended })
})

test('PRD-04 names become numbers, and what hangs on them moves along', () => {
  const changes = {
    body: 'Hola {{nombre}}, lo de {{nombre}} y {{pedido}} salió',
    examples: { nombre: 'Rosa', pedido: 'P-204' },
  }
  const finding = lint(changes, true).find(({ rule }) => rule === 'PRD-04')
  expect(finding?.mend).toMatchObject({
    value: 'Hola {{1}}, lo de {{2}} y {{3}} salió',
    examples: { 1: 'Rosa', 2: 'Rosa', 3: 'P-204' },
    moved: { 1: 'nombre', 2: 'nombre', 3: 'pedido' },
  })
})

test('CAT-01 the words are marked in the text as it was given, and named in the sentence', () => {
  const body = 'Hola {{1}}, tu pedido llegó. ¡Aprovecha el cupón VUELVO y el 20 % off!'.normalize('NFD')
  const finding = lint({ body }).find(({ rule }) => rule === 'CAT-01')
  const marked = finding?.marks?.map(({ start, end }) => body.slice(start, end).normalize('NFC'))
  expect(marked).toEqual(['Aprovecha', 'cupón', '20 % off'])
  expect(finding?.message.normalize('NFC')).toContain('«aprovecha», «cupón», «20 % off»')
})

test('VAR-11, VAR-09, BODY-06 mark the place that is wrong', () => {
  const marked = (body: string, rule: string) =>
    lint({ body })
      .find((one) => one.rule === rule)
      ?.marks?.map(({ start, end }) => body.slice(start, end))
  expect(marked('Hola {{1}} {{2}}, salió', 'VAR-11')).toEqual(['{{1}} {{2}}'])
  expect(marked('Salió hoy {{1}} ', 'VAR-09')).toEqual(['{{1}} '])
  expect(marked('Salió\r\n\r\n\r\nhoy', 'BODY-06')).toEqual(['\r\n\r\n\r\n'])
})

test('TP-5 the built-in sample of a media header is enough in the product, and nowhere else', () => {
  const changes = { type: 'IMAGE', header: { format: 'IMAGE' } }
  expect(lint(changes, true)).toEqual([])
  expect(lint(changes).map(({ rule }) => rule)).toEqual(['STR-04', 'HDR-08'])
})

test('TP-5 imported templates are judged without samples of their own', () => {
  const imported = {
    ...good,
    type: 'IMAGE',
    header: { format: 'IMAGE' },
    examples: {},
    buttons: [{ type: 'URL', text: 'Ver', url: 'https://example.com/{{1}}' }],
  }
  expect(lintTemplate(imported, { lang: 'es', sampled: true })).toEqual([])
})
