import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../refusal.ts'
import { readLine } from './import-form.ts'
import { readTable } from './import-reading.ts'

const HEAD = 'nombre_tecnico;nombre_visible;idioma;categoria;cuerpo'
const read = (text: string | Buffer) => readTable(Buffer.from(text as string), 'es')
const refusal = (text: string | Buffer, lang: 'es' | 'en' = 'es') => {
  try {
    readTable(Buffer.from(text as string), lang)
  } catch (error) {
    if (error instanceof Refusal) return { rule: error.errors[0]?.rule, reason: String(error.data['reason']) }
    throw error
  }
  return null
}

test.each([
  ['; with a byte order mark', `\uFEFF${HEAD}\r\nuno;Uno;es;Utility;"Hola; ""tú""\r\ny él"\r\n`],
  [',', `${HEAD.replaceAll(';', ',')}\nuno,Uno,es,Utility,"Hola; ""tú""\ny él"`],
  ['tabs', `${HEAD.replaceAll(';', '\t')}\nuno\tUno\tes\tUtility\t"Hola; ""tú""\ny él"`],
  ['sep=', `sep=|\r\n${HEAD.replaceAll(';', '|')}\r\nuno|Uno|es|Utility|"Hola; ""tú""\ny él"`],
])('TP-8 cells parted by %s are read, with quotes, line breaks and letters of Spanish', (_, text) => {
  const { rows } = read(text)
  expect(rows).toHaveLength(1)
  expect(Object.fromEntries(rows[0]!.cells)).toEqual({
    name: 'uno',
    displayName: 'Uno',
    language: 'es',
    category: 'Utility',
    body: 'Hola; "tú"\ny él',
  })
})

test('TP-8 headings in both languages, any case and order; lines as a spreadsheet counts them', () => {
  const table = read(
    'Category,LANGUAGE,Nombre Técnico,Display name,Botón_2_texto,otra,\nUtility,es,a,A,"x\ny",1,\n,,,,,,\n\nUtility,es,b,B,,2,',
  )
  expect(table.rows.map(({ line, cells }) => [line, cells.get('name')])).toEqual([
    [2, 'a'],
    [5, 'b'],
  ])
  expect(table.rows[0]?.cells.get('button.2.text')).toBe('x\ny')
  expect(table.unknown).toEqual(['otra'])
})

test.each([
  ['nothing', '', 'CSV-01'],
  ['headings alone', HEAD, 'CSV-01'],
  ['Latin-1', Buffer.from(`${HEAD}\nuno;Uno;es;Utility;Mañana`, 'latin1'), 'CSV-02'],
  ['UTF-16 with its mark', Buffer.from(`\uFEFF${HEAD}\nuno`, 'utf16le'), 'CSV-02'],
  ['UTF-16 without', Buffer.from(`${HEAD}\nuno`, 'utf16le'), 'CSV-02'],
  ['a workbook', Buffer.from('PK\u0003\u0004 and so on'), 'CSV-03'],
  ['bytes', Buffer.from(`${HEAD}\n\u0000\u0001`), 'CSV-03'],
  ['more than 2 MB', `${HEAD}\n${'a'.repeat(2 * 1024 * 1024)}`, 'CSV-04'],
  ['501 lines', `${HEAD}\n${'a;A;es;Utility;b\n'.repeat(501)}`, 'CSV-05'],
  ['quotes that never close', `${HEAD}\na;A;es;Utility;b\nc;"C;es;Utility;d\ne;E;es;Utility;f`, 'CSV-06'],
  ['no headings', 'uno;Uno;es;Utility;Hola', 'CSV-07'],
  ['a heading twice', `${HEAD};body\nuno;Uno;es;Utility;Hola;x`, 'CSV-08'],
])('TP-8 a file of %s is refused with what to do', (_, text, rule) => {
  expect(refusal(text)?.rule).toBe(rule)
  expect(refusal(text, 'en')?.reason).not.toBe(refusal(text)?.reason)
})

test('TP-8 the refusal says where and what', () => {
  expect(refusal(`${HEAD}\na;A;es;Utility;b\nc;"C;es;Utility;d\n`)?.reason).toContain('línea 3')
  expect(refusal('nombre_tecnico;idioma\nuno;es')?.reason).toContain('nombre_visible, categoria')
  expect(refusal(Buffer.from(`${HEAD}\nñ`, 'latin1'))?.reason).toContain('CSV UTF-8')
})

test('TP-8 500 lines are taken', () => {
  expect(read(`${HEAD}\n${'a;A;es;Utility;b\n'.repeat(500)}`).rows).toHaveLength(500)
})

test('TP-8 whatever the bytes are, they are read or refused', () => {
  const pieces = [
    'sep=',
    '"',
    ';',
    ',',
    '\n',
    '\r\n',
    '\t',
    'ñ',
    "'=",
    HEAD,
    'uno;Uno;es;Utility;Hola {{1}}',
    '\u0000',
    ' ',
  ]
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((array) => Buffer.from(array.join(''))),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((array) => Buffer.from(`${HEAD}\n${array.join('')}`)),
  )
  fc.assert(
    fc.property(bytes, (given) => {
      try {
        const table = readTable(given, 'es')
        for (const row of table.rows) readLine(row, 'es', table.delimiter)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
    { numRuns: 2000 },
  )
})
