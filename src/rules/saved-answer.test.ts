import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANSWER_SOURCES, answerBlanks, blankOf, fillAnswer, type KnownValues, missingIn } from './saved-answer.ts'

const known: KnownValues = {
  contact: 'Lucía Prado',
  firstName: 'Lucía',
  phone: '+51 900 000 101',
  agent: 'Bruno Paz',
  ticket: '1042',
  company: 'Librería Los Álamos',
}

test('WS-5 a saved answer is filled with what is known, in either language, whatever the case and accents', () => {
  expect(fillAnswer('Hola, {nombre}. Soy {AGENTE} de {empresa}; tu caso es el {ticket}.', known)).toBe(
    'Hola, Lucía. Soy Bruno Paz de Librería Los Álamos; tu caso es el 1042.',
  )
  expect(fillAnswer('Hi {First  Name}, {contact}: {telefono}', known)).toBe('Hi Lucía, Lucía Prado: +51 900 000 101')
  for (const source of ANSWER_SOURCES)
    for (const lang of ['es', 'en'] as const) expect(answerBlanks(blankOf(source, lang))[0]?.source).toBe(source)
})

test('WS-5 what nothing fills is asked for, once', () => {
  const text = 'Debes {monto}, {nombre}. Paga {Monto} antes del {fecha}.'
  expect(missingIn(text, known).map(({ name }) => name)).toEqual(['monto', 'fecha'])
  expect(missingIn(text, { ...known, firstName: ' ' }).map(({ name }) => name)).toEqual(['monto', 'nombre', 'fecha'])
  expect(fillAnswer(text, known, { monto: 'S/ 40', fecha: 'lunes' })).toBe(
    'Debes S/ 40, Lucía. Paga S/ 40 antes del lunes.',
  )
})

test('WS-5 a text without blanks comes out as it is, and no value is read as a blank', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('{')),
      (text) => fillAnswer(text, known) === text,
    ),
  )
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
      (value) => {
        expect(fillAnswer('<{dato}|{dato}>', known, { dato: value })).toBe(`<${value}|${value}>`)
      },
    ),
  )
})

test('WS-5 with every value given nothing is missing', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const given = Object.fromEntries(answerBlanks(text).map(({ name }) => [name, 'x']))
      expect(answerBlanks(fillAnswer(text, known, given)).filter(({ name }) => text.includes(`{${name}}`))).toEqual([])
    }),
  )
})
