import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokensOf } from '../../../rules/parameters.ts'
import { toCsv, unguarded } from './csv-cells.ts'
import { rowsOf } from './export-rows.ts'
import { readLine } from './import-form.ts'
import { readTable } from './import-reading.ts'
import type { Form } from './template-content.ts'

const signs = ['a', 'Ñ', '🎉', ' ', ';', ',', '"', "'", '=', '+', '-', '@', '\t', '\n', '\r', '{{1}}', '{{2}}', '*']
const text = (maxLength: number) =>
  fc
    .array(fc.constantFrom(...signs), { maxLength })
    // A cell's line breaks are those of WhatsApp.
    .map((pieces) => pieces.join('').replace(/\r+\n/g, '\n'))
const said = (maxLength: number) => text(maxLength).filter((value) => value.trim() !== '')
/** Cells that name something have no white space around. */
const name = said(20).map((value) => value.trim())
const maybe = (value: fc.Arbitrary<string>) => fc.option(value.filter((each) => each !== ''))

const button = fc.oneof(
  fc.record({ type: fc.constant('QUICK_REPLY' as const), text: text(10), optOut: fc.boolean() }),
  fc.record({ type: fc.constant('URL' as const), text: text(10), url: name, example: fc.option(name) }),
  fc.record({
    type: fc.constant('PHONE_NUMBER' as const),
    text: text(10),
    phoneNumber: fc.constantFrom('+51900000123', '', '900', 'no'),
  }),
)
const form: fc.Arbitrary<Form> = fc
  .record({
    name,
    displayName: name,
    language: fc.constantFrom('es', 'en', 'es_PE', 'en_US'),
    category: fc.constantFrom('MARKETING' as const, 'UTILITY' as const),
    type: fc.constantFrom('TEXT' as const, 'IMAGE' as const, 'DOCUMENT' as const, 'VIDEO' as const),
    sampleFileId: fc.constant(null),
    header: maybe(text(10)),
    headerSample: maybe(text(10)),
    body: said(40),
    footer: maybe(text(10)),
    buttons: fc.array(button, { maxLength: 3 }),
    auth: fc.constant(null),
    described: fc.array(
      fc.record({
        name,
        sample: text(10),
        type: fc.constantFrom('text' as const, 'number' as const, 'money' as const, 'date' as const),
        source: fc.constantFrom(null, 'contact.name' as const, 'contact.phone' as const),
      }),
      { minLength: 2, maxLength: 2 },
    ),
  })
  .map(({ described, ...rest }) => ({
    ...rest,
    header: rest.type === 'TEXT' && rest.header?.trim() ? rest.header : null,
    parameters: [...new Set(tokensOf(rest.body).map(({ key }) => Number(key)))]
      .toSorted((a, b) => a - b)
      .map((n) => ({ n, ...described[n - 1]! })),
  }))
const authentication: fc.Arbitrary<Form> = fc.record({
  name,
  displayName: name,
  language: fc.constantFrom('es', 'en'),
  category: fc.constant('AUTHENTICATION' as const),
  type: fc.constant('TEXT' as const),
  sampleFileId: fc.constant(null),
  header: fc.constant(null),
  headerSample: fc.constant(null),
  body: fc.constant(''),
  footer: fc.constant(null),
  buttons: fc.constant([]),
  parameters: fc.constant([]),
  auth: fc.record({ securityNote: fc.boolean(), codeMinutes: fc.option(fc.integer({ min: 1, max: 90 })) }),
})

test('TP-8 what is exported and imported again is the same', () => {
  const forms = fc.array(fc.oneof(form, authentication), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(
      forms,
      fc.constantFrom('es' as const, 'en' as const),
      fc.constantFrom(';' as const, ',' as const),
      (given, lang, delimiter) => {
        const table = readTable(Buffer.from(toCsv(rowsOf(given, lang), delimiter)), lang)
        expect(table.unknown).toEqual([])
        expect(table.rows.map((row) => readLine(row, lang, table.delimiter))).toMatchObject(
          given.map((each) => ({ form: each, isWhole: true })),
        )
      },
    ),
    { numRuns: 500 },
  )
})

test('a cell that a spreadsheet would calculate is a text, and comes back as it was', () => {
  for (const cell of ['=1+1', '+51', '-a', '@x', '\tx', "'=1", "''+x"]) {
    const [line = ''] = toCsv([[cell, 'b']], ';')
      .slice(1)
      .split('\r\n')
    expect(line.replace(/^"/, '')).toMatch(/^'/)
    expect(unguarded(line.replace(/^"|";b$|;b$/g, '').replaceAll('""', '"'))).toBe(cell)
  }
  expect(toCsv([["l'eau", 'a=b']], ';')).toBe("\uFEFFl'eau;a=b\r\n")
})

test('CSV-11 to CSV-16 what a cell cannot say is told with its column', () => {
  const csv = [
    'name,display_name,language,category,type,header,body,footer,parameter_1_name,parameter_3_name,button_1_type,code_minutes',
    'uno,,Español,Anuncio,imagen,Hola,"Hola, {{1}}",,,Nada,robot,',
    'dos,Dos,inglés,authentication,,,Hola,,,,,diez',
  ].join('\n')
  const table = readTable(Buffer.from(csv), 'en')
  const told = table.rows.map((row) =>
    readLine(row, 'en', ',').findings.map(({ rule, column, severity }) => `${rule} ${column} ${severity}`),
  )
  expect(told).toEqual([
    [
      'CSV-12 category error',
      'CSV-12 button.1.type error',
      'CSV-16 header error',
      'CSV-11 displayName error',
      'CSV-14 parameter.3.name warning',
      'CSV-11 parameter.1.name error',
    ],
    ['CSV-15 body warning', 'CSV-13 codeMinutes error'],
  ])
  const [one] = table.rows
  expect(readLine(one!, 'es', ',').findings[0]?.message).toBe(
    '«Anuncio» no vale aquí. Usa: Marketing, Utility, Authentication.',
  )
})
