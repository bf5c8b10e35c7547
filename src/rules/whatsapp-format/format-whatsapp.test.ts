import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatWhatsApp } from './format-whatsapp.ts'
import type { FormatNode, Leaf } from './node.ts'

/** The tree in one line: marks as tags, leaves that are no text with their kind. */
const drawn = (nodes: FormatNode[]): string =>
  nodes
    .map((node) => {
      if (node.type === 'text') return node.text
      if (node.type === 'break') return '⏎'
      if ('text' in node) return `<${node.type}>${node.text}</>`
      if (node.type !== 'list') return `<${node.type}>${drawn(node.children)}</>`
      const sign = (at: number) => (node.ordered ? `${node.start + at}.` : '•')
      return `<list>${node.items.map((item, at) => `${sign(at)}${drawn(item)}`).join('|')}</>`
    })
    .join('')

test.each([
  ['Hola *Rosa*!', 'Hola <bold>Rosa</>!'],
  ['_a ~b~_', '<italic>a <strike>b</></>'],
  ['*a _b ~c~_ d*', '<bold>a <italic>b <strike>c</></> d</>'],
  ['*a _b* c_', '<bold>a _b</> c_'],
  ['_*{{1}}*_ y {{nombre_2}}', '<italic><bold><variable>{{1}}</></></> y <variable>{{nombre_2}}</>'],
  ['_{{a_}} b_ {{a_b}}', '<italic><variable>{{a_}}</> b</> <variable>{{a_b}}</>'],
  ['usa `x_1` y ```y *z*```', 'usa <code>x_1</> y <mono>y *z*</>'],
  ['*con ```a*b``` dentro*', '<bold>con <mono>a*b</> dentro</>'],
  ['una\n\ndos', 'una⏎⏎dos'],
  ['una\r\ndos\r', 'una⏎dos\r'],
  ['2*3*4, a_b_c y * suelto *', '2*3*4, a_b_c y * suelto *'],
  ['*sin cerrar _sí_', '*sin cerrar <italic>sí</>'],
  ['*a\nb*', '*a⏎b*'],
  ['** __ ~~ `` ``````', '** __ ~~ `` ``````'],
  ['` ` `a b`', '` ` <code>a b</>'],
  ['*ñandú*é', '*ñandú*é'],
  ['```una\n- dos```', '<mono>una\n- dos</>'],
  ['', ''],
])('BODY-09 %j is shown as WhatsApp shows it', (written, shown) => {
  expect(drawn(formatWhatsApp(written))).toBe(shown)
})

test.each([
  ['Lleva:\n- *uno*\n- dos\n1. tres\n\nfin', 'Lleva:<list>•<bold>uno</>|•dos</><list>1.tres</>⏎fin'],
  ['* uno\n* dos', '<list>•uno|•dos</>'],
  ['3. tres\n4. cuatro\n9. nueve', '<list>3.tres|4.cuatro</><list>9.nueve</>'],
  ['a\n\n- b\n\n- c', 'a⏎⏎<list>•b</>⏎<list>•c</>'],
  ['> dijo *esto*\n> y esto\nfin', '<quote>dijo <bold>esto</>⏎y esto</>fin'],
  ['-no\n1.no\n>\n2026. sí no', '-no⏎1.no⏎>⏎2026. sí no'],
  ['- ver ```a\nb``` c\n- d', '<list>•ver <mono>a\nb</> c|•d</>'],
])('BODY-09 %j has lists and quotes', (written, shown) => {
  expect(drawn(formatWhatsApp(written))).toBe(shown)
})

test.each([
  ['Mira https://example.com/a_b_c?x=1.', 'Mira <link>https://example.com/a_b_c?x=1</>.'],
  ['(www.example.com) o _example.pe/ver_', '(<link>www.example.com</>) o <italic><link>example.pe/ver</></>'],
  ['*http://example.com*', '<bold><link>http://example.com</></>'],
  ['ana.b@example.com, 1.5 kg, fin.Luego', '<link>ana.b@example.com</>, 1.5 kg, fin.Luego'],
  ['https://example.com/{{1}}', '<link>https://example.com/</><variable>{{1}}</>'],
  ['javascript:alert(1) <b>no</b>', 'javascript:alert(1) <b>no</b>'],
])('WS-1 %j has its links', (written, shown) => {
  expect(drawn(formatWhatsApp(written))).toBe(shown)
})

const leavesOf = (nodes: FormatNode[]): Leaf[] =>
  nodes.flatMap((node) => {
    if ('text' in node) return [node]
    if (node.type === 'list') return node.items.flatMap(leavesOf)
    return node.type === 'break' ? [] : leavesOf(node.children)
  })

const signs = [
  'a',
  'é',
  '𝒶',
  '7',
  ' ',
  '\n',
  '\r\n',
  '*',
  '_',
  '~',
  '`',
  '```',
  '- ',
  '* ',
  '> ',
  '1. ',
  '🎉',
  '{{1}}',
  '@',
  '.com',
  'https://',
  '/',
]
const written = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...signs), { maxLength: 60 }).map((pieces) => pieces.join('')),
)

test('WS-1 formatting loses nothing but marks: every leaf stands where it says, in order, and only marks stand between', () => {
  fc.assert(
    fc.property(written, (text) => {
      let at = 0
      let between = ''
      for (const leaf of leavesOf(formatWhatsApp(text))) {
        expect(leaf.at).toBeGreaterThanOrEqual(at)
        expect(text.slice(leaf.at, leaf.at + leaf.text.length)).toBe(leaf.text)
        between += text.slice(at, leaf.at)
        at = leaf.at + leaf.text.length
      }
      expect(between + text.slice(at)).toMatch(/^(?:[*_~`\r\n>]|[*>-] +|> ?|\d{1,3}\. +)*$/)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  '*a ',
  '*a',
  '_*~',
  '`',
  '```',
  '``` ',
  '`a',
  '> ',
  '- *a _b* ',
  '1. a\n',
  'a.',
  'a@',
  'a@a.',
  'http://',
  '{{',
  '{{1',
  '*_y* ',
  '\n',
  'a-',
])('WS-1 100,000 characters of %j are read in one pass', (piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length))
  expect(leavesOf(formatWhatsApp(text)).length).toBeLessThanOrEqual(text.length)
})
