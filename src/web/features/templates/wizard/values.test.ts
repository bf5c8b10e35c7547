import { expect, test } from 'vitest'
import { judge, placeOf } from './judge.ts'
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
  expect(stepsOf({ ...offer, buttonKind: 'QUICK_REPLY', replies: [BLANK_REPLY] })).toEqual([
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
  const replies = [{ ...BLANK_REPLY, text: 'No más 🎉', optOut: true }]
  const values: Values = { ...offer, buttonKind: 'QUICK_REPLY', replies }
  expect(mended(values, mendOf(values, 'BTN-11')).replies).toEqual([{ ...BLANK_REPLY, text: 'No más', optOut: true }])
})

test('a draft gives back what was put in', () => {
  expect(valuesOf(draftOf(offer, 3))).toEqual(offer)
  expect(valuesOf(draftOf(BLANK, 0))).toEqual(BLANK)
  expect(valuesOf({ header: null, body: 'Hola' })).toEqual({ ...BLANK, body: 'Hola' })
})

test('NAME-03 a name taken in one language blocks where the language is chosen', () => {
  const twin = { name: offer.name, language: 'es', category: 'MARKETING' as const, body: null, footer: null }
  const taken = judge(offer, 'es', [twin]).filter(({ blocks }) => blocks)
  expect(taken.map((finding) => [finding.rule, stepOf(placeOf(finding), offer)])).toEqual([['NAME-03', 'setup']])
  expect(judge({ ...offer, language: 'es_PE' }, 'es', [twin]).filter(({ blocks }) => blocks)).toEqual([])
})

test('every finding has a step, and nothing is held against an empty field', () => {
  const empty = {
    ...BLANK,
    body: 'Tu pedido {{1}} llega hoy.',
    header: 'Pedido {{1}} listo',
    buttonKind: 'QUICK_REPLY' as const,
    replies: [BLANK_REPLY],
  }
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

test('a draft of the time when there were texts and quick replies alone opens as it was', () => {
  const old = {
    name: 'oferta',
    displayName: 'Oferta',
    language: 'es',
    type: 'TEXT' as const,
    header: '',
    headerSample: '',
    body: 'Hola, {{1}}.',
    footer: '',
    buttons: [{ type: 'QUICK_REPLY' as const, text: 'Sí', optOut: false }],
    parameters: [{ n: 1, name: 'Nombre', sample: 'Rosa', type: 'text' as const, source: 'contact.name' as const }],
    category: 'MARKETING' as const,
    step: 4,
  }
  const values = valuesOf(old)
  expect(values).toMatchObject({ buttonKind: 'QUICK_REPLY', replies: old.buttons, auth: { codeMinutes: 10 } })
  expect(formOf(values, 'MARKETING')).toMatchObject({ buttons: old.buttons, parameters: old.parameters, auth: null })
})

test('TP-4 changing category and type back and forth loses nothing that was typed', () => {
  const written: Values = {
    ...offer,
    header: 'Hoy',
    footer: 'Librería',
    buttonKind: 'CALL_TO_ACTION',
    replies: [{ ...BLANK_REPLY, text: 'Sí' }],
    calls: [{ type: 'URL', text: 'Ver', url: 'https://tienda.example.com/{{1}}', example: 'a' }],
  }
  const code = { ...written, category: 'AUTHENTICATION' as const, type: 'VIDEO' as const }
  expect(formOf(code, 'AUTHENTICATION')).toMatchObject({
    type: 'TEXT',
    body: '',
    header: null,
    buttons: [],
    parameters: [],
  })
  expect(stepsOf(code)).toEqual(['names', 'setup', 'content', 'buttons', 'confirm'])
  const reopened = valuesOf(draftOf(code, 2))
  expect(formOf({ ...reopened, category: 'MARKETING', type: 'TEXT' }, 'MARKETING')).toEqual(
    formOf(written, 'MARKETING'),
  )
  expect({ ...reopened, category: 'MARKETING', type: 'TEXT' }).toEqual(written)
})

test('BTN-14, BTN-16, BTN-20, AUTH-02 what a button carries is judged where it is written', () => {
  const values: Values = {
    ...offer,
    buttonKind: 'CALL_TO_ACTION',
    calls: [
      { type: 'URL', text: 'Ver', url: 'tienda.example.com/{{1}}', example: null },
      { type: 'PHONE_NUMBER', text: 'Llamar', phoneNumber: 'abc' },
    ],
  }
  const places = (given: Values) =>
    judge(given, 'es', [])
      .filter(({ blocks }) => blocks)
      .map((each) => [each.rule, placeOf(each)])
  expect(places(values)).toEqual([
    ['BTN-14', 'buttons[0].url'],
    ['BTN-16', 'buttons[0].example'],
    ['BTN-20', 'buttons[1].phoneNumber'],
  ])
  const [secured] = mended(values, mendOf(values, 'BTN-14')).calls
  expect(secured).toMatchObject({ url: 'https://tienda.example.com/{{1}}' })
  const code: Values = { ...offer, category: 'AUTHENTICATION', auth: { securityNote: true, codeMinutes: 91 } }
  expect(places(code)).toEqual([['AUTH-02', 'auth.codeMinutes']])
  expect(stepOf('auth.codeMinutes', code)).toBe('buttons')
})
