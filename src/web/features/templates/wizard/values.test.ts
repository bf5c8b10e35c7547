import { expect, test } from 'vitest'
import { judge } from './judge.ts'
import { isUntouched, stepOf, stepsOf } from './steps.ts'
import { askedParameters, BLANK, BLANK_REPLY, draftOf, formOf, mended, type Values, valuesOf } from './values.ts'

const parameter = (n: number, name: string, sample = '') => ({ n, name, sample, type: 'text' as const, source: null })

const offer: Values = {
  ...BLANK,
  name: 'oferta_de_julio',
  displayName: 'Oferta de julio',
  category: 'MARKETING',
  body: 'Hola, {{1}}. ¡Te ofrecemos {{2}} de descuento en {{3}}!',
  parameters: [parameter(1, 'nombre', 'Rosa'), parameter(2, 'descuento', '20 %'), parameter(3, 'producto', 'mochilas')],
}

const mendOf = (values: Values, rule: string) => {
  const finding = judge(values, 'es', []).find((each) => each.rule === rule && each.mend)
  expect(finding).toBeDefined()
  return finding!
}

test('TP-5 the example of the source blocks at no step', () => {
  expect(judge(offer, 'es', []).filter(({ blocks }) => blocks)).toEqual([])
})

test('TP-4 parameters are asked only if there are any, buttons only if chosen', () => {
  expect(stepsOf(BLANK)).toEqual(['names', 'setup', 'content', 'confirm'])
  expect(stepsOf({ ...BLANK, header: 'Pedido {{1}} listo' })).toContain('parameters')
  expect(stepsOf({ ...offer, buttons: [BLANK_REPLY] })).toEqual([
    'names',
    'setup',
    'content',
    'parameters',
    'buttons',
    'confirm',
  ])
})

test('TP-4 what was written of a parameter comes back with its number', () => {
  const without = { ...offer, body: 'Hola, {{1}}. Hay novedades en {{2}}.' }
  expect(formOf(without, 'MARKETING').parameters).toHaveLength(2)
  expect(askedParameters({ ...without, body: offer.body })[2]?.name).toBe('producto')
})

test('VAR-03 renumbering moves names and samples along', () => {
  const gap = { ...offer, body: 'Hola, {{1}}. ¡Te ofrecemos {{3}} de descuento hoy!' }
  const after = mended(gap, mendOf(gap, 'VAR-03'))
  expect(after.body).toBe('Hola, {{1}}. ¡Te ofrecemos {{2}} de descuento hoy!')
  expect(askedParameters(after)).toEqual([parameter(1, 'nombre', 'Rosa'), parameter(2, 'producto', 'mochilas')])
})

test('BTN-11 a mended button keeps its opt-out mark', () => {
  const values = { ...offer, buttons: [{ ...BLANK_REPLY, text: 'No más 🎉', optOut: true }] }
  expect(mended(values, mendOf(values, 'BTN-11')).buttons).toEqual([{ ...BLANK_REPLY, text: 'No más', optOut: true }])
})

test('a draft gives back what was put in', () => {
  expect(valuesOf(draftOf(offer, 3))).toEqual(offer)
  expect(valuesOf(draftOf(BLANK, 0))).toEqual(BLANK)
  expect(valuesOf({ header: null, body: 'Hola' })).toEqual({ ...BLANK, body: 'Hola' })
})

test('NAME-03 a name taken in one language blocks where the language is chosen', () => {
  const twin = { name: offer.name, language: 'es', category: 'MARKETING' as const, body: null, footer: null }
  const taken = judge(offer, 'es', [twin]).filter(({ blocks }) => blocks)
  expect(taken.map(({ rule, field }) => [rule, stepOf(field, offer)])).toEqual([['NAME-03', 'setup']])
  expect(judge({ ...offer, language: 'es_PE' }, 'es', [twin]).filter(({ blocks }) => blocks)).toEqual([])
})

test('every finding has a step, and nothing is held against an empty field', () => {
  const empty = { ...BLANK, body: 'Tu pedido {{1}} llega hoy.', header: 'Pedido {{1}} listo', buttons: [BLANK_REPLY] }
  const untouched = judge(empty, 'es', []).filter(({ field }) => isUntouched(field, empty))
  expect(untouched.map(({ field }) => field).toSorted()).toEqual([
    'buttons[0].text',
    'category',
    'displayName',
    'examples.1',
    'examples.h1',
    'name',
    'parameters[1].name',
  ])
  expect(stepOf('examples.h1', empty)).toBe('parameters')
  expect(stepOf('buttons', BLANK)).toBe('setup')
})
