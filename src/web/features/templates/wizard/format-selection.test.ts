import { expect, test } from 'vitest'
import { type Mark, toggleMark } from './format-selection.ts'

/** The selection stands between brackets, before and after. */
function apply(marked: string, mark: Mark): string {
  const start = marked.indexOf('[')
  const end = marked.indexOf(']') - 1
  const text = marked.replace(/[[\]]/g, '')
  const { from, to, write, select } = toggleMark({ text, start, end }, mark)
  const after = text.slice(0, from) + write + text.slice(to)
  return `${after.slice(0, select[0])}[${after.slice(...select)}]${after.slice(select[1])}`
}

test.each([
  ['Hola [Rosa] hoy', 'bold', 'Hola *[Rosa]* hoy'],
  ['Hola *[Rosa]* hoy', 'bold', 'Hola [Rosa] hoy'],
  ['Hola[ Rosa ]hoy', 'italic', 'Hola _[Rosa]_ hoy'],
  ['[uno\ndos]', 'strike', '[~uno~\n~dos~]'],
  ['[uno\n\ndos]', 'bold', '[*uno*\n\n*dos*]'],
  ['[uno\ndos]', 'mono', '[```uno\ndos```]'],
  ['Hola []', 'bold', 'Hola *[]*'],
  ['Hola *[]*', 'bold', 'Hola []'],
] as const)('TP-4 formatting bar: %j with %s', (before, mark, after) => {
  expect(apply(before, mark)).toBe(after)
})
