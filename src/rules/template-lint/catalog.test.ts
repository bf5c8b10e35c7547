import { expect, test } from 'vitest'
import { GROUPS, groupOf, RULE_SHEETS, rulePath, speaksOf } from './catalog.ts'
import { ELSEWHERE } from './elsewhere.ts'

const sheet = (id: string) => RULE_SHEETS.find((one) => one.id === id)!

test('TP-5 every rule has one sheet, in a group with a name, with sources and sentences without blanks', () => {
  expect(new Set(RULE_SHEETS.map(({ id }) => id)).size).toBe(RULE_SHEETS.length)
  for (const one of RULE_SHEETS) {
    expect(GROUPS[groupOf(one)], one.id).toBeDefined()
    expect(one.sources.length, one.id).toBeGreaterThan(0)
    for (const { says } of one.degrees) {
      expect(says.es).not.toBe(says.en)
      expect(`${says.es} ${says.en}`).not.toMatch(/(?<!\{)\{[a-z]+\}(?!\})/)
    }
  }
})

test('VAR-13 has its two degrees, VAR-11 its mend, and PRD rules are the product’s', () => {
  expect(sheet('VAR-13').degrees.map(({ severity }) => severity)).toEqual(['error', 'warning'])
  expect(sheet('VAR-11').mends).toBe(true)
  expect(RULE_SHEETS.filter(({ product }) => product).every(({ id }) => id.startsWith('PRD-'))).toBe(true)
})

test('TP-5 no rule is both judged and told to be judged elsewhere', () => {
  const judged = new Set(RULE_SHEETS.map(({ id }) => id))
  expect(ELSEWHERE.map(({ id }) => id).filter((id) => judged.has(id))).toEqual([])
  expect(new Set(ELSEWHERE.map(({ id }) => id)).size).toBe(ELSEWHERE.length)
})

test('a search finds a rule by its id and by words, whatever their accents', () => {
  expect(speaksOf(sheet('VAR-11'), 'var-11', 'es')).toBe(true)
  expect(speaksOf(sheet('FTR-04'), 'PIE emojis', 'es')).toBe(true)
  expect(speaksOf(sheet('BODY-01'), 'maximo', 'es')).toBe(true)
  expect(speaksOf(sheet('FTR-04'), 'encabezado', 'es')).toBe(false)
})

test('a link leads to one rule on the page of all', () => {
  expect(rulePath('VAR-11')).toBe('/reglas-de-plantillas#VAR-11')
})
