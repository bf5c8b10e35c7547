import { existsSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TemplateContent } from '../template.ts'
import { applyMend, lintTemplate, PLATFORM_RULES, PRODUCT_RULES } from './lint-template.ts'

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
const rulesOf = (changes: Partial<TemplateContent>, product = false) => lint(changes, product).map(({ rule }) => rule)
const quick = (...texts: string[]) => texts.map((text) => ({ type: 'QUICK_REPLY', text }))
const many = (count: number, type: string) => Array.from({ length: count }, (_, at) => ({ type, text: `Opción ${at}` }))
const words = (count: number) => 'palabra '.repeat(count).trim()

test('a sound template has no findings, under platform and product rules', () => {
  expect(lint({}, true)).toEqual([])
})

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

const CASES: [rule: string, changes: Partial<TemplateContent>][] = [
  ['STR-01', { body: null }],
  ['STR-01', { body: ' \n' }],
  ['STR-03', { header: 'Pedido de {{nombre}} listo', examples: { ...good.examples, hnombre: 'Rosa' } }],
  ['STR-05', { category: 'PROMO' as 'MARKETING' }],
  ['NAME-01', { name: 'Oferta de julio' }],
  ['NAME-01', { name: 'promoción' }],
  ['NAME-02', { name: '' }],
  ['NAME-02', { name: 'a'.repeat(513) }],
  ['NAME-08', { name: 'test' }],
  ['NAME-09', { name: 'template_014' }],
  ['NAME-10', { name: 'pedido__listo' }],
  ['LANG-01', { language: 'es_419' }],
  ['LANG-01', { language: '' }],
  ['LANG-02', { language: 'es-PE' }],
  ['LANG-03', { language: 'en' }],
  ['HDR-01', { header: { format: 'AUDIO' } }],
  ['HDR-02', { header: '' }],
  ['HDR-02', { header: 'a'.repeat(61) }],
  ['HDR-03', { header: 'De {{1}} para {{2}} hoy' }],
  ['HDR-04', { header: 'Tu pedido\nsalió' }],
  ['HDR-05', { header: 'Tu pedido salió 🚚' }],
  ['HDR-06', { header: '*Tu pedido* salió' }],
  ['HDR-07', { header: 'Pedido {{1}}', examples: { ...good.examples, h1: 'P-204' } }],
  ['BODY-01', { body: words(129) }],
  ['BODY-02', { body: words(70), category: 'MARKETING' }],
  ['BODY-03', { body: words(70) }],
  ['BODY-04', { body: `Llegaron novedades ${'🎉'.repeat(11)} a la tienda`, category: 'MARKETING' }],
  ['BODY-05', { body: `Tu pedido salió ${'🚚'.repeat(11)} y llega hoy` }],
  ['BODY-05', { body: `Tu pedido salió ${'🚚'.repeat(7)} y llega hoy` }],
  ['BODY-06', { body: 'Tu pedido salió.\n\n\nLlega hoy.' }],
  ['BODY-07', { body: '{{1}} - {{2}}' }],
  ['BODY-08', { body: 'Tu pedido salió\ty llega hoy' }],
  ['BODY-08', { body: 'Tu pedido salió     y llega hoy' }],
  ['BODY-09', { body: 'Tu *pedido salió y llega hoy' }],
  ['BODY-10', { body: 'Míralo en https://bit.ly/abc y elige' }],
  ['BODY-11', { body: 'Escríbenos a wa.me/51900000001 cuando quieras' }],
  ['BODY-13', { body: 'Hola [nombre], tu pedido XXXX salió' }],
  ['BODY-14', { body: 'TU PEDIDO SALIÓ DEL ALMACÉN HOY' }],
  ['BODY-14', { body: 'Tu pedido salió!!!' }],
  ['BODY-15', { body: 'uno\ndos\ntres\ncuatro\ncinco\nseis', category: 'MARKETING' }],
  ['FTR-01', { footer: '' }],
  ['FTR-01', { footer: 'a'.repeat(61) }],
  ['FTR-02', { footer: 'Pedido {{1}}' }],
  ['FTR-03', { footer: 'Bodega\nEjemplo' }],
  ['FTR-04', { footer: 'Bodega 🛒' }],
  ['FTR-05', { footer: '*Bodega*' }],
  ['BTN-01', { buttons: many(11, 'QUICK_REPLY') }],
  ['BTN-02', { buttons: many(11, 'QUICK_REPLY') }],
  ['BTN-03', { buttons: many(3, 'URL') }],
  ['BTN-04', { buttons: many(2, 'PHONE_NUMBER') }],
  ['BTN-09', { buttons: [...quick('Sí'), ...many(1, 'URL'), ...quick('No')] }],
  ['BTN-10', { buttons: quick('') }],
  ['BTN-10', { buttons: quick('a'.repeat(26)) }],
  ['BTN-11', { buttons: quick('Sí ✅') }],
  ['BTN-11', { buttons: quick('Pedido {{1}}') }],
  ['BTN-12', { buttons: quick('Sí → quiero') }],
  ['BTN-13', { buttons: quick('Sí', 'sí ') }],
  ['BTN-23', { buttons: many(4, 'QUICK_REPLY') }],
  ['BTN-23', { buttons: [...quick('Sí'), ...many(1, 'URL')] }],
  ['BTN-24', { category: 'MARKETING', buttons: quick('Quiero saber más') }],
  ['VAR-01', { body: 'Hola {1}, tu pedido salió' }],
  ['VAR-01', { body: 'Hola {{1}, tu pedido salió' }],
  ['VAR-01', { body: 'Hola {{{1}}}, tu pedido salió' }],
  ['VAR-01', { header: 'Pedido {1} listo' }],
  ['VAR-02', { body: 'Hola {{ 1 }}, tu pedido salió' }],
  ['VAR-02', { body: 'Hola {{01}}, tu pedido salió' }],
  ['VAR-03', { body: 'Tu pedido {{2}} para {{1}} salió del almacén' }],
  ['VAR-03', { body: 'Tu pedido {{0}} salió del almacén' }],
  ['VAR-03', { header: 'Pedido {{2}} listo' }],
  ['VAR-04', { body: 'Hola {{1}}, el pedido de {{1}} salió' }],
  ['VAR-05', { body: 'Hola {{Nombre}}, tu pedido salió' }],
  ['VAR-05', { body: `Hola {{${'a'.repeat(33)}}}, tu pedido salió` }],
  ['VAR-06', { body: 'Hola {{nombre}}, el pedido de {{nombre}} salió' }],
  ['VAR-07', { body: 'Hola {{nombre}}, tu pedido {{1}} salió' }],
  ['VAR-08', { body: 'Hola {{#nombre}}, tu pedido salió' }],
  ['VAR-08', { body: 'Hola {{ 1 }}, tu pedido salió' }],
  ['VAR-09', { body: '{{1}}, tu pedido salió del almacén' }],
  ['VAR-09', { body: 'Tu pedido salió del almacén, {{1}}\n' }],
  ['VAR-10', { body: '*{{1}}*, tu pedido salió del almacén' }],
  ['VAR-11', { body: 'Hola {{1}} {{2}}, tu pedido salió del almacén' }],
  ['VAR-12', { body: 'Hola {{1}}, {{2}}: tu pedido salió del almacén' }],
  ['VAR-13', { body: 'Hola {{1}} pedido {{2}} listo' }],
  ['VAR-13', { body: 'Hola {{1}}, tu pedido {{2}} salió hoy' }],
  ['VAR-14', { examples: { 1: 'Rosa', 2: ' ' } }],
  ['VAR-14', { header: 'Pedido {{1}} listo' }],
  ['VAR-15', { examples: { 1: 'xxx', 2: 'P-204' } }],
  ['VAR-15', { examples: { 1: '{{1}}', 2: 'P-204' } }],
  ['VAR-15', { examples: { 1: 'Rosa', 2: '+51 900 000 001' } }],
  ['VAR-17', { body: Array.from({ length: 11 }, (_, at) => `palabra otra más {{${at + 1}}}`).join(' ') }],
  ['VAR-18', { body: 'Hola {{1}}, {{2}}. Gracias.' }],
  ['PRD-01', { buttons: many(4, 'QUICK_REPLY') }],
  ['PRD-02', { buttons: [...quick('Sí'), ...many(1, 'URL')] }],
  ['PRD-02', { buttons: many(1, 'FLOW') }],
  ['PRD-03', { language: 'pt_BR' }],
  ['PRD-04', { body: 'Hola {{nombre}}, tu pedido salió' }],
  ['PRD-04', { body: 'Hola {{1}}, el pedido de {{1}} salió' }],
  ['PRD-05', { type: 'CAROUSEL' }],
]

test.each(CASES)('%s is found in %j', (rule, changes) => {
  expect(rulesOf(changes, true)).toContain(rule)
})

test('every rule that needs no other template has a case, and product rules wait to be asked', () => {
  const tested = new Set(CASES.map(([rule]) => rule))
  const untested = [...PLATFORM_RULES, ...PRODUCT_RULES].map(({ id }) => id).filter((id) => !tested.has(id))
  expect(untested).toEqual(['NAME-03', 'NAME-04', 'BODY-12'])
  expect(rulesOf({ language: 'pt_BR', type: 'CAROUSEL', buttons: many(4, 'QUICK_REPLY') })).toEqual([
    'LANG-03',
    'BTN-23',
  ])
})

const ALLOWED: [rule: string, changes: Partial<TemplateContent>][] = [
  ['STR-01', { category: 'AUTHENTICATION', body: null }],
  ['VAR-09', { category: 'AUTHENTICATION', body: '{{1}}' }],
  ['HDR-05', { header: 'Marca® de siempre™' }],
  ['HDR-06', { header: 'Pedido de {{first_name}} listo' }],
  ['BODY-01', { body: 'a'.repeat(1024) }],
  ['BODY-04', { body: `Llegaron ${'👩‍👩‍👧'.repeat(10)} a la tienda`, category: 'MARKETING' }],
  ['BODY-06', { body: 'Tu pedido salió.\r\n\r\nLlega hoy.' }],
  ['BODY-09', { body: 'Tu *pedido* _salió_ de a_b y ```cuesta 2*3```' }],
  ['BODY-10', { body: 'Míralo en https://habit.lyceum.example.com y elige' }],
  ['BTN-10', { buttons: [{ type: 'COPY_CODE', example: 'JULIO20' }] }],
  ['BTN-12', { buttons: quick('¿Sí / no? Más...') }],
  ['BTN-24', { category: 'MARKETING', buttons: quick('No quiero más promos') }],
  ['VAR-14', { body: 'Hola {{nombre}}, tu pedido salió', examples: { nombre: 'Rosa' } }],
  ['VAR-15', { examples: { 1: 'rosa@example.com', 2: '12' } }],
]

test.each(ALLOWED)('%s is not found in %j', (rule, changes) => {
  expect(rulesOf(changes)).not.toContain(rule)
})

const withSibling = (changes: Partial<TemplateContent>) =>
  lintTemplate(good, { lang: 'en', siblings: [{ ...good, ...changes }] }).map(({ rule, field }) => [rule, field])

describe('beside the channel’s other templates', () => {
  test('NAME-03 name and language are taken', () => {
    expect(withSibling({ body: 'Otro texto' })).toEqual([['NAME-03', 'name']])
  })
  test('NAME-04 the name is tied to another category', () => {
    expect(withSibling({ body: 'Otro texto', language: 'en', category: 'MARKETING' })).toEqual([
      ['NAME-04', 'category'],
    ])
  })
  test('BODY-12 same body and footer', () => {
    expect(withSibling({ name: 'otra', body: `${good.body?.toUpperCase()} ` })).toEqual([['BODY-12', 'body']])
  })
})

test('TP-5 an error of c1 or c2 or of the product blocks; c3, c4 and milder ones do not', () => {
  for (const [, changes] of CASES) {
    for (const { severity, confidence, blocks } of lint(changes, true)) {
      expect(blocks).toBe(severity === 'error' && ['c1', 'c2', 'own'].includes(confidence))
    }
  }
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
  ['BTN-11', { buttons: quick('*Sí* ✅') }, { buttons: quick('Sí') }],
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

const snippet = fc.constantFrom(
  '{{1}}',
  '{{2}}',
  '{{ 3 }}',
  '{{nombre}}',
  '{{Name}}',
  '{4}',
  '{{',
  '}',
  '{{a-b}}',
  ' ',
  ', ',
  '\n',
  '\n\n\n',
  '\t',
  'hola',
  'tu pedido',
  '*',
  '_',
  '~',
  '`',
  '🚚',
  'É',
  '-',
  '      ',
)
const phrase = fc.array(snippet, { maxLength: 14 }).map((pieces) => pieces.join(''))
const anyTemplate: fc.Arbitrary<TemplateContent> = fc.record({
  name: fc.oneof(phrase, fc.string()),
  language: fc.constantFrom('es', 'es-PE', 'en_US', 'es_LA', 'pt-BR', 'ES', 'x'),
  category: fc.constantFrom('MARKETING', 'UTILITY', 'AUTHENTICATION'),
  type: fc.constantFrom('TEXT', 'IMAGE', 'LIST'),
  header: fc.oneof(phrase, fc.constant(null), fc.constant({ format: 'IMAGE' })),
  body: fc.option(phrase),
  footer: fc.option(phrase),
  buttons: fc.array(fc.record({ type: fc.constantFrom('QUICK_REPLY', 'URL', 'OTP'), text: phrase }), { maxLength: 5 }),
  examples: fc.dictionary(fc.constantFrom('1', '2', '3', 'h1', 'nombre'), phrase),
})

test('TP-5 a mend clears its finding, and taking it again changes nothing', () => {
  fc.assert(
    fc.property(anyTemplate, (template) => {
      for (const finding of lintTemplate(template, { lang: 'es', product: true })) {
        const mended = applyMend(template, finding)
        const left = lintTemplate(mended, { lang: 'es', product: true })
        if (finding.mend) {
          expect(left.filter(({ rule, field }) => rule === finding.rule && field === finding.field)).toEqual([])
          expect(applyMend(mended, finding)).toEqual(mended)
        }
      }
    }),
  )
})

test('nothing that a template may hold makes the lint throw', () => {
  fc.assert(
    fc.property(fc.object({ key: fc.constantFrom(...Object.keys(good), 'text', 'type', 'format') }), (odd) => {
      lintTemplate({ ...good, ...odd }, { lang: 'en', product: true })
    }),
  )
})

test('both languages say something about every case', () => {
  for (const [rule, changes] of CASES) {
    const said = (lang: 'es' | 'en') =>
      lintTemplate({ ...good, ...changes }, { lang, product: true }).find((one) => one.rule === rule)?.message
    expect(said('es')).not.toBe(said('en'))
  }
})

// The reference lies beside the repository where it is developed; elsewhere our own cases stand alone.
const reference = new URL('../../../../shared/reference/template-cases.jsonl', import.meta.url)
type ReferenceCase = TemplateContent & { id: string; expected: string; rule: string }

describe.runIf(existsSync(reference))('the reference cases', () => {
  const BUILT = new Set(PLATFORM_RULES.map(({ id }) => id))
  const cases: ReferenceCase[] = existsSync(reference)
    ? readFileSync(reference, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : []

  test.each(cases.filter(({ rule }) => rule === '' || BUILT.has(rule)).map((one) => [one.id, one] as const))(
    '%s comes out as expected',
    (_, one) => {
      const findings = lintTemplate(one, { lang: 'es' })
      const worst = ['error', 'warning'].find((degree) => findings.some(({ severity }) => severity === degree)) ?? 'ok'
      expect(worst).toBe(one.expected)
      if (one.rule) expect(findings.map(({ rule }) => rule)).toContain(one.rule)
    },
  )

  test('TP-5 a whole template takes under a millisecond', () => {
    const all = () => cases.forEach((one) => lintTemplate(one, { lang: 'es', product: true }))
    all()
    const start = performance.now()
    for (let round = 0; round < 10; round++) all()
    expect((performance.now() - start) / (10 * cases.length)).toBeLessThan(1)
  })
})
